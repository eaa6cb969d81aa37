import { keyframes, style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const empty = style({
  display: 'grid',
  gap: look.space.s2,
  justifyItems: 'center',
  alignContent: 'center',
  textAlign: 'center',
  padding: look.space.s10,
  minHeight: '240px',
  flex: 1,
  color: look.color.soft,
  maxWidth: '44ch',
  marginInline: 'auto',
})
export const emptyTitle = style({ color: look.color.ink, fontSize: look.size.large, fontWeight: look.weight.strong })
const show = keyframes({ from: { opacity: 0 }, '99%': { opacity: 0 }, to: { opacity: 1 } })
/** Nothing for a moment: what comes at once should not flicker. */
export const wait = style({ animation: `${show} 220ms both`, color: look.color.soft, padding: look.space.s5 })
export const fault = style({
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'center',
  flexWrap: 'wrap',
  padding: `${look.space.s2} ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.warmSoft,
  color: look.color.warm,
})
export const faultText = style({ flex: '1 1 16rem' })
export const hint = style({
  padding: `6px ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.amberSoft,
  color: look.color.amber,
  fontSize: look.size.small,
})
export const toasts = style({
  position: 'fixed',
  insetBlockEnd: 'max(20px, env(safe-area-inset-bottom))',
  insetInline: 0,
  display: 'grid',
  gap: look.space.s2,
  justifyItems: 'center',
  pointerEvents: 'none',
  zIndex: 20,
  padding: '0 12px',
  background: 'none',
  border: 0,
  width: 'auto',
  height: 'auto',
  margin: 0,
  insetBlockStart: 'auto',
})
export const toast = style({
  pointerEvents: 'auto',
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'center',
  padding: '8px 8px 8px 14px',
  minHeight: '40px',
  borderRadius: look.radius.large,
  background: look.color.ink,
  color: look.color.paper,
  boxShadow: look.shadow.float,
})
export const toastAct = style({
  fontWeight: look.weight.strong,
  padding: '3px 10px',
  borderRadius: look.radius.small,
  textDecoration: 'underline',
})
