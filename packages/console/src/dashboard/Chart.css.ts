import { globalStyle, style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

/** It keeps its room while there is nothing in it yet. */
export const plot = style({
  flex: '1 1 190px',
  minHeight: '190px',
  position: 'relative',
  overflow: 'hidden',
  fontSize: look.size.tiny,
  borderRadius: look.radius.small,
  cursor: 'pointer',
})
export const readout = style({
  minHeight: '1.5em',
  fontSize: look.size.small,
  color: look.color.mid,
  fontVariantNumeric: 'tabular-nums',
})
export const legend = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 14px',
  fontSize: look.size.tiny,
  color: look.color.soft,
  marginBlockStart: look.space.s1,
})
export const key = style({ display: 'inline-flex', alignItems: 'center', gap: '6px' })
export const line = style({ width: '16px', borderBlockStart: `2px solid ${look.color.accent}` })
export const dashed = style({ borderBlockStart: `2px dashed ${look.color.soft}` })
export const band = style({ width: '16px', height: '9px', background: look.color.accent, opacity: 0.16 })
export const block = style({ width: '9px', height: '9px', background: look.color.accent, borderRadius: '2px' })
export const empty = style({
  height: '100%',
  display: 'grid',
  placeItems: 'center',
  textAlign: 'center',
  color: look.color.soft,
  fontSize: look.size.small,
  padding: look.space.s4,
  cursor: 'default',
})

globalStyle(`${plot} .u-cursor-x`, { borderInlineEnd: `1px dashed ${look.color.edge}` })
// It takes the room that there is, and makes none.
globalStyle(`${plot} .uplot`, { fontFamily: 'inherit', position: 'absolute', insetInlineStart: 0, insetBlockStart: 0 })
globalStyle(`${plot} .uplot, ${plot} .u-wrap`, {
  '@media': { print: { width: '100% !important', height: '100% !important' } },
})
globalStyle(`${plot} canvas`, { '@media': { print: { objectFit: 'contain' } } })
