import { globalStyle, style } from '@vanilla-extract/css'
import { edge, ink, quiet, tint } from '../theme/tokens.css.ts'

export const chips = style({ display: 'flex', flexWrap: 'wrap', gap: 8 })

/** Chosen or not, a chip is equally wide, so that nothing moves under the finger. */
export const chip = style({
  position: 'relative',
  display: 'flex',
  alignItems: 'center',
  minHeight: 44,
  padding: '8px 18px',
  border: `1px solid ${edge}`,
  borderRadius: 22,
  lineHeight: 1.25,
  overflowWrap: 'anywhere',
  selectors: {
    '&:hover': { background: quiet },
    '&:has(:checked)': { padding: '8px 10px 8px 26px', background: tint, borderColor: ink, color: ink },
    '&:dir(rtl):has(:checked)': { padding: '8px 26px 8px 10px' },
  },
})

globalStyle(`${chip} svg`, {
  position: 'absolute',
  insetInlineStart: 9,
  width: 12,
  visibility: 'hidden',
})
globalStyle(`${chip} :checked+svg`, { visibility: 'visible' })
