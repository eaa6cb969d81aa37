import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const find = style({
  display: 'flex',
  flex: 1,
  gap: look.space.s2,
  alignItems: 'center',
  paddingInlineStart: look.space.s2,
  color: look.color.soft,
  minWidth: 0,
})
export const input = style({
  flex: 1,
  minWidth: 0,
  minHeight: '32px',
  border: 0,
  background: 'none',
  color: look.color.ink,
  borderRadius: look.radius.small,
  padding: '4px 6px',
  textOverflow: 'ellipsis',
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})
