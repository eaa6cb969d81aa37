import { style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../../look/tokens.css.ts'

export const intro = style({ color: look.color.mid, maxWidth: '62ch' })
export const list = style({
  display: 'grid',
  borderBlockStart: `1px solid ${look.color.line}`,
  marginBlockStart: '-8px',
})
export const row = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 9.5rem 10rem 6.5rem',
  gap: `2px ${look.space.s4}`,
  alignItems: 'center',
  borderBlockEnd: `1px solid ${look.color.line}`,
  '@media': {
    [wide]: { gridTemplateColumns: 'minmax(0, 1fr) 9rem 7rem', padding: '6px 0' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr) auto', padding: '6px 0 10px' },
  },
})
export const link = style({
  display: 'grid',
  gap: '3px',
  padding: '12px 0',
  selectors: { '&:hover': { color: look.color.accent } },
  '@media': { [wide]: { padding: '6px 0' } },
})
export const title = style({ fontSize: look.size.large, fontWeight: look.weight.medium })
export const more = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 10px',
  alignItems: 'center',
  fontSize: look.size.small,
  color: look.color.soft,
})
export const id = style({ fontFamily: look.font.mono, fontSize: look.size.tiny })
export const answers = style({
  color: look.color.mid,
  fontVariantNumeric: 'tabular-nums',
  fontSize: look.size.small,
  selectors: { '&:hover': { color: look.color.accent, textDecoration: 'underline' } },
  '@media': {
    [narrow]: { gridColumn: 1, minHeight: '30px', display: 'inline-flex', alignItems: 'center' },
  },
})
export const changed = style({
  color: look.color.soft,
  fontSize: look.size.small,
  '@media': { [wide]: { gridColumn: '1 / 3', gridRow: 2 }, [narrow]: { gridColumn: 1, gridRow: 3 } },
})
const ON = '&:checked'
export const toggle = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  justifyContent: 'flex-start',
  fontSize: look.size.small,
  color: look.color.mid,
  cursor: 'pointer',
  '@media': {
    [wide]: { gridColumn: 3, gridRow: '1 / 3' },
    [narrow]: { gridColumn: 2, gridRow: '1 / 4', minHeight: look.touch, flexDirection: 'column', minWidth: '5rem' },
  },
})
export const box = style({
  appearance: 'none',
  flex: 'none',
  width: '30px',
  height: '18px',
  borderRadius: look.radius.round,
  border: `1px solid ${look.color.edge}`,
  background: look.color.paper,
  position: 'relative',
  cursor: 'inherit',
  '::after': {
    content: '""',
    position: 'absolute',
    insetBlockStart: '3px',
    insetInlineStart: '3px',
    width: '10px',
    height: '10px',
    borderRadius: '50%',
    background: look.color.edge,
  },
  selectors: {
    [ON]: { background: look.color.accent, borderColor: look.color.accent },
    [`${ON}::after`]: { insetInlineStart: '15px', background: look.color.onAccent },
    '&:disabled': { opacity: 0.6 },
  },
})
