import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const chips = style({
  display: 'flex',
  gap: '6px',
  flexWrap: 'wrap',
  padding: '8px 14px',
  borderBlockEnd: `1px solid ${look.color.line}`,
})
export const chip = style({
  display: 'inline-flex',
  gap: '5px',
  alignItems: 'center',
  padding: '2px 8px',
  borderRadius: look.radius.round,
  background: look.color.accentSoft,
  color: look.color.accent,
  fontSize: look.size.small,
  '@media': { [narrow]: { minHeight: '36px', padding: '6px 12px' } },
})
export const clear = style({
  color: look.color.soft,
  fontSize: look.size.small,
  textDecoration: 'underline',
  padding: '2px 4px',
})
export const heading = style({ color: look.color.soft, fontSize: look.size.tiny })
