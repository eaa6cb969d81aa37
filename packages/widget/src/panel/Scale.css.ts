import { globalStyle, style } from '@vanilla-extract/css'
import { corner, edge, fill, on, quiet } from '../theme/tokens.css.ts'

export const scale = style({ display: 'grid', gap: 6 })

/** Eleven in a row are too small for thumbs: six and five, where it is narrow. */
export const nps = style({
  gridTemplateColumns: 'repeat(6,1fr)',
  '@container': { '(min-width:520px)': { gridTemplateColumns: 'repeat(11,1fr)' } },
})

export const effort = style({ gridTemplateColumns: 'repeat(7,1fr)' })

export const number = style({
  position: 'relative',
  display: 'grid',
  placeItems: 'center',
  minHeight: 44,
  border: `1px solid ${edge}`,
  borderRadius: corner,
  fontVariantNumeric: 'tabular-nums',
  selectors: {
    '&:hover': { background: quiet },
    '&:has(:checked)': { background: fill, borderColor: fill, color: on, fontWeight: 600 },
  },
  '@media': { '(forced-colors:active)': { selectors: { '&:has(:checked)': { outline: '3px solid Highlight' } } } },
})

export const ends = style({
  display: 'flex',
  justifyContent: 'space-between',
  gap: 16,
  marginTop: 6,
})
globalStyle(`${ends} :last-child`, { textAlign: 'end' })
