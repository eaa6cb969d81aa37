import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const palette = style({
  margin: '10vh auto auto',
  width: 'min(38rem, calc(100vw - 24px))',
  padding: 0,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  background: look.color.paper,
  boxShadow: look.shadow.float,
  overflow: 'hidden',
  selectors: { '&::backdrop': { background: look.color.veil } },
  '@media': { [narrow]: { margin: '12px auto auto' } },
})
export const input = style({
  width: '100%',
  padding: '14px 18px',
  border: 0,
  borderBlockEnd: `1px solid ${look.color.line}`,
  background: 'none',
  fontSize: look.size.title,
  outline: 'none',
})
export const list = style({
  maxHeight: 'min(52vh, 460px)',
  overflow: 'auto',
  padding: '6px',
  overscrollBehavior: 'contain',
})
export const heading = style({
  color: look.color.soft,
  fontSize: look.size.tiny,
  fontWeight: look.weight.medium,
  padding: '8px 12px 4px',
})
export const option = style({
  display: 'flex',
  gap: look.space.s3,
  alignItems: 'baseline',
  padding: '7px 12px',
  borderRadius: look.radius.medium,
  cursor: 'pointer',
  selectors: { '&[aria-selected=true]': { background: look.color.accentSoft } },
})
export const more = style({
  color: look.color.soft,
  fontSize: look.size.small,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  flex: 1,
  minWidth: 0,
})
export const end = style({ marginInlineStart: 'auto', color: look.color.soft, whiteSpace: 'nowrap' })
export const none = style({ padding: '16px 12px', color: look.color.soft })
export const keys = style({ display: 'grid', gap: '2px' })
export const keyRow = style({
  display: 'flex',
  justifyContent: 'space-between',
  gap: look.space.s4,
  padding: '4px 12px',
})
export const match = style({ background: look.color.amberSoft, color: look.color.ink, borderRadius: '3px' })
