import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const body = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '18px 24px 32px',
  '@media': { [narrow]: { padding: '14px' } },
})
export const inner = style({ display: 'grid', gap: look.space.s5, maxWidth: '46rem' })
export const words = style({
  fontSize: look.size.words,
  lineHeight: 1.42,
  letterSpacing: '-0.012em',
  whiteSpace: 'pre-wrap',
})
export const soft = style({ color: look.color.soft })
export const choice = style({
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  padding: look.space.s4,
  display: 'grid',
  gap: look.space.s2,
  selectors: { '&[data-chosen=true]': { borderColor: look.color.accent, boxShadow: `0 0 0 1px ${look.color.accent}` } },
})
export const head = style({ display: 'flex', gap: look.space.s3, alignItems: 'baseline' })
export const cost = style({
  marginInlineStart: 'auto',
  fontSize: look.size.title,
  fontWeight: look.weight.strong,
  fontVariantNumeric: 'tabular-nums',
})
export const facts = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
  gap: look.space.s3,
})
export const fact = style({ display: 'grid' })
export const figure = style({
  fontSize: look.size.title,
  fontWeight: look.weight.strong,
  fontVariantNumeric: 'tabular-nums',
})
