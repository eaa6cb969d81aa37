import { style } from '@vanilla-extract/css'
import { warm } from '../theme/tokens.css.ts'

export const question = style({
  marginTop: 24,
  '@media': {
    '(prefers-reduced-motion:no-preference)': { transition: 'opacity .2s', '@starting-style': { opacity: 0 } },
  },
})
export const label = style({ fontWeight: 600, marginBottom: 10 })
export const error = style({ color: warm, fontSize: 14, marginTop: 8 })
export const hint = style({ marginTop: 4 })
