import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const pick = style({ position: 'relative', display: 'grid', minWidth: 0 })
export const list = style({
  position: 'absolute',
  insetBlockStart: '62px',
  insetInline: 0,
  zIndex: 5,
  maxHeight: '290px',
  overflow: 'auto',
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
  boxShadow: look.shadow.float,
  padding: '4px',
  '@media': { [narrow]: { insetBlockStart: '72px' } },
})
export const option = style({
  display: 'grid',
  gap: '1px',
  padding: '7px 10px',
  borderRadius: look.radius.small,
  cursor: 'pointer',
  selectors: {
    '&:hover': { background: look.color.hover },
    '&[aria-selected=true]': { background: look.color.accentSoft },
  },
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const none = style({
  color: look.color.soft,
  fontSize: look.size.small,
  selectors: { '&:not(:empty)': { paddingBlockStart: '5px' } },
})
