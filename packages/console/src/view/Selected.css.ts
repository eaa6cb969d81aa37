import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const bar = style({
  display: 'flex',
  alignItems: 'center',
  gap: '4px',
  minHeight: '50px',
  padding: '6px 10px 6px 18px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  background: look.color.accentSoft,
  flex: 'none',
  flexWrap: 'wrap',
})
export const box = style({ width: '15px', height: '15px', flex: 'none', margin: 0 })
