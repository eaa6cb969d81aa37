import { globalStyle, keyframes, style } from '@vanilla-extract/css'
import { corner, fill, line, muted, on, palette, quiet, radius, surface, text } from '../theme/tokens.css.ts'

const PHONE = '(max-width:639px)'
const CALM = '(prefers-reduced-motion:no-preference)'

/** Everything stands in it: the site's colours, the language's direction. */
export const card = style({
  vars: palette,
  containerType: 'inline-size',
  position: 'relative',
  background: surface,
  color: text,
  border: `1px solid ${line}`,
  borderRadius: radius,
  fontSize: 16,
  lineHeight: 1.45,
  // Order numbers may be long; they do not widen the page.
  overflowWrap: 'break-word',
  boxShadow: '0 8px 24px -12px #0003',
})

const rise = keyframes({ from: { opacity: 0, transform: 'translateY(var(--y))' } })

/** Room at the sides, less where it is narrow. */
export const side = 'min(24px,6cqi)'

export const dialog = style({
  position: 'fixed',
  width: 'min(460px,100% - 32px)',
  maxWidth: 'none',
  // Held at the top, so that it grows downwards and what was clicked stays where it is.
  maxHeight: '84dvh',
  margin: '10dvh auto auto',
  // What has the focus is not hidden behind the buttons.
  scrollPaddingBottom: 120,
  overflow: 'hidden auto',
  overscrollBehavior: 'contain',
  selectors: { '&::backdrop': { background: '#0008' } },
  '@media': {
    [CALM]: { animation: `${rise} .2s ease-out` },
    [PHONE]: {
      vars: { '--y': '100%' },
      width: '100%',
      maxHeight: '94dvh',
      marginBlock: 'auto 0',
      borderWidth: '1px 0 0',
      borderRadius: `calc(${radius} + 6px) calc(${radius} + 6px) 0 0`,
    },
  },
})

/** The grip of a sheet. */
globalStyle(`${dialog}::before`, {
  position: 'absolute',
  insetInline: 0,
  top: 8,
  width: 36,
  height: 4,
  margin: '0 auto',
  borderRadius: 2,
  background: line,
  '@media': { [PHONE]: { content: '' } },
})

export const body = style({ padding: `24px ${side} 0`, selectors: { '&:last-child': { paddingBottom: 20 } } })
export const title = style({
  fontSize: 20,
  fontWeight: 650,
  lineHeight: 1.3,
  paddingInlineEnd: 36,
  outline: 0,
})

/** Off the page for eyes and ears, yet there for those who fill in everything. At the top, as below the rest it would scroll. */
export const trap = style({ position: 'absolute', top: 0, clipPath: 'circle(0)' })

export const footer = style({
  padding: `16px ${side} max(20px,env(safe-area-inset-bottom))`,
  marginTop: 4,
})

/** A dialog scrolls; its buttons stay. */
globalStyle(`dialog ${footer}`, {
  position: 'sticky',
  bottom: 0,
  zIndex: 2,
  background: `linear-gradient(transparent,${surface} 12px)`,
})

export const row = style({ display: 'flex', alignItems: 'center', gap: 12 })
export const button = style({
  position: 'relative',
  display: 'block',
  minHeight: 48,
  minWidth: 104,
  padding: '11px 22px',
  border: '1px solid transparent',
  borderRadius: corner,
  cursor: 'pointer',
  background: fill,
  color: on,
  fontWeight: 600,
  lineHeight: 1.5,
  textAlign: 'center',
  textDecoration: 'none',
  selectors: {
    [`${row} &`]: { marginInlineStart: 'auto' },
    '&:hover': { filter: 'brightness(1.1)' },
  },
})

export const ghost = style({
  minHeight: 48,
  marginInlineStart: -12,
  padding: '8px 12px',
  color: muted,
  selectors: { '&:hover': { background: quiet, color: text } },
})

export const hidden = style({ visibility: 'hidden' })

export const close = style({
  position: 'absolute',
  top: 14,
  insetInlineEnd: 10,
  display: 'grid',
  placeItems: 'center',
  width: 44,
  height: 44,
  borderRadius: 22,
  color: muted,
  zIndex: 3,
  selectors: { '&:hover': { background: quiet, color: text } },
})
globalStyle(`${close} svg`, { width: 16 })
