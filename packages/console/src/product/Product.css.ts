import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export { big, figure, figures } from '../ui/Figures.css.ts'

export const inner = style({ display: 'grid', gap: look.space.s6, maxWidth: '66rem' })
export const soft = style({ color: look.color.soft, fontSize: look.size.small })
export const small = style({ fontSize: look.size.text, fontWeight: look.weight.medium, minHeight: '1.9rem' })
export const two = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1.6fr) minmax(0, 1fr)',
  gap: look.space.s8,
  alignItems: 'start',
  '@media': { 'screen and (max-width: 1100px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
})
export const column = style({ display: 'grid', gap: look.space.s6, alignContent: 'start', minWidth: 0 })
export const section = style({ display: 'grid', gap: look.space.s2, alignContent: 'start', minWidth: 0 })
export const heading = style({
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'baseline',
  flexWrap: 'wrap',
  fontWeight: look.weight.strong,
})
export const note = style({
  marginInlineStart: 'auto',
  color: look.color.soft,
  fontSize: look.size.small,
  fontWeight: look.weight.text,
})
const line = style({
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'center',
  minHeight: '38px',
  padding: '5px 0',
  borderBlockEnd: `1px solid ${look.color.line}`,
  flexWrap: 'wrap',
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const end = style({
  marginInlineStart: 'auto',
  color: look.color.soft,
  fontSize: look.size.small,
  fontVariantNumeric: 'tabular-nums',
})
export const link = style({
  textDecoration: 'underline',
  textDecorationColor: look.color.edge,
  textUnderlineOffset: '3px',
  fontVariantNumeric: 'tabular-nums',
  selectors: { '&:hover': { textDecorationColor: 'currentColor' } },
})
export const lineLink = style([line, { selectors: { '&:hover': { background: look.color.hover } } }])
export const wrap = style({ overflowX: 'auto' })
export const table = style({ width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' })
export const th = style({
  color: look.color.soft,
  fontSize: look.size.small,
  fontWeight: look.weight.text,
  textAlign: 'end',
  paddingBlock: '4px 6px',
  paddingInline: '12px 0',
  whiteSpace: 'nowrap',
  selectors: { '&:first-child': { textAlign: 'start', paddingInlineStart: 0 } },
})
export const td = style({
  borderBlockStart: `1px solid ${look.color.line}`,
  textAlign: 'end',
  paddingBlock: '8px',
  paddingInline: '12px 0',
  whiteSpace: 'nowrap',
  height: '38px',
  selectors: { '&:first-child': { textAlign: 'start', paddingInlineStart: 0 } },
  '@media': { [narrow]: { height: look.touch } },
})
export const months = style({
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(14px, 1fr)',
  alignItems: 'end',
})
export const monthCell = style({ display: 'grid', gap: '2px', justifyItems: 'center', minWidth: 0 })
/** Complaints stand on the line, orders hang from it. */
export const up = style({
  height: '64px',
  display: 'flex',
  alignItems: 'flex-end',
  width: '100%',
  justifyContent: 'center',
})
export const down = style({
  height: '36px',
  display: 'flex',
  width: '100%',
  justifyContent: 'center',
  borderBlockStart: `1px solid ${look.color.edge}`,
})
export const bar = style({
  width: '100%',
  maxWidth: '26px',
  background: look.color.warm,
  borderStartStartRadius: '3px',
  borderStartEndRadius: '3px',
})
export const under = style({
  width: '100%',
  maxWidth: '26px',
  background: look.color.line,
  borderEndStartRadius: '3px',
  borderEndEndRadius: '3px',
})
export const tiny = style({ fontSize: look.size.tiny, color: look.color.soft, whiteSpace: 'nowrap' })
export const share = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 11rem) 1fr 2.5rem',
  gap: look.space.s3,
  alignItems: 'center',
  minHeight: '32px',
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const shareName = style({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' })
export const shareBar = style({ height: '10px', borderRadius: '3px', background: look.color.accent, minWidth: '3px' })
export const shareCount = style({ textAlign: 'end', fontVariantNumeric: 'tabular-nums' })
export const wide = style({
  textAlign: 'start',
  whiteSpace: 'normal',
  minWidth: '14rem',
  paddingInlineStart: look.space.s6,
})
