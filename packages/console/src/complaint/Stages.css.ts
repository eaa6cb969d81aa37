import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

/** Narrow panes name the step that it is at and the next one; the others are dots. */
export const way = style({ containerType: 'inline-size', flex: 'none' })
export const stages = style({
  display: 'flex',
  alignItems: 'center',
  padding: `${look.space.s3} 0`,
  fontSize: look.size.small,
  color: look.color.soft,
  // What no pane has room for goes on below: nobody scrolls a line this thin.
  flexWrap: 'wrap',
  rowGap: look.space.s1,
})

const step = style({
  display: 'inline-flex',
  alignItems: 'center',
  gap: '6px',
  whiteSpace: 'nowrap',
  selectors: {
    // The dot.
    '&::before': {
      content: '""',
      width: '8px',
      height: '8px',
      borderRadius: '50%',
      flex: 'none',
      boxShadow: `inset 0 0 0 1.5px ${look.color.edge}`,
    },
    // The line to the next one.
    '&:not(:last-child)::after': {
      content: '""',
      width: '14px',
      height: '1.5px',
      flex: 'none',
      background: look.color.line,
      marginInlineEnd: '6px',
    },
  },
  '@media': { [narrow]: { selectors: { '&:not(:last-child)::after': { width: '8px' } } } },
})

export const done = style([
  step,
  {
    selectors: {
      '&::before': { background: look.color.accent, boxShadow: 'none' },
      '&:not(:last-child)::after': { background: look.color.accent },
    },
  },
])
export const now = style([
  step,
  {
    color: look.color.ink,
    fontWeight: look.weight.strong,
    selectors: {
      '&::before': {
        width: '12px',
        height: '12px',
        background: look.color.paper,
        boxShadow: `inset 0 0 0 3.5px ${look.color.accent}`,
      },
    },
  },
])
export const later = step
export const name = style({
  '@container': {
    '(max-width: 620px)': {
      selectors: { 'li:not([aria-current], [aria-current] + li, :last-child) > &': { display: 'none' } },
    },
    '(max-width: 420px)': { selectors: { 'li:not([aria-current]) > &': { display: 'none' } } },
  },
})
