import { style } from '@vanilla-extract/css'
import { corner, edge, fill, on, quiet } from '../theme/tokens.css.ts'

/** As many in a row as thumbs can tell apart: eleven on a desktop; on a phone 0 to 6, and 7 to 10 below. */
export const scale = style({ display: 'grid', gridTemplateColumns: 'repeat(auto-fit,minmax(40px,1fr))', gap: 6 })

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
    // The outline is seen where colours are forced.
    '&:has(:checked)': { background: fill, outline: '2px solid transparent', color: on, fontWeight: 600 },
  },
})

export const ends = style({
  display: 'flex',
  justifyContent: 'space-between',
  gap: 16,
  marginTop: 6,
})
