import { style, styleVariants } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const preview = style({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  minWidth: 0,
  gap: look.space.s3,
})
export const tools = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '6px',
  alignItems: 'center',
  justifyContent: 'center',
  flex: 'none',
})
export const choice = style({
  display: 'flex',
  gap: '1px',
  padding: '2px',
  borderRadius: look.radius.medium,
  border: `1px solid ${look.color.line}`,
})
export const small = style({
  minHeight: '26px',
  paddingBlock: '2px',
  fontSize: look.size.small,
  borderRadius: look.radius.small,
  selectors: { '&&': { paddingInline: '8px', width: 'auto' } },
  '@media': { [narrow]: { minHeight: look.touch, minWidth: look.touch } },
})
export const language = style({
  minHeight: '32px',
  padding: '2px 8px',
  fontSize: look.size.small,
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})
export const stage = style({
  flex: 1,
  minHeight: '360px',
  overflow: 'hidden',
  display: 'grid',
  justifyItems: 'center',
  alignItems: 'start',
})
const base = style({
  transformOrigin: '0 0',
  selectors: { '&:dir(rtl)': { transformOrigin: '100% 0' } },
  padding: '8px',
  overflow: 'hidden',
  background: look.color.edge,
})
export const device = styleVariants({
  phone: [base, { borderRadius: '34px' }],
  desktop: [base, { borderRadius: look.radius.large }],
})
export const frame = style({
  width: '100%',
  height: '100%',
  border: 0,
  display: 'block',
  background: look.color.paper,
  borderRadius: 'inherit',
})
