import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const photos = style({ display: 'flex', flexWrap: 'wrap', gap: look.space.s2, paddingBlock: look.space.s2 })
export const thumb = style({
  display: 'block',
  lineHeight: 0,
  borderRadius: look.radius.medium,
  overflow: 'hidden',
  cursor: 'zoom-in',
})
export const image = style({
  width: '96px',
  height: '72px',
  objectFit: 'cover',
  background: look.color.hover,
  '@media': { print: { width: '180px', height: '135px' } },
})
export const large = style({ display: 'flex', alignItems: 'center', gap: look.space.s2, minHeight: '200px' })
export const whole = style({
  flex: 1,
  minWidth: 0,
  maxHeight: 'calc(100dvh - 160px)',
  objectFit: 'contain',
  borderRadius: look.radius.medium,
  background: look.color.hover,
})
