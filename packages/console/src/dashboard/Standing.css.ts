import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const counts = style({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  gap: `0 ${look.space.s6}`,
  marginBlockEnd: look.space.s3,
})
export const count = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'baseline',
  minWidth: 0,
  '@media': { [narrow]: { minHeight: look.touch, alignItems: 'center' } },
})
export const figure = style({
  fontSize: look.size.words,
  fontWeight: look.weight.strong,
  fontVariantNumeric: 'tabular-nums',
  lineHeight: 1.5,
  minWidth: '1.2em',
  textAlign: 'end',
})
export const hot = style({ color: look.color.warm })
export const label = style({ fontSize: look.size.small, color: look.color.soft })
export const measures = style({ display: 'grid', gap: '2px' })

export const words = style({ display: 'grid', gap: '2px', marginInline: '-8px' })
export const word = style({
  display: 'block',
  padding: '7px 8px',
  borderRadius: look.radius.medium,
  selectors: { '&:hover': { background: look.color.hover } },
  '@media': { [narrow]: { paddingBlock: '9px' } },
})
/** Customers' words are the largest thing of their panel. */
export const say = style({
  fontSize: look.size.large,
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 3,
  overflow: 'hidden',
  whiteSpace: 'pre-wrap',
})
export const foot = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  color: look.color.soft,
  fontSize: look.size.small,
})
/** Leads to what is done, and whether it helps. */
export const measure = style({ selectors: { '&:hover': { textDecoration: 'underline' } } })
