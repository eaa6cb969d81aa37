import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const tiles = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(6, minmax(0, 1fr))',
  // The lines between them are its ground.
  gap: '1px',
  background: look.color.line,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  overflow: 'hidden',
  '@media': {
    'screen and (max-width: 1280px)': { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' },
    [narrow]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
})
export const tile = style({
  background: look.color.paper,
  padding: '14px 16px',
  minHeight: '126px',
  display: 'flex',
  flexDirection: 'column',
  gap: '2px',
  fontVariantNumeric: 'tabular-nums',
  selectors: { 'a&:hover': { background: look.color.hover }, '&:focus-visible': { outlineOffset: '-2px' } },
  '@media': { print: { minHeight: 0, padding: '8px 10px' } },
})
export const label = style({ fontSize: look.size.small, color: look.color.soft, minHeight: '1.45em' })
export const figure = style({
  fontSize: look.size.figure,
  fontWeight: look.weight.strong,
  lineHeight: 1.3,
  letterSpacing: '-0.01em',
})
export const few = style({
  fontSize: look.size.large,
  color: look.color.mid,
  lineHeight: `calc(${look.size.figure} * 1.3)`,
})
export const small = style({ fontSize: look.size.small, color: look.color.soft })
export const change = style({ fontSize: look.size.small })
