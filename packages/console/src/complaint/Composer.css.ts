import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const dock = style({
  flex: 'none',
  padding: `0 ${look.space.s6} ${look.space.s5}`,
  maxHeight: '68%',
  display: 'flex',
  minHeight: 0,
  '@media': { [narrow]: { padding: '0 8px 8px', maxHeight: '80%' }, print: { display: 'none' } },
})
export const card = style({
  flex: 1,
  minWidth: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: look.space.s3,
  padding: look.space.s3,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  background: look.color.paper,
  boxShadow: look.shadow.lift,
  overflow: 'auto',
  '@media': { [narrow]: { padding: look.space.s2 } },
})
export const cardOpen = style([card, { padding: `${look.space.s3} ${look.space.s4} ${look.space.s4}` }])
export const row = style({ display: 'flex', gap: '6px', alignItems: 'start' })
/** On a phone one line that scrolls: what was said needs the height. */
export const buttons = style({
  display: 'flex',
  flex: 1,
  minWidth: 0,
  flexWrap: 'wrap',
  gap: '6px',
  alignItems: 'center',
  '@media': { [narrow]: { flexWrap: 'nowrap', overflowX: 'auto', scrollbarWidth: 'none' } },
})
export const stranded = style({ display: 'grid', gap: look.space.s2 })
export const reasons = style({ display: 'grid', gap: look.space.s2 })
export const reason = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(120px, 12rem) minmax(0, 1fr)',
  gap: look.space.s3,
  paddingBlockEnd: look.space.s2,
  borderBlockEnd: `1px solid ${look.color.line}`,
  selectors: { '&:last-child': { borderBlockEnd: 0 } },
})
