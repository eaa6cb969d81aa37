import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: `${look.space.s1} ${look.space.s3}`,
  minHeight: '42px',
  paddingBlock: '4px',
  paddingInline: `18px ${look.space.s4}`,
  borderBlockEnd: `1px solid ${look.color.line}`,
  flex: 'none',
  '@media': { [narrow]: { paddingInline: '14px' } },
})
export const period = style({ fontWeight: look.weight.medium, fontVariantNumeric: 'tabular-nums' })
export const against = style({ color: look.color.soft })
export const end = style({ marginInlineStart: 'auto', display: 'flex', gap: look.space.s1, alignItems: 'center' })
export const turn = style({ display: 'flex', alignItems: 'center', gap: '2px' })
export const arrow = style({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  width: '30px',
  height: '30px',
  borderRadius: look.radius.medium,
  color: look.color.mid,
  selectors: { '&:hover': { background: look.color.hover } },
  '@media': { [narrow]: { width: look.touch, height: look.touch } },
})
export const off = style({ opacity: 0.35 })
export const date = style({
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
  color: look.color.mid,
  padding: '2px 8px',
  minHeight: '30px',
  fontSize: look.size.small,
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})
export const hidden = style({ '@media': { print: { display: 'none !important' } } })

export const body = style({
  display: 'grid',
  gap: look.space.s4,
  maxWidth: '1500px',
  marginInline: 'auto',
  // As wide as a screen, on A4.
  '@media': { print: { zoom: 0.7 } },
})
/** The figures of another period are on their way. */
export const before = style({ opacity: 0.55 })
export const grid = style({
  display: 'grid',
  gap: look.space.s4,
  gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
  '@media': { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' }, print: { gap: '10px' } },
})
const span = (n: number, narrower: number) =>
  style({
    gridColumn: `span ${n}`,
    display: 'grid',
    minWidth: 0,
    '@media': {
      'screen and (max-width: 1180px)': { gridColumn: `span ${narrower}` },
      [narrow]: { gridColumn: 'auto' },
    },
  })
export const third = span(4, 6)
export const half = span(6, 12)
export const two = span(8, 12)
export const side = span(4, 12)

/** On paper it begins with what it is. */
export const printed = style({ display: 'none', '@media': { print: { display: 'block', marginBlockEnd: '8px' } } })

globalStyle('@page', { size: 'A4', margin: '12mm' } as never)
