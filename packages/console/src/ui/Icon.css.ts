import { style } from '@vanilla-extract/css'

/** Drawn for those who read from left to right; for others it points the other way. */
export const points = style({ selectors: { '&:dir(rtl)': { transform: 'scaleX(-1)' } } })
