import { globalStyle } from '@vanilla-extract/css'

/** Set on the stage, as they are the site's: its accent and its corner radius. */
const ACCENT = 'var(--a)'
export const radius = 'var(--r)'

// Contrast is kept by computation, in the browser: the lightness of LCH is a function of the luminance that WCAG 2.2
// reckons with. What leaves the gamut is clipped, which shifts luminance; the limits leave room for that.
// Over a grid of 729 accents in both schemes the least that was measured is 3.05 for fills and 4.54 for words.
const darker = (most: number) => `lch(from ${ACCENT} min(l,${most}) c h)`
const lighter = (least: number) => `lch(from ${ACCENT} max(l,${least}) c h)`

/** Far beyond white or black, at which it is clipped. */
const white = 'calc((.18 - y)*1e6)'

/** The colours, by custom property; the stage sets them all, so that none of a page's own names reaches in. */
export const palette = {
  /** Buttons and marks: 3:1 on the surface. */
  '--f': `light-dark(${darker(58)},${lighter(48)})`,
  /** Words on the fill: white up to the luminance (`y`) from which black stands off better, 4.5:1 either way. */
  '--o': `color(from ${ACCENT} xyz-d65 ${white} ${white} ${white})`,
  /** Words in the accent's colour: 4.5:1 on the surface and on its tint. */
  '--i': `light-dark(${darker(34)},${lighter(73)})`,
  '--s': 'light-dark(#fff,#1f1e1b)',
  '--t': 'light-dark(#222,#eee)',
  '--m': 'light-dark(#666,#aaa)',
  '--l': 'light-dark(#ddd,#444)',
  '--e': 'light-dark(#888,#777)',
  '--w': 'light-dark(#ad3f1c,#f49a77)',
  '--q': 'light-dark(#f6f4ef,#292723)',
  /** By how much the card rises as it comes. */
  '--y': '16px',
}
export const fill = 'var(--f)'
export const on = 'var(--o)'
export const ink = 'var(--i)'
export const surface = 'var(--s)'
export const text = 'var(--t)'
export const muted = 'var(--m)'
/** Lines that only divide. */
export const line = 'var(--l)'
/** Lines by which a control is recognised: 3:1. */
export const edge = 'var(--e)'
/** What went wrong. */
export const warm = 'var(--w)'
export const quiet = 'var(--q)'
export const tint = `color-mix(in srgb,${ink} 12%,${surface})`
export const warmTint = `color-mix(in srgb,${warm} 12%,${surface})`

/** Controls are a little less round than the card. */
export const corner = `min(${radius},12px)`

/** Nothing of the page reaches in but its font; `!important` inside a shadow root wins over the page's own. */
globalStyle(':host', {
  all: 'initial !important' as 'initial',
  display: 'block !important',
  fontFamily: 'inherit !important',
})

globalStyle('*', { boxSizing: 'border-box', margin: 0, padding: 0, font: 'inherit', color: 'inherit' })
globalStyle('small', { color: muted, fontSize: 14, fontWeight: 400 })
globalStyle('svg', {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
})
globalStyle('a', { textUnderlineOffset: 2 })
globalStyle('button', { border: 0, borderRadius: corner, background: 'none', cursor: 'pointer' })
globalStyle(':is(button,a):focus-visible,label:has(:focus-visible)', {
  outline: `2px solid ${ink}`,
  outlineOffset: 2,
  borderRadius: corner,
})
