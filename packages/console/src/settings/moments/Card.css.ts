import { style } from '@vanilla-extract/css'
import { look, narrow } from '../../look/tokens.css.ts'

// Parts and cards.

export const part = style({ display: 'grid', gap: look.space.s3, gridTemplateColumns: 'minmax(0, 1fr)' })
export const partTitle = style({ fontSize: look.size.large, fontWeight: look.weight.strong })
export const count = style({ color: look.color.soft, fontWeight: look.weight.text })
export const quiet = style({ color: look.color.soft, fontSize: look.size.small })
export const cards = style({ display: 'grid', gap: look.space.s2, gridTemplateColumns: 'minmax(0, 1fr)' })
export const card = style({
  position: 'relative',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  background: look.color.paper,
  minWidth: 0,
  selectors: {
    '&[data-dragged]': { opacity: 0.5 },
    '&[data-gap]::before': {
      content: '""',
      position: 'absolute',
      insetInline: '4px',
      height: '2px',
      borderRadius: look.radius.round,
      background: look.color.accent,
    },
    '&[data-gap=before]::before': { insetBlockStart: '-6px' },
    '&[data-gap=after]::before': { insetBlockEnd: '-6px' },
  },
})
export const cardHead = style({
  display: 'flex',
  alignItems: 'center',
  gap: '2px',
  padding: '4px 6px',
  minWidth: 0,
})
export const cardTitle = style({
  flex: 1,
  padding: '4px 8px',
  fontSize: look.size.small,
  fontWeight: look.weight.medium,
  color: look.color.soft,
})
export const cardBody = style({
  display: 'grid',
  gap: look.space.s4,
  gridTemplateColumns: 'minmax(0, 1fr)',
  padding: '4px 14px 16px',
})
export const grip = style({
  flex: 'none',
  display: 'grid',
  placeItems: 'center',
  width: '22px',
  height: '32px',
  color: look.color.soft,
  cursor: 'grab',
  '@media': { [narrow]: { display: 'none' } },
})
export const summary = style({
  flex: 1,
  minWidth: 0,
  display: 'flex',
  gap: '10px',
  alignItems: 'baseline',
  padding: '7px 6px',
  borderRadius: look.radius.medium,
  selectors: { '&:hover': { background: look.color.hover } },
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const number = style({
  flex: 'none',
  minWidth: '1.4em',
  color: look.color.soft,
  fontVariantNumeric: 'tabular-nums',
  textAlign: 'end',
})
export const summaryWords = style({ display: 'grid', gap: '4px', minWidth: 0 })
export const asks = style({ fontSize: look.size.large, fontWeight: look.weight.medium })
export const short = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 10px',
  alignItems: 'center',
  fontSize: look.size.small,
  color: look.color.soft,
})
const mark = style({ display: 'inline-flex', gap: '4px', alignItems: 'center' })
export const markBad = style([mark, { color: look.color.warm }])
export const markLook = style([mark, { color: look.color.amber }])
export const tools = style({ display: 'flex', flex: 'none', alignItems: 'center' })
export const wideOnly = style({ display: 'flex', '@media': { [narrow]: { display: 'none' } } })
export const two = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
  gap: look.space.s4,
  '@media': { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
})
export const group = style({ display: 'grid', gap: look.space.s2, gridTemplateColumns: 'minmax(0, 1fr)' })
export const legend = style({
  fontWeight: look.weight.medium,
  fontSize: look.size.small,
  color: look.color.mid,
  padding: 0,
  marginBlockEnd: look.space.s2,
})
export const faces = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))',
  gap: look.space.s3,
})

// Fields of their own.

export const input = style({
  width: '100%',
  minWidth: 0,
  minHeight: '34px',
  padding: '6px 10px',
  background: look.color.paper,
  border: `1px solid ${look.color.edge}`,
  borderRadius: look.radius.medium,
  selectors: {
    '&[aria-invalid=true]': { borderColor: look.color.warm },
    '&[readonly]': { background: look.color.ground, borderColor: look.color.line, color: look.color.mid },
  },
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})
export const options = style({ display: 'grid', gap: '6px', gridTemplateColumns: 'minmax(0, 1fr)' })
export const option = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 9rem auto',
  gap: '6px',
  alignItems: 'center',
  '@media': { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) auto' } },
})
export const optionId = style([
  input,
  {
    fontFamily: look.font.mono,
    fontSize: look.size.tiny,
    color: look.color.mid,
    borderColor: look.color.line,
    '@media': { [narrow]: { gridColumn: 1, gridRow: 2 } },
  },
])
export const optionMissing = style({ gridColumn: '1 / -1', color: look.color.amber, fontSize: look.size.small })
export const optionTools = style({ display: 'flex', '@media': { [narrow]: { gridColumn: 2, gridRow: 1 } } })
export const when = style({ display: 'grid', gap: look.space.s2, gridTemplateColumns: 'minmax(0, 1fr)' })
export const condition = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: '6px',
  alignItems: 'start',
  padding: '8px 10px',
  borderRadius: look.radius.medium,
  background: look.color.ground,
})
export const sentence = style({ display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center', minWidth: 0 })
export const lead = style({ color: look.color.mid, fontSize: look.size.small })
export const choose = style({
  maxWidth: '100%',
  minHeight: '32px',
  padding: '4px 8px',
  background: look.color.paper,
  border: `1px solid ${look.color.edge}`,
  borderRadius: look.radius.medium,
  textOverflow: 'ellipsis',
  selectors: { '&[aria-invalid=true]': { borderColor: look.color.warm } },
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})
export const chips = style({ display: 'flex', flexWrap: 'wrap', gap: '4px' })
export const chip = style({
  minHeight: '28px',
  borderRadius: look.radius.round,
  fontSize: look.size.small,
  selectors: {
    '&&': { paddingBlock: '2px' },
    '&&[aria-pressed=true]': {
      background: look.color.accentSoft,
      borderColor: look.color.accent,
      color: look.color.accent,
    },
  },
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const fault = style({
  flex: '1 1 100%',
  gridColumn: '1 / -1',
  color: look.color.warm,
  fontSize: look.size.small,
})
export const lookNote = style({
  padding: '6px 10px',
  borderRadius: look.radius.medium,
  background: look.color.amberSoft,
  color: look.color.amber,
  fontSize: look.size.small,
})
