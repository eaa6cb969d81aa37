import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const said = style({ display: 'grid', gap: look.space.s2 })
export const who = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: `2px ${look.space.s2}`,
  alignItems: 'center',
  color: look.color.soft,
  fontSize: look.size.small,
})
export const name = style({ color: look.color.ink, fontSize: look.size.text, fontWeight: look.weight.strong })
export const words = style({
  margin: 0,
  fontSize: look.size.words,
  lineHeight: 1.42,
  fontWeight: look.weight.medium,
  letterSpacing: '-0.006em',
  whiteSpace: 'pre-wrap',
  maxWidth: '62ch',
})
/** A long letter is read, not shouted. */
export const long = style([words, { fontSize: look.size.title, fontWeight: look.weight.text, letterSpacing: 'normal' }])
export const none = style({ color: look.color.soft })
export const answers = style({
  display: 'grid',
  gridTemplateColumns: 'fit-content(45%) minmax(0, 1fr)',
  gap: `4px ${look.space.s4}`,
  fontSize: look.size.small,
})
export const answer = style({ display: 'contents', color: look.color.mid })
