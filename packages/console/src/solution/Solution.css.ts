import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export { big, figure, figures } from '../ui/Figures.css.ts'

export const inner = style({ display: 'grid', gap: look.space.s6, maxWidth: '48rem' })
export const title = style({
  fontSize: look.size.words,
  fontWeight: look.weight.medium,
  lineHeight: 1.35,
  letterSpacing: '-0.012em',
})
export const soft = style({ color: look.color.soft, fontSize: look.size.small })
export const small = style({
  fontWeight: look.weight.medium,
  minHeight: '1.9rem',
  display: 'flex',
  alignItems: 'center',
})
export const link = style({
  textDecoration: 'underline',
  textDecorationColor: look.color.edge,
  textUnderlineOffset: '3px',
  selectors: { '&:hover': { textDecorationColor: 'currentColor' } },
})
export const section = style({ display: 'grid', gap: look.space.s2 })
export const heading = style({ color: look.color.soft, fontSize: look.size.small, fontWeight: look.weight.medium })
/** Words as they will be sent. */
export const words = style({
  background: look.color.ground,
  borderRadius: look.radius.large,
  padding: '12px 16px',
  whiteSpace: 'pre-wrap',
  fontSize: look.size.large,
  lineHeight: 1.5,
})
/** What is filled when it is used. */
export const place = style({
  background: look.color.accentSoft,
  color: look.color.accent,
  borderRadius: look.radius.small,
  padding: '0 4px',
})
export const remedy = style({ display: 'flex', gap: look.space.s2, flexWrap: 'wrap', alignItems: 'center' })
export const task = style({
  display: 'grid',
  gridTemplateColumns: '9rem 1fr 11rem auto',
  gap: look.space.s2,
  alignItems: 'end',
  '@media': { [narrow]: { gridTemplateColumns: '1fr auto' } },
})
export const two = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
  gap: look.space.s3,
})
export const version = style({ display: 'grid', gap: look.space.s1 })
export const versionHead = style({ display: 'flex', justifyContent: 'flex-end' })
