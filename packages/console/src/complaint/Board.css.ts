import { globalStyle, style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const board = style({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(260px, 1fr)',
  gap: look.space.s3,
  padding: look.space.s4,
  overflow: 'auto',
  background: look.color.ground,
  scrollSnapType: 'inline proximity',
  scrollPaddingInline: look.space.s4,
})
export const column = style({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  gap: look.space.s2,
  scrollSnapAlign: 'start',
})
export const head = style({ fontSize: look.size.small, color: look.color.mid, padding: '0 4px' })
export const count = style({ color: look.color.soft, fontWeight: look.weight.text, fontVariantNumeric: 'tabular-nums' })
export const cards = style({
  display: 'grid',
  gap: look.space.s2,
  overflow: 'auto',
  alignContent: 'start',
  gridAutoRows: 'max-content',
  paddingBlockEnd: look.space.s4,
  minHeight: 0,
})
export const card = style({
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  overflow: 'hidden',
})
export const none = style({ color: look.color.soft, fontSize: look.size.small, padding: '0 4px' })
globalStyle(`${card} > a`, {
  borderBlockEnd: 0,
  borderRadius: 'inherit',
  paddingBlock: '12px',
  paddingInline: '16px 14px',
})
