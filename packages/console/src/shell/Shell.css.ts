import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const shell = style({
  display: 'grid',
  gridTemplateColumns: '208px minmax(0, 1fr)',
  gridTemplateRows: 'auto minmax(0, 1fr)',
  height: '100dvh',
  '@media': { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr) auto' } },
})
/** Of a screen that stands by itself. */
export const alone = style({
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@media': { [narrow]: { gridTemplateRows: 'auto minmax(0, 1fr)' } },
})
export const skip = style({
  position: 'fixed',
  insetInlineStart: '8px',
  insetBlockStart: '-60px',
  padding: '8px 14px',
  borderRadius: look.radius.medium,
  background: look.color.accent,
  color: look.color.onAccent,
  zIndex: 30,
  selectors: { '&:focus': { insetBlockStart: '8px' } },
})
export const notices = style({ gridRow: 1, gridColumn: '1 / -1' })
export const notice = style({
  padding: '6px 16px',
  background: look.color.amberSoft,
  color: look.color.amber,
  fontSize: look.size.small,
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'center',
  justifyContent: 'center',
})
export const nav = style({
  gridRow: 2,
  background: look.color.ground,
  borderInlineEnd: `1px solid ${look.color.line}`,
  padding: '16px 12px 12px',
  display: 'flex',
  flexDirection: 'column',
  gap: '2px',
  overflow: 'auto',
  '@media': {
    [narrow]: {
      gridRow: 3,
      flexDirection: 'row',
      borderInlineEnd: 0,
      borderBlockStart: `1px solid ${look.color.line}`,
      padding: '4px 6px max(4px, env(safe-area-inset-bottom))',
      justifyContent: 'space-around',
      overflow: 'hidden',
    },
  },
})
export const brand = style({
  display: 'flex',
  alignItems: 'center',
  gap: '9px',
  fontWeight: look.weight.strong,
  fontSize: look.size.large,
  padding: '2px 8px 14px',
  '@media': { [narrow]: { display: 'none' } },
})
export const mark = style({
  width: '22px',
  height: '22px',
  borderRadius: '7px',
  background: look.color.accent,
  position: 'relative',
  flex: 'none',
  '::after': {
    content: '""',
    position: 'absolute',
    inset: '5px',
    border: `2px solid ${look.color.onAccent}`,
    borderInlineEndColor: 'transparent',
    borderRadius: '50%',
  },
})
export const link = style({
  display: 'flex',
  alignItems: 'center',
  gap: '9px',
  padding: '6px 9px',
  borderRadius: look.radius.medium,
  color: look.color.mid,
  width: '100%',
  selectors: {
    // Also where it is a button with a look of its own.
    '&&': { justifyContent: 'flex-start', fontWeight: look.weight.text, gap: '9px', padding: '6px 9px' },
    '&:hover': { background: look.color.hover },
    '&&[aria-current=page]': {
      background: look.color.paper,
      color: look.color.ink,
      fontWeight: look.weight.medium,
      boxShadow: `0 0 0 1px ${look.color.line}`,
    },
  },
  '@media': {
    [narrow]: {
      flexDirection: 'column',
      gap: '2px',
      width: 'auto',
      minWidth: '56px',
      minHeight: '52px',
      whiteSpace: 'nowrap',
      overflowWrap: 'normal',
      fontSize: '11.5px',
      position: 'relative',
      selectors: {
        '&&': { padding: '6px 2px', gap: '3px', justifyContent: 'center', alignItems: 'center' },
        '&&[aria-current=page]': { background: 'none', boxShadow: 'none', color: look.color.accent },
      },
    },
  },
})
export const count = style({
  marginInlineStart: 'auto',
  color: look.color.soft,
  fontVariantNumeric: 'tabular-nums',
  fontSize: look.size.small,
  '@media': {
    [narrow]: {
      selectors: {
        [`${nav} > a > &`]: {
          position: 'absolute',
          insetBlockStart: '2px',
          insetInlineStart: '58%',
          padding: '0 4px',
          fontSize: '11px',
        },
      },
    },
  },
})
export const hot = style({ color: look.color.warm, fontWeight: look.weight.strong })
export const gap = style({ height: '12px', flex: 'none', '@media': { [narrow]: { display: 'none' } } })
export const grow = style({ flex: 1, '@media': { [narrow]: { display: 'none' } } })
export const wideOnly = style({ '@media': { [narrow]: { display: 'none' } } })
export const narrowOnly = style({ display: 'none', '@media': { [narrow]: { display: 'inline-flex' } } })
export const keys = style({ marginInlineStart: 'auto' })
export const main = style({
  gridRow: 2,
  background: look.color.paper,
  minWidth: 0,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  outline: 'none',
})
export const name = style({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' })

globalStyle(`${nav} > a svg, ${nav} > button svg`, { flex: 'none', opacity: 0.8 })
// On paper the content alone, as long as it is.
globalStyle(nav, { '@media': { print: { display: 'none' } } })
globalStyle(`${shell}, ${main}`, { '@media': { print: { display: 'block', height: 'auto' } } })
