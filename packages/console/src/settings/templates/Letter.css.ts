import { style } from '@vanilla-extract/css'
import { look } from '../../look/tokens.css.ts'

export const letter = style({
  display: 'grid',
  gap: look.space.s3,
  padding: look.space.s6,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  background: look.color.paper,
  boxShadow: look.shadow.lift,
  overflowWrap: 'anywhere',
})
export const subject = style({
  fontWeight: look.weight.strong,
  color: look.color.ink,
  fontSize: look.size.large,
  paddingBlockEnd: look.space.s3,
  borderBlockEnd: `1px solid ${look.color.line}`,
})
export const paragraph = style({ whiteSpace: 'pre-line', color: look.color.ink })
export const quote = style({
  whiteSpace: 'pre-line',
  margin: 0,
  paddingInlineStart: look.space.s4,
  borderInlineStart: `3px solid ${look.color.line}`,
  color: look.color.mid,
})
export const button = style({
  justifySelf: 'start',
  padding: '8px 16px',
  borderRadius: look.radius.medium,
  background: look.color.accent,
  color: look.color.onAccent,
  fontWeight: look.weight.medium,
})
