import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export { big, figure, figures } from '../ui/Figures.css.ts'

export const inner = style({ display: 'grid', gap: look.space.s6, maxWidth: '60rem' })
export const small = style({ color: look.color.soft, fontSize: look.size.small })
export const two = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.4fr) minmax(0, 1fr)',
  gap: look.space.s6,
  alignItems: 'start',
  '@media': { 'screen and (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
})
export const column = style({ display: 'grid', gap: look.space.s6, alignContent: 'start' })
export const section = style({ display: 'grid', gap: look.space.s2, alignContent: 'start' })
export const heading = style({ color: look.color.soft, fontSize: look.size.small, fontWeight: look.weight.medium })
export const line = style({
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'baseline',
  padding: '6px 0',
  borderBlockEnd: `1px solid ${look.color.line}`,
  flexWrap: 'wrap',
})
export const end = style({ marginInlineStart: 'auto', color: look.color.soft, fontVariantNumeric: 'tabular-nums' })
export const link = style({
  textDecoration: 'underline',
  textDecorationColor: look.color.line,
  textUnderlineOffset: '3px',
  selectors: { '&:hover': { textDecorationColor: 'currentColor' } },
})
export const facts = style({ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: '5px 12px' })
export const note = style({
  background: look.color.ground,
  borderRadius: look.radius.large,
  padding: '10px 14px',
  whiteSpace: 'pre-wrap',
})
export const spark = style({ maxWidth: '320px' })
