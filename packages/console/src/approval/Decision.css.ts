import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const body = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '18px 24px 24px',
  containerType: 'inline-size',
  outlineOffset: '-2px',
  '@media': { [narrow]: { padding: '14px' } },
})
/** The customer beside what is to be decided, or below it where there is no room. */
export const inner = style({
  display: 'grid',
  gap: `${look.space.s5} ${look.space.s6}`,
  gridTemplateColumns: 'minmax(0, 46rem)',
  '@container': { '(min-width: 680px)': { gridTemplateColumns: 'minmax(0, 46rem) minmax(220px, 17rem)' } },
})
export const main = style({ display: 'grid', gap: look.space.s5, alignContent: 'start', minWidth: 0 })
export const summary = style({
  padding: `${look.space.s2} 0`,
  color: look.color.mid,
  fontWeight: look.weight.medium,
  cursor: 'pointer',
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const soft = style({ color: look.color.soft, fontSize: look.size.small })
export const text = style({ whiteSpace: 'pre-wrap', maxWidth: '62ch' })
export const proposal = style({ display: 'grid', gap: look.space.s3 })
export const offer = style({
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  padding: look.space.s4,
  display: 'grid',
  gap: look.space.s2,
})
export const head = style({ display: 'flex', gap: look.space.s3, alignItems: 'baseline' })
export const cost = style({
  marginInlineStart: 'auto',
  fontSize: look.size.title,
  fontWeight: look.weight.strong,
  fontVariantNumeric: 'tabular-nums',
})
export const tags = style({ display: 'flex', flexWrap: 'wrap', gap: '6px' })
export const besides = style({ display: 'grid', gap: look.space.s3 })
export const customer = style({
  display: 'grid',
  gap: look.space.s5,
  alignContent: 'start',
  minWidth: 0,
  fontSize: look.size.small,
  color: look.color.mid,
})
