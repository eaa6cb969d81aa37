import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const bar = style({
  display: 'flex',
  alignItems: 'center',
  gap: '4px',
  minHeight: '50px',
  paddingBlock: '6px',
  paddingInline: '18px 10px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  background: look.color.accentSoft,
  flex: 'none',
  flexWrap: 'wrap',
})
/** Seen where it is wanted: under the pointer, with the focus, and on all rows once one is selected. */
export const box = style({
  width: '15px',
  height: '15px',
  flex: 'none',
  margin: 0,
  '@media': {
    '(hover: none)': { width: '22px', height: '22px' },
    '(hover: hover)': {
      selectors: {
        '&:not([data-selecting=true])': { width: 0, opacity: 0, marginInlineEnd: '-8px' },
        'a:hover > div > &, a:focus-visible > div > &, &:focus-visible': {
          width: '15px',
          opacity: 1,
          marginInlineEnd: 0,
        },
      },
    },
  },
})
