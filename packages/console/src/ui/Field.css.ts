import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const field = style({ display: 'grid', gap: '5px', alignContent: 'start', minWidth: 0 })
export const label = style({ fontWeight: look.weight.medium, fontSize: look.size.small, color: look.color.mid })
export const hint = style({ fontSize: look.size.small, color: look.color.soft })
export const error = style({ fontSize: look.size.small, color: look.color.warm })

export const input = style({
  width: '100%',
  minHeight: '34px',
  padding: '6px 10px',
  background: look.color.paper,
  border: `1px solid ${look.color.edge}`,
  borderRadius: look.radius.medium,
  selectors: {
    '&:focus-visible': { outlineOffset: '-1px' },
    '&[aria-invalid=true]': { borderColor: look.color.warm },
    '&:disabled, &[readonly]': { background: look.color.ground, borderColor: look.color.line, color: look.color.mid },
    'textarea&': {
      resize: 'vertical',
      minHeight: '76px',
      lineHeight: 1.5,
      fieldSizing: 'content',
      maxHeight: '50vh',
    } as never,
  },
  // Below 16 pixels phones zoom in when a field is entered.
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})

export const check = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'baseline',
  cursor: 'pointer',
  '@media': { [narrow]: { minHeight: look.touch, alignItems: 'center' } },
})
export const box = style({ flex: 'none', width: '15px', height: '15px', position: 'relative', top: '2px' })
export const form = style({ display: 'grid', gap: look.space.s4, alignContent: 'start' })
export const row = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  flexWrap: 'wrap',
})
