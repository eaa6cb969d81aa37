import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const inner = style({ display: 'grid', gap: look.space.s5, maxWidth: '46rem' })
export const who = style({ fontSize: look.size.words, letterSpacing: '-0.012em', fontWeight: look.weight.medium })
export const facts = style({
  display: 'flex',
  gap: '6px 10px',
  flexWrap: 'wrap',
  color: look.color.soft,
  alignItems: 'center',
})
export const link = style({ color: look.color.accent, textDecoration: 'underline', textUnderlineOffset: '2px' })
export const say = style({
  borderInlineStart: `3px solid ${look.color.accent}`,
  paddingBlock: '2px',
  paddingInlineStart: '16px',
  display: 'grid',
  gap: look.space.s2,
  fontSize: look.size.title,
  lineHeight: 1.5,
})
export const label = style({ color: look.color.soft, fontSize: look.size.small, fontWeight: look.weight.medium })
export const box = style({
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  padding: look.space.s4,
  display: 'grid',
  gap: look.space.s4,
  boxShadow: look.shadow.lift,
})
export const scores = style({ display: 'flex', gap: '6px', flexWrap: 'wrap' })
export const past = style({ display: 'grid', gap: '6px', color: look.color.mid })
export const tiles = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
  gap: look.space.s4,
})
export const tile = style({
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  padding: '13px 16px',
  display: 'grid',
  gap: '2px',
})
export const figure = style({
  fontSize: look.size.figure,
  letterSpacing: '-0.02em',
  fontWeight: look.weight.strong,
  fontVariantNumeric: 'tabular-nums',
})
export const table = style({ width: '100%', fontVariantNumeric: 'tabular-nums' })
/** Narrower than its words it scrolls by itself. */
export const wide = style({ overflowX: 'auto' })
export const cell = style({
  overflowWrap: 'normal',
  padding: '7px 8px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  textAlign: 'end',
  fontWeight: look.weight.text,
  selectors: {
    '&:first-child': { textAlign: 'start', paddingInlineStart: 0 },
    'thead &': { color: look.color.soft, fontSize: look.size.small },
  },
})
