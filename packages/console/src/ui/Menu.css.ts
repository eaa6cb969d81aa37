import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const menu = style({
  position: 'fixed',
  inset: 'auto',
  margin: 0,
  minWidth: '180px',
  maxWidth: 'min(340px, calc(100vw - 16px))',
  maxHeight: 'min(440px, calc(100dvh - 16px))',
  overflow: 'auto',
  padding: '5px',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  background: look.color.paper,
  color: look.color.ink,
  boxShadow: look.shadow.float,
})
export const item = style({
  display: 'flex',
  width: '100%',
  gap: look.space.s2,
  alignItems: 'center',
  padding: '6px 10px',
  borderRadius: look.radius.small,
  minHeight: '32px',
  selectors: {
    '&:hover, &:focus-visible': { background: look.color.hover, outline: 'none' },
    '&:disabled': { color: look.color.soft, background: 'none' },
  },
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const label = style({ display: 'inline-flex', gap: '9px', alignItems: 'center', minWidth: 0 })
export const end = style({ marginInlineStart: 'auto', color: look.color.soft, fontSize: look.size.small })
export const rule = style({ height: '1px', background: look.color.line, margin: '5px 0' })
