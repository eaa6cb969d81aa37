import { globalStyle, style } from '@vanilla-extract/css'
import { ink, muted, text, tint, warm, warmTint } from '../theme/tokens.css.ts'

export const faces = style({ display: 'grid', gridTemplateColumns: 'repeat(5,1fr)', margin: '0 -10px' })

export const face = style({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  gap: 4,
  padding: '2px 0 4px',
  color: muted,
  fontSize: 'min(13px,3.7cqi)',
  lineHeight: 1.25,
  textAlign: 'center',
  overflowWrap: 'anywhere',
  selectors: {
    '&:has(:checked)': { color: text, fontWeight: 600 },
  },
})

globalStyle(`${face} svg`, { width: 44, padding: 2 })

export const low = style({ selectors: { '&:has(:checked)': { color: warm } } })
export const high = style({ selectors: { '&:has(:checked)': { color: ink } } })

globalStyle(`${face} :checked+svg path`, { fill: tint, strokeWidth: 2.2 })
globalStyle(`${low} :checked+svg path`, { fill: warmTint })
