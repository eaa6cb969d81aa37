import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const rows = style({
  display: 'grid',
  listStyle: 'none',
  margin: 0,
  padding: 0,
  gridTemplateColumns: 'minmax(0, 1fr)',
})
export const row = style({
  position: 'relative',
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: `${look.space.s1} ${look.space.s3}`,
  minHeight: '52px',
  padding: '9px 10px',
  marginInline: '-10px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  selectors: {
    '&:last-child': { borderBlockEnd: 0 },
    '&:has(> div > a:hover)': { background: look.color.hover, borderRadius: look.radius.medium },
    '&:has(> div > a:focus-visible)': { outline: `2px solid ${look.color.accent}`, borderRadius: look.radius.medium },
  },
})
export const main = style({ flex: '1 1 14rem', minWidth: 0, display: 'grid', gap: '2px' })
export const name = style({
  color: look.color.ink,
  fontWeight: look.weight.medium,
  overflowWrap: 'anywhere',
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  flexWrap: 'wrap',
})
/** The whole row leads to what it names. */
export const link = style({
  selectors: {
    '&::after': { content: '""', position: 'absolute', inset: 0 },
    '&:focus-visible': { outline: 'none' },
  },
})
export const more = style({ color: look.color.soft, fontSize: look.size.small, overflowWrap: 'anywhere' })
export const tags = style({ display: 'flex', flexWrap: 'wrap', gap: '6px' })
export const end = style({
  position: 'relative',
  zIndex: 1,
  marginInlineStart: 'auto',
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s2,
  alignItems: 'center',
  color: look.color.mid,
  fontVariantNumeric: 'tabular-nums',
})
export const pair = style({
  display: 'grid',
  gap: look.space.s4,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(13rem, 100%), 1fr))',
  alignItems: 'start',
})
export const group = style({ display: 'grid', gap: look.space.s2, border: 0, padding: 0, margin: 0, minWidth: 0 })
export const legend = style({
  padding: 0,
  marginBlockEnd: '5px',
  fontWeight: look.weight.medium,
  fontSize: look.size.small,
  color: look.color.mid,
})
export const chips = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: `${look.space.s2} ${look.space.s5}`,
  alignItems: 'center',
})
export const note = style({ fontSize: look.size.small, color: look.color.soft, maxWidth: '62ch' })
/** Numbers within a sentence. */
export const sentence = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '6px',
  alignItems: 'center',
  color: look.color.ink,
  minHeight: '36px',
})
export const small = style({
  width: '84px',
  minHeight: '34px',
  padding: '4px 8px',
  font: 'inherit',
  fontVariantNumeric: 'tabular-nums',
  background: look.color.paper,
  border: `1px solid ${look.color.edge}`,
  borderRadius: look.radius.medium,
  selectors: {
    '&[aria-invalid=true]': { borderColor: look.color.warm },
    '&:disabled': { background: look.color.ground, borderColor: look.color.line, color: look.color.mid },
    'select&': { width: 'auto', maxWidth: '100%' },
    '&[type=time], &[type=date]': { width: 'auto' },
  },
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})
export const wrong = style({ fontSize: look.size.small, color: look.color.warm })
export const code = style({
  display: 'block',
  margin: 0,
  padding: look.space.s3,
  maxHeight: '320px',
  overflow: 'auto',
  fontFamily: look.font.mono,
  fontSize: look.size.small,
  background: look.color.ground,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
})
export const card = style({
  display: 'grid',
  gap: look.space.s3,
  padding: look.space.s4,
  background: look.color.ground,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  overflowWrap: 'anywhere',
})
export const facts = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))',
  gap: `${look.space.s3} ${look.space.s4}`,
  margin: 0,
})
export const fact = style({ display: 'grid', gap: '1px' })
export const term = style({ color: look.color.soft, fontSize: look.size.small })
export const figure = style({
  margin: 0,
  fontSize: look.size.title,
  fontWeight: look.weight.medium,
  fontVariantNumeric: 'tabular-nums',
  selectors: { '&[data-none=true]': { color: look.color.soft, fontWeight: look.weight.text } },
})
export const meter = style({
  height: '6px',
  borderRadius: look.radius.round,
  background: look.color.line,
  overflow: 'hidden',
})
export const bar = style({ display: 'block', height: '100%', background: look.color.accent, transition: 'width 200ms' })
export const capital = style({ '::first-letter': { textTransform: 'uppercase' }, display: 'inline-block' })
export const form = style({ display: 'grid', gap: look.space.s4, alignContent: 'start' })
export const anchor = style({
  color: look.color.accent,
  textDecoration: 'underline',
  textUnderlineOffset: '3px',
  '@media': { [narrow]: { display: 'inline-flex', alignItems: 'center', minHeight: look.touch } },
})
export const unit = style({ minWidth: '3.6em' })
