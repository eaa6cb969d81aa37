import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const back = style({
  display: 'inline-flex',
  alignItems: 'center',
  gap: look.space.s1,
  color: look.color.accent,
  minHeight: '30px',
  paddingInline: look.space.s2,
  flex: 'none',
  '@media': { [narrow]: { minHeight: look.touch } },
})
/** Words are read in a column, however wide the screen is. */
export const list = style({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  maxWidth: '860px',
  width: '100%',
})
export const clock = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  padding: '8px 18px 0',
  fontSize: look.size.small,
  color: look.color.soft,
})
