import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const form = style({ display: 'grid', gap: look.space.s5, maxWidth: '68rem' })
/** What is come to by keys, or offered there, does not stay behind what is always in sight. */
globalStyle(`${form} :is(input, select, textarea, button, [role=option])`, { scrollMarginBlockEnd: '130px' })
export const columns = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.25fr) minmax(0, 1fr)',
  gap: look.space.s10,
  alignItems: 'start',
  '@media': {
    'screen and (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: look.space.s6 },
  },
})
export const column = style({ display: 'grid', gap: look.space.s6, minWidth: 0 })
export const part = style({ display: 'grid', gap: look.space.s4, minWidth: 0 })
export const heading = style({ fontSize: look.size.large, fontWeight: look.weight.strong })
export const legend = style({
  fontWeight: look.weight.medium,
  fontSize: look.size.small,
  color: look.color.mid,
  padding: '0 0 6px',
})
export const hint = style({ color: look.color.soft, fontSize: look.size.small })
export const channels = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
  gap: look.space.s2,
  '@media': { [narrow]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' } },
})
export const choice = style({
  position: 'relative',
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  minHeight: look.touch,
  padding: '8px 12px',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
  color: look.color.mid,
  cursor: 'pointer',
  selectors: {
    '&:hover': { background: look.color.hover },
    '&:has(:checked)': {
      borderColor: look.color.accent,
      background: look.color.accentSoft,
      color: look.color.ink,
      fontWeight: look.weight.medium,
    },
    '&:has(:focus-visible)': { outline: `2px solid ${look.color.accent}`, outlineOffset: '1px' },
  },
})
/** The whole choice is pressed; what is chosen is told by its frame and to a screen reader. */
export const radio = style({ position: 'absolute', inset: 0, opacity: 0, cursor: 'pointer', margin: 0 })
export const scores = style({ display: 'flex', flexWrap: 'wrap', gap: look.space.s2 })
globalStyle(`${scores} > ${choice}`, { minHeight: '36px', padding: '5px 12px', fontSize: look.size.small })
globalStyle(`${scores} > ${choice}`, { '@media': { [narrow]: { minHeight: look.touch } } })
export const words = style({})
/** The customer's words are the largest thing here. */
globalStyle(`${words} textarea`, { fontSize: look.size.title, lineHeight: 1.45, minHeight: '150px' })
export const pair = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))',
  gap: look.space.s3,
  alignItems: 'start',
})
export const chosen = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  justifyContent: 'space-between',
  padding: `6px ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.accentSoft,
  color: look.color.ink,
})
export const placed = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  justifyContent: 'space-between',
  flexWrap: 'wrap',
  minHeight: '32px',
  color: look.color.mid,
  fontSize: look.size.small,
})
export const group = style({ display: 'grid' })
export const chips = style({ display: 'flex', flexWrap: 'wrap', gap: '6px' })
export const chip = style({
  display: 'inline-flex',
  gap: '6px',
  alignItems: 'baseline',
  minHeight: '32px',
  padding: '5px 12px',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.round,
  color: look.color.mid,
  selectors: {
    '&:hover': { background: look.color.hover },
    '&[aria-pressed=true]': {
      background: look.color.accentSoft,
      borderColor: look.color.accent,
      color: look.color.ink,
      fontWeight: look.weight.medium,
    },
  },
  '@media': { [narrow]: { minHeight: look.touch, alignItems: 'center' } },
})
export const more = style({ color: look.color.soft, fontSize: look.size.tiny, fontWeight: look.weight.text })
/** Always in sight, however long the form is. */
export const foot = style({
  position: 'sticky',
  insetBlockEnd: '-40px',
  display: 'grid',
  gap: look.space.s2,
  padding: `${look.space.s3} 0`,
  marginBlockEnd: '-40px',
  background: look.color.paper,
  borderBlockStart: `1px solid ${look.color.line}`,
  zIndex: 1,
  '@media': { [narrow]: { insetBlockEnd: '-32px', marginBlockEnd: '-32px' } },
})
export const footLine = style({ display: 'flex', gap: look.space.s3, alignItems: 'center', flexWrap: 'wrap' })

export const stored = style({
  display: 'grid',
  gap: look.space.s5,
  maxWidth: '48rem',
  '@media': { print: { padding: look.space.s6 } },
})
export const storedTitle = style({
  fontSize: look.size.words,
  fontWeight: look.weight.strong,
  outline: 'none',
  '@media': { print: { display: 'none' } },
})
export const printed = style({
  display: 'none',
  fontWeight: look.weight.strong,
  '@media': { print: { display: 'block' } },
})
export const number = style({
  fontSize: look.size.figure,
  fontWeight: look.weight.strong,
  fontVariantNumeric: 'tabular-nums',
  letterSpacing: '0.01em',
})
export const url = style({ overflowWrap: 'anywhere', userSelect: 'all' })
export const said = style({
  margin: 0,
  whiteSpace: 'pre-wrap',
  fontSize: look.size.title,
  paddingInlineStart: look.space.s4,
  borderInlineStart: `3px solid ${look.color.line}`,
})
/** What is between staff and the screen. */
export const noPrint = style({ '@media': { print: { display: 'none' } } })
export const onPaper = style({ display: 'none', '@media': { print: { display: 'inline' } } })
