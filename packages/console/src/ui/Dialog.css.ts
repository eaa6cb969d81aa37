import { keyframes, style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

const rise = keyframes({ from: { opacity: 0, transform: 'translateY(6px)' } })

export const dialog = style({
  margin: 'auto',
  width: 'min(34rem, calc(100vw - 24px))',
  maxHeight: 'calc(100dvh - 48px)',
  padding: 0,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  background: look.color.paper,
  boxShadow: look.shadow.float,
  overflow: 'hidden auto',
  selectors: { '&::backdrop': { background: look.color.veil } },
  '@media': {
    '(prefers-reduced-motion: no-preference)': { selectors: { '&[open]': { animation: `${rise} 140ms ease-out` } } },
    [narrow]: { marginBlockEnd: '12px' },
  },
})
export const wideDialog = style({ width: 'min(60rem, calc(100vw - 24px))' })
export const head = style({
  display: 'flex',
  alignItems: 'center',
  gap: look.space.s2,
  paddingBlock: `${look.space.s3} 0`,
  paddingInline: `${look.space.s5} ${look.space.s3}`,
  position: 'sticky',
  insetBlockStart: 0,
  background: look.color.paper,
})
export const title = style({ flex: 1, fontSize: look.size.large })
export const body = style({
  padding: `${look.space.s3} ${look.space.s5} ${look.space.s5}`,
  display: 'grid',
  gap: look.space.s4,
})
