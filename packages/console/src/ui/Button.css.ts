import { globalStyle, style, styleVariants } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

const base = style({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: '7px',
  minHeight: '32px',
  padding: '5px 12px',
  borderRadius: look.radius.medium,
  border: '1px solid transparent',
  fontWeight: look.weight.medium,
  whiteSpace: 'nowrap',
  selectors: {
    '&:disabled, &[aria-disabled=true]': { opacity: 0.55 },
    '&[aria-busy=true]': { cursor: 'progress' },
  },
  '@media': { [narrow]: { minHeight: look.touch, padding: '8px 16px' } },
})

export const kind = styleVariants({
  go: [
    base,
    {
      background: look.color.accent,
      color: look.color.onAccent,
      selectors: { '&:hover:not(:disabled)': { filter: 'brightness(1.08)' } },
    },
  ],
  plain: [
    base,
    {
      background: look.color.paper,
      borderColor: look.color.line,
      selectors: {
        '&:hover:not(:disabled)': { background: look.color.hover },
        '&&[aria-pressed=true]': {
          background: look.color.accentSoft,
          borderColor: look.color.accent,
          color: look.color.accent,
        },
      },
    },
  ],
  quiet: [
    base,
    {
      color: look.color.mid,
      selectors: {
        '&:hover:not(:disabled)': { background: look.color.hover, color: look.color.ink },
        '&[aria-pressed=true], &[aria-expanded=true]': { background: look.color.accentSoft, color: look.color.accent },
      },
    },
  ],
  danger: [
    base,
    {
      color: look.color.warm,
      borderColor: look.color.line,
      background: look.color.paper,
      selectors: { '&:hover:not(:disabled)': { background: look.color.warmSoft } },
    },
  ],
})

/** Only a drawing. */
export const square = style({
  padding: '5px',
  width: '32px',
  '@media': { [narrow]: { padding: '5px', width: look.touch } },
})

export const key = style({
  font: `${look.size.tiny}/1.4 ${look.font.text}`,
  fontWeight: look.weight.text,
  border: '1px solid currentColor',
  borderRadius: '5px',
  padding: '0 5px',
  opacity: 0.75,
  '@media': { '(hover: none)': { display: 'none' } },
})

globalStyle(`${square} svg`, { '@media': { [narrow]: { width: '20px', height: '20px' } } })
