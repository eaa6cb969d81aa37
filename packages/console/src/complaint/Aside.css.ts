import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const aside = style({
  display: 'grid',
  gap: look.space.s5,
  alignContent: 'start',
  fontSize: look.size.small,
  color: look.color.mid,
})
export const part = style({ display: 'grid', gap: look.space.s1, minWidth: 0 })
export const title = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'baseline',
  fontSize: look.size.small,
  fontWeight: look.weight.medium,
  color: look.color.soft,
  paddingBlockEnd: '2px',
})
export const more = style({
  marginInlineStart: 'auto',
  color: look.color.accent,
  fontWeight: look.weight.text,
  selectors: { '&:hover': { textDecoration: 'underline' } },
  '@media': { [narrow]: { padding: '10px 0' }, print: { display: 'none' } },
})
export const facts = style({ display: 'grid', gap: '4px' })
export const fact = style({
  display: 'flex',
  justifyContent: 'space-between',
  gap: look.space.s3,
  fontVariantNumeric: 'tabular-nums',
})
export const reach = style({ display: 'flex', gap: '4px', alignItems: 'center' })
export const verified = style({ color: look.color.accent, display: 'inline-flex' })
export const hidden = style({
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
})
export const spark = style({ width: '100%', maxWidth: '260px', height: '36px' })
export const sparkLine = style({
  stroke: look.color.accent,
  strokeWidth: 1.6,
  strokeLinejoin: 'round',
  strokeLinecap: 'round',
})
export const sparkGood = style({ fill: look.color.accent })
export const sparkBad = style({ fill: look.color.warm })
export const others = style({ display: 'grid', gap: '4px' })
/** Beside words, and below one another: told by its line, and far enough from the next. */
export const link = style({
  color: look.color.accent,
  display: 'inline-block',
  minHeight: '24px',
  textDecoration: 'underline',
  textDecorationColor: look.color.edge,
  textUnderlineOffset: '3px',
  selectors: { '&:hover': { textDecorationColor: 'currentColor' } },
})
export const linkBad = style([link, { color: look.color.warm, fontWeight: look.weight.medium }])
export const note = style({
  whiteSpace: 'pre-wrap',
  padding: '6px 10px',
  border: `1px dashed ${look.color.edge}`,
  borderRadius: look.radius.small,
})
export const quiet = style({ color: look.color.soft })
export const good = style({ color: look.color.accent })
export const bad = style({ color: look.color.warm, fontWeight: look.weight.medium })

globalStyle(`${fact} > dt`, { flex: 'none', maxWidth: '60%' })
globalStyle(`${fact} > dd`, { textAlign: 'end', minWidth: 0 })
