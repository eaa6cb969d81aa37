import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const panel = style({
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  padding: '14px 18px 16px',
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
  '@media': {
    [narrow]: { padding: '12px 14px 14px' },
    print: { breakInside: 'avoid', padding: '10px 12px' },
  },
})
export const head = style({
  display: 'flex',
  alignItems: 'center',
  gap: look.space.s2,
  minHeight: '30px',
  marginBlockEnd: look.space.s2,
})
export const title = style({
  fontWeight: look.weight.strong,
  fontSize: look.size.text,
  maxWidth: '70%',
  marginInlineEnd: 'auto',
})
export const note = style({
  color: look.color.soft,
  fontSize: look.size.small,
  textAlign: 'end',
  minWidth: 0,
})
export const acts = style({
  display: 'flex',
  flex: 'none',
  marginInlineEnd: '-8px',
  '@media': { print: { display: 'none' } },
})
/** Keeps the room of what is on its way. */
export const body = style({ minHeight: '200px', display: 'flex', flexDirection: 'column', flex: 1 })
/** Of those that are seen first: as much as a full table takes. */
export const tall = style({ minHeight: '338px', '@media': { print: { minHeight: 0 } } })
export const quiet = style({
  color: look.color.soft,
  fontSize: look.size.small,
  margin: 'auto',
  maxWidth: '34ch',
  textAlign: 'center',
})
export const all = style({
  color: look.color.soft,
  fontSize: look.size.small,
  marginBlockStart: look.space.s2,
  alignSelf: 'start',
  minHeight: '28px',
  selectors: { '&:hover': { color: look.color.ink } },
  '@media': { [narrow]: { minHeight: look.touch }, print: { display: 'none' } },
})

export const wrap = style({
  overflowX: 'auto',
  // What is only heard scrolls with what it stands beside.
  position: 'relative',
  containerType: 'inline-size',
  '@media': { print: { overflow: 'visible' } },
  marginInline: '-4px',
  paddingInline: '4px',
  selectors: { '& + &': { marginBlockStart: look.space.s4 } },
})
export const table = style({ width: '100%', fontVariantNumeric: 'tabular-nums', fontSize: look.size.text })
/** For screen readers, beside the chart that they cannot see. */
export const heard = style({
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
})
export const th = style({
  color: look.color.soft,
  fontWeight: look.weight.text,
  fontSize: look.size.small,
  textAlign: 'end',
  paddingBlock: '2px 6px',
  paddingInline: '11px 0',
  whiteSpace: 'nowrap',
  overflowWrap: 'normal',
  verticalAlign: 'bottom',
  '@container': { '(max-width: 400px)': { whiteSpace: 'normal' } },
  selectors: { '&:first-child': { textAlign: 'start', paddingInlineStart: 0 } },
})
export const td = style({
  textAlign: 'end',
  whiteSpace: 'nowrap',
  paddingBlock: '6px',
  paddingInline: '11px 0',
  borderBlockStart: `1px solid ${look.color.line}`,
  verticalAlign: 'baseline',
  overflowWrap: 'normal',
})
/** A figure that something stands beside is far enough from the one before. */
export const changing = style({ minWidth: '2.5em' })
/** Small and close to the figure that it belongs to. */
export const became = style([
  td,
  { textAlign: 'start', paddingInlineStart: '5px', fontSize: look.size.small, minWidth: '1.9em' },
])
export const rowHead = style({
  textAlign: 'start',
  fontWeight: look.weight.text,
  padding: '6px 0',
  borderBlockStart: `1px solid ${look.color.line}`,
  verticalAlign: 'baseline',
  minWidth: '84px',
  maxWidth: '220px',
})
export const start = style({ textAlign: 'start', whiteSpace: 'normal', paddingInlineStart: look.space.s4 })
export const link = style({
  textDecorationLine: 'underline',
  textDecorationColor: look.color.line,
  textUnderlineOffset: '3px',
  selectors: { '&:hover': { textDecorationColor: 'currentColor' } },
  display: 'inline-block',
  // A single digit is hit as easily.
  minWidth: '24px',
  '@media': { [narrow]: { paddingBlock: '6px' }, print: { textDecorationLine: 'none' } },
})
export const soft = style({ color: look.color.soft, fontSize: look.size.small })
export const tone = {
  good: style({ color: look.color.accent }),
  bad: style({ color: look.color.warm }),
  same: style({ color: look.color.soft }),
}

export const barCell = style({ width: '24%', minWidth: '44px', verticalAlign: 'middle' })
export const track = style({ display: 'block', height: '10px' })
export const bar = style({
  display: 'block',
  height: '100%',
  minWidth: '2px',
  background: look.color.accent,
  borderRadius: '3px',
  printColorAdjust: 'exact',
})
export const barBad = style({ background: look.color.warm })
/** Left out of a table that is no wider; and what stands in the place of that. */
export const room = {
  some: style({ '@container': { '(max-width: 320px)': { display: 'none' } } }),
  much: style({ '@container': { '(max-width: 400px)': { display: 'none' } } }),
}
export const instead = style({ display: 'none', '@container': { '(max-width: 400px)': { display: 'block' } } })
export const capital = style({
  selectors: { '&::first-letter': { textTransform: 'uppercase' } },
  display: 'inline-block',
})
