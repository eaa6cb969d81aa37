import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const scroll = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  overscrollBehavior: 'contain',
  contain: 'strict',
})
export const inner = style({ position: 'relative', width: '100%' })
export const item = style({ position: 'absolute', insetInline: 0, insetBlockStart: 0 })
export const foot = style({ padding: look.space.s4, textAlign: 'center', color: look.color.soft })
