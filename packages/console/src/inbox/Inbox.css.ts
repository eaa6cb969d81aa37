import { keyframes, style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

const comeIn = keyframes({ from: { opacity: 0, transform: 'translateY(-10px)' } })
/** What has just come. */
export const slide = style({
  '@media': { '(prefers-reduced-motion: no-preference)': { animation: `${comeIn} 260ms ease-out` } },
})
export const marks = style({ display: 'inline-flex', gap: look.space.s2, alignItems: 'center' })
export const mark = style({ display: 'inline-flex', gap: '2px', alignItems: 'center' })
export const silent = style({ color: look.color.soft, fontWeight: look.weight.text })

/** The list, with what lies over its head. */
export const listed = style({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  position: 'relative',
})
export const newer = style({
  position: 'absolute',
  insetBlockStart: look.space.s2,
  insetInline: 0,
  display: 'flex',
  justifyContent: 'center',
  pointerEvents: 'none',
  zIndex: 2,
})
export const pill = style({
  pointerEvents: 'auto',
  display: 'inline-flex',
  gap: '6px',
  alignItems: 'center',
  minHeight: '32px',
  padding: '4px 14px',
  borderRadius: look.radius.round,
  background: look.color.accent,
  color: look.color.onAccent,
  fontWeight: look.weight.medium,
  boxShadow: look.shadow.float,
})
