import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const body = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '18px 24px 32px',
  display: 'grid',
  gap: look.space.s5,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 46rem)',
})
export const words = style({
  fontSize: look.size.words,
  lineHeight: 1.42,
  letterSpacing: '-0.012em',
  whiteSpace: 'pre-wrap',
})
export const facts = style({ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '6px 18px' })
export const name = style({ color: look.color.soft })
export const result = style({
  background: look.color.accentSoft,
  borderRadius: look.radius.large,
  padding: '10px 14px',
  whiteSpace: 'pre-wrap',
})
