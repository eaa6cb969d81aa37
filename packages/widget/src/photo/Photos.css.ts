import { globalStyle, style } from '@vanilla-extract/css'
import { corner, edge, fill, line, muted, quiet, text } from '../theme/tokens.css.ts'

export const tiles = style({ display: 'flex', flexWrap: 'wrap', gap: 10, listStyle: 'none' })

export const tile = style({
  position: 'relative',
  display: 'block',
  // Three in a row on the smallest phones.
  width: 'clamp(72px,26cqi,88px)',
  aspectRatio: '1',
  border: `1px solid ${line}`,
  borderRadius: corner,
  overflow: 'hidden',
  background: quiet,
})

globalStyle(`${tile} canvas`, { display: 'block', width: '100%', height: '100%' })
export const pale = style({ opacity: 0.6 })

export const add = style({
  display: 'grid',
  alignContent: 'center',
  justifyItems: 'center',
  gap: 2,
  padding: 4,
  border: `1.5px dashed ${edge}`,
  background: 'none',
  color: muted,
  fontSize: 13,
  lineHeight: 1.25,
  textAlign: 'center',
  selectors: { '&:hover': { background: quiet, color: text } },
})
globalStyle(`${add} svg`, { width: 22 })

export const bar = style({
  position: 'absolute',
  inset: 'auto 10px 10px',
  height: 5,
  borderRadius: 3,
  background: '#fffc',
  overflow: 'hidden',
  boxShadow: '0 0 0 1px #0003',
})
globalStyle(`${bar} i`, { display: 'block', height: '100%', background: fill, transition: 'width .2s' })

/** Dark discs stand out from any photo. The target is larger than the disc. */
export const remove = style({
  position: 'absolute',
  top: 0,
  insetInlineEnd: 0,
  width: 36,
  height: 36,
  padding: 7,
  color: '#fff',
})
globalStyle(`${remove} svg`, { display: 'block', borderRadius: 12, background: '#000b' })

export const retry = style({
  position: 'absolute',
  inset: 0,
  width: '100%',
  padding: '30px 0 0',
  background: '#0007',
  color: '#fff',
})
globalStyle(`${retry} svg`, { width: 30 })
