import { style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../look/tokens.css.ts'

export const bar = style({
  display: 'flex',
  alignItems: 'center',
  gap: look.space.s2,
  minHeight: '50px',
  paddingBlock: '6px',
  paddingInline: `18px ${look.space.s4}`,
  borderBlockEnd: `1px solid ${look.color.line}`,
  flex: 'none',
  '@media': { [narrow]: { flexWrap: 'wrap' } },
})
export const title = style({
  fontSize: look.size.large,
  fontWeight: look.weight.strong,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  // On a phone it stays beside the way back; what has no room beside it stands below.
  '@media': { [narrow]: { flex: '1 1 0', minWidth: '40%' } },
})
export const barEnd = style({
  marginInlineStart: 'auto',
  // A long title gives way first.
  flexShrink: 0.001,
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  minWidth: 0,
})
export const tabs = style({ display: 'flex', gap: '2px', overflowX: 'auto', scrollbarWidth: 'none', minWidth: 0 })
export const tab = style({
  color: look.color.soft,
  padding: '3px 10px',
  borderRadius: look.radius.round,
  whiteSpace: 'nowrap',
  minHeight: '28px',
  display: 'inline-flex',
  alignItems: 'center',
  selectors: {
    '&:hover': { color: look.color.ink },
    '&[aria-current=true], &[aria-selected=true]': {
      background: look.color.accentSoft,
      color: look.color.accent,
      fontWeight: look.weight.medium,
    },
  },
  '@media': { [narrow]: { minHeight: look.touch, padding: '6px 14px' } },
})

/** Views of a list, below its head. */
export const views = style({
  display: 'flex',
  alignItems: 'center',
  gap: look.space.s2,
  minHeight: '42px',
  paddingBlock: '4px',
  paddingInline: `10px ${look.space.s2}`,
  borderBlockEnd: `1px solid ${look.color.line}`,
  flex: 'none',
  minWidth: 0,
})

export const panes = style({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateColumns: '348px minmax(0, 1fr)',
  '@media': { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
})
export const three = style({
  gridTemplateColumns: '348px minmax(0, 1fr) 264px',
  '@media': {
    [wide]: { gridTemplateColumns: '320px minmax(0, 1fr)' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})
export const pane = style({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  minWidth: 0,
  selectors: { '&:not(:last-child)': { borderInlineEnd: `1px solid ${look.color.line}` } },
})
export const narrowOnly = style({ display: 'none', '@media': { [narrow]: { display: 'inline-flex' } } })
/** On a phone one pane at a time: the list until something is open. */
export const hideNarrow = style({ '@media': { [narrow]: { display: 'none' } } })
export const aside = style({ background: look.color.ground, '@media': { [wide]: { display: 'none' } } })
export const page = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '20px 26px 40px',
  '@media': { [narrow]: { padding: '16px 14px 32px' }, print: { overflow: 'visible', padding: 0 } },
})
