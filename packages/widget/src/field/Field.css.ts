import { globalStyle, style } from '@vanilla-extract/css'
import { corner, edge, fill, line, muted, palette, radius, surface, text, warm } from '../theme/tokens.css.ts'

/** The card in the shop's form: flat, as it is a part of the form and not beside it. */
export const card = style({
  vars: palette,
  display: 'block',
  background: surface,
  color: text,
  border: `1px solid ${line}`,
  borderRadius: radius,
  padding: 'min(22px,5%)',
  fontSize: 16,
  lineHeight: 1.45,
  textAlign: 'start',
})

/** Holds its line before the words are there, so that nothing shifts. */
export const label = style({ display: 'block', minHeight: '1.45em', fontWeight: 600, marginBottom: 8 })
export const hint = style({ minHeight: '1.45em', marginTop: 6, color: muted, fontSize: 14 })
export const quiet = style({ color: muted, fontWeight: 400 })

/** Text of 16 px: smaller makes phones zoom in. */
export const box = style({
  display: 'block',
  width: '100%',
  minHeight: 84,
  maxHeight: '50vh',
  padding: '11px 14px',
  border: `1px solid ${edge}`,
  borderRadius: corner,
  background: surface,
  lineHeight: 1.45,
  appearance: 'none',
  resize: 'none',
  fieldSizing: 'content',
  selectors: {
    '&::placeholder': { color: muted, opacity: 1 },
    '&:focus': { outline: `2px solid ${fill}`, outlineOffset: -1, borderColor: 'transparent' },
    '&:disabled': { opacity: 0.6, cursor: 'not-allowed' },
    '&:user-invalid': { borderColor: warm },
  },
})

globalStyle(':host([hidden])', { display: 'none !important' })
