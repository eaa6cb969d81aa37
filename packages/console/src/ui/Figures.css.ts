import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

// A few figures about one thing, side by side in a frame.

export const figures = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(132px, 1fr))',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  overflow: 'hidden',
})
export const figure = style({
  padding: '12px 16px',
  display: 'grid',
  alignContent: 'start',
  gap: '1px',
  boxShadow: `1px 1px 0 ${look.color.line}`,
})
export const big = style({
  fontSize: look.size.words,
  fontWeight: look.weight.strong,
  letterSpacing: '-0.015em',
  fontVariantNumeric: 'tabular-nums',
  // A sum is never broken in two.
  whiteSpace: 'nowrap',
})
