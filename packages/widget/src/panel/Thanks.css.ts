import { globalStyle, style } from '@vanilla-extract/css'
import { corner, edge, fill, ink, line, muted, quiet, radius, surface, tint } from '../theme/tokens.css.ts'
import { side } from './Panel.css.ts'

export const thanks = style({
  padding: `28px ${side} max(24px,env(safe-area-inset-bottom))`,
  outline: 0,
})

export const note = style({ marginTop: 4, color: muted, fontSize: 15 })

export const mark = style({
  display: 'block',
  width: 44,
  marginBottom: 16,
  borderRadius: 22,
  background: tint,
  color: ink,
})

export const slip = style({
  margin: '20px 0 16px',
  padding: 16,
  border: `1px solid ${line}`,
  borderRadius: radius,
  background: quiet,
})

export const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: '4px 12px',
})
export const of = style({ display: 'block' })
export const number = style({
  fontSize: 22,
  fontWeight: 650,
  letterSpacing: '.02em',
  fontVariantNumeric: 'tabular-nums',
})
export const copy = style({
  minHeight: 44,
  padding: '8px 16px',
  border: `1px solid ${edge}`,
  borderRadius: corner,
  background: surface,
  fontSize: 15,
})

export const steps = style({ marginTop: 12, listStyle: 'none', fontSize: 15 })
globalStyle(`${steps} li`, { position: 'relative', padding: '4px 0', paddingInlineStart: 24, color: muted })
globalStyle(`${steps} li::before`, {
  content: '',
  position: 'absolute',
  top: 10,
  insetInlineStart: 2,
  width: 10,
  height: 10,
  border: `1.500px solid ${edge}`,
  borderRadius: '50%',
})
globalStyle(`${steps} li:first-child`, { color: 'inherit' })
globalStyle(`${steps} li:first-child::before`, { background: fill, borderColor: fill })

export const foot = style({ marginTop: 16 })
