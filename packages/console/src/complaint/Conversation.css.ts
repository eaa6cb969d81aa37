import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const talk = style({ display: 'grid', gap: look.space.s3 })
export const none = style({ color: look.color.soft, maxWidth: '60ch' })
export const list = style({ display: 'grid', gap: look.space.s3 })
/** What is far off is not laid out. */
export const entry = style({
  display: 'grid',
  contentVisibility: 'auto',
  containIntrinsicBlockSize: 'auto 90px',
  '@media': { print: { contentVisibility: 'visible', breakInside: 'avoid' } },
})

const bubble = style({
  display: 'grid',
  gap: '3px',
  padding: '9px 14px',
  borderRadius: look.radius.medium,
  maxWidth: 'min(60ch, 88%)',
  minWidth: '12rem',
})
export const theirs = style([bubble, { background: look.color.hover, justifySelf: 'start' }])
export const ours = style([bubble, { background: look.color.accentSoft, justifySelf: 'end' }])
export const note = style([
  bubble,
  { border: `1px dashed ${look.color.edge}`, maxWidth: 'none', justifySelf: 'stretch', color: look.color.mid },
])
export const sending = style({ opacity: 0.6 })
export const remedy = style([
  bubble,
  { border: `1px solid ${look.color.accent}`, maxWidth: 'none', justifySelf: 'stretch' },
])
export const remedyOver = style([
  bubble,
  { border: `1px solid ${look.color.line}`, maxWidth: 'none', justifySelf: 'stretch', color: look.color.mid },
])
export const head = style({
  display: 'flex',
  gap: `0 ${look.space.s2}`,
  flexWrap: 'wrap',
  color: look.color.soft,
  fontSize: look.size.small,
})
export const kind = style({ color: look.color.ink })
export const at = style({ marginInlineStart: 'auto', whiteSpace: 'nowrap' })
export const words = style({ whiteSpace: 'pre-wrap', fontSize: look.size.large, lineHeight: 1.5 })
export const foot = style({ color: look.color.soft, fontSize: look.size.small })
export const good = style({ color: look.color.accent })
export const line = style({
  color: look.color.soft,
  fontSize: look.size.small,
  paddingInline: '14px',
  textAlign: 'center',
})
export const lineMore = style({ color: look.color.mid, whiteSpace: 'pre-wrap' })
