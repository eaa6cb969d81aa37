import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const page = style({ minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: look.space.s4 })
export const card = style({
  width: 'min(24rem, 100%)',
  display: 'grid',
  gap: look.space.s5,
  padding: look.space.s8,
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: '16px',
})
export const brand = style({ display: 'flex', gap: '10px', alignItems: 'center', fontWeight: look.weight.strong })
export const title = style({ fontSize: look.size.words, letterSpacing: '-0.01em' })
export const link = style({
  color: look.color.mid,
  textDecoration: 'underline',
  justifySelf: 'start',
  fontSize: look.size.small,
})
