import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const copy = style({
  position: 'relative',
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: `4px ${look.space.s2}`,
  alignItems: 'start',
})
export const text = style({
  fontFamily: look.font.mono,
  fontSize: look.size.small,
  lineHeight: 1.55,
  padding: '7px 11px',
  background: look.color.ground,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
  overflowWrap: 'anywhere',
  whiteSpace: 'pre-wrap',
  color: look.color.ink,
})
/** Below, in the gap to what follows: nothing moves when it comes. */
export const said = style({
  position: 'absolute',
  insetBlockStart: '100%',
  insetInlineStart: 0,
  fontSize: look.size.small,
  color: look.color.accent,
  selectors: { '&:empty': { display: 'none' } },
})
