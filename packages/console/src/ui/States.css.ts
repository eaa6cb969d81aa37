import { keyframes, style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

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
/** Where no screen has its buttons: over the navigation, on a phone below its head. */
export const toasts = style({
  position: 'fixed',
  insetBlockEnd: '96px',
  insetInlineStart: '12px',
  maxWidth: 'min(26rem, calc(100% - 24px))',
  display: 'grid',
  gap: look.space.s2,
  justifyItems: 'start',
  pointerEvents: 'none',
  zIndex: 20,
  background: 'none',
  border: 0,
  '@media': {
    [narrow]: {
      insetBlockEnd: 'auto',
      insetBlockStart: '58px',
      insetInlineEnd: '12px',
      maxWidth: 'none',
      justifyItems: 'center',
    },
  },
})
export const toast = style({
  pointerEvents: 'auto',
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'center',
  paddingBlock: '8px',
  paddingInline: '14px 8px',
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
