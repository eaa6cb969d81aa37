import { style } from '@vanilla-extract/css'
import { corner, edge, fill, muted, surface, warm } from '../theme/tokens.css.ts'

/** Text of 16 px: smaller makes phones zoom in. */
export const field = style({
  display: 'block',
  width: '100%',
  minHeight: 48,
  padding: '11px 14px',
  border: `1px solid ${edge}`,
  borderRadius: corner,
  background: surface,
  lineHeight: 1.45,
  resize: 'none',
  // Grows with the words, where the browser can; elsewhere it scrolls.
  fieldSizing: 'content',
  maxHeight: '40vh',
  overscrollBehavior: 'contain',
  selectors: {
    'textarea&': { minHeight: 92 },
    '&::placeholder': { color: muted, opacity: 1 },
    '&:focus': { outline: `2px solid ${fill}`, outlineOffset: -1, borderColor: 'transparent' },
    '&[aria-invalid=true]': { borderColor: warm, outlineColor: warm },
  },
})
