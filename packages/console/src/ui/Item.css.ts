import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const item = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: '5px',
  padding: '12px 18px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  position: 'relative',
  selectors: {
    '&:hover': { background: look.color.hover },
    '&[aria-current=true]': { background: look.color.accentSoft },
    '&:focus-visible': { outlineOffset: '-2px' },
  },
})
export const top = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  color: look.color.soft,
  fontSize: look.size.small,
  minWidth: 0,
})
export const name = style({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 })
export const end = style({ marginInlineStart: 'auto', flex: 'none', fontVariantNumeric: 'tabular-nums' })
export const say = style({
  fontSize: look.size.large,
  lineHeight: 1.42,
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
})
/** Of many labels some stand below the others. */
export const foot = style({ display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center', minWidth: 0 })
export const note = style({
  color: look.color.soft,
  fontSize: look.size.small,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  // What is beside it leaves it little room, or a line of its own.
  flex: '1 1 5rem',
  minWidth: 0,
})
export const unread = style({
  selectors: {
    '&::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: '6px',
      insetBlockStart: '18px',
      width: '6px',
      height: '6px',
      borderRadius: '50%',
      background: look.color.accent,
    },
  },
})
export const unreadSay = style({ fontWeight: look.weight.medium })
