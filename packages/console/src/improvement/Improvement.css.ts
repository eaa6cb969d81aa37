import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const soft = style({ color: look.color.soft, fontSize: look.size.small })
export const good = style({ color: look.color.accent, fontWeight: look.weight.medium })
export const bad = style({ color: look.color.warm, fontWeight: look.weight.medium })
export const inner = style({ display: 'grid', gap: look.space.s6, maxWidth: '46rem' })
export const words = style({
  fontSize: look.size.words,
  lineHeight: 1.42,
  letterSpacing: '-0.012em',
  whiteSpace: 'pre-wrap',
})
export const facts = style({ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '6px 18px' })
export const name = style({ color: look.color.soft })
export const effect = style({
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  padding: '16px 18px',
  display: 'grid',
  gap: look.space.s3,
})
export const verdict = style({ fontSize: look.size.figure, letterSpacing: '-0.02em', lineHeight: 1.2 })
/** Before and after on one scale. */
export const stretch = style({
  display: 'grid',
  gridTemplateColumns: '5rem 1fr minmax(9rem, auto)',
  gap: look.space.s3,
  alignItems: 'center',
  '@media': { [narrow]: { gridTemplateColumns: '4rem 1fr', rowGap: '2px' } },
})
const bar = style({ height: '14px', borderRadius: '3px' })
export const before = style([bar, { background: look.color.edge }])
export const after = style([bar, { background: look.color.accent }])
export const count = style({
  color: look.color.mid,
  fontSize: look.size.small,
  fontVariantNumeric: 'tabular-nums',
  '@media': { [narrow]: { gridColumn: '2' } },
})
export const result = style({
  background: look.color.accentSoft,
  borderRadius: look.radius.large,
  padding: '10px 14px',
  whiteSpace: 'pre-wrap',
})
export const three = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
  gap: look.space.s3,
})
/** A line of the causes: on a phone what is done stands below its figures. */
export const cause = style({
  '@media': { [narrow]: { display: 'grid', gridTemplateColumns: '1fr 4.5rem 6rem', alignItems: 'center' } },
})
export const done = style({
  '@media': {
    [narrow]: {
      gridColumn: '1 / 3',
      // Over what each cell of a table has.
      selectors: { 'tr &': { borderBlockStart: 'none', paddingInlineStart: '0', height: 'auto' } },
    },
  },
})
export const act = style({ '@media': { [narrow]: { selectors: { 'tr &': { borderBlockStart: 'none' } } } } })
export const doneHead = style({ '@media': { [narrow]: { display: 'none' } } })
