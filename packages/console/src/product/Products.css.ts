import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

/** The columns of the head and of each row: the name, then figures that line up. */
const columns = 'minmax(180px, 1fr) 76px 76px 112px 96px 72px 76px minmax(90px, 130px)'

export const head = style({
  display: 'grid',
  gridTemplateColumns: columns,
  gap: look.space.s3,
  padding: '8px 26px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  color: look.color.soft,
  fontSize: look.size.small,
  textAlign: 'end',
  flex: 'none',
  '@media': { [narrow]: { display: 'none' } },
})
export const headName = style({ textAlign: 'start' })
export const row = style({
  display: 'grid',
  gridTemplateColumns: columns,
  gap: look.space.s3,
  alignItems: 'center',
  minHeight: '58px',
  padding: '8px 26px',
  borderBlockEnd: `1px solid ${look.color.line}`,
  fontVariantNumeric: 'tabular-nums',
  selectors: {
    '&:hover': { background: look.color.hover },
    '&[aria-current=true]': { background: look.color.accentSoft },
    '&:focus-visible': { outlineOffset: '-2px' },
  },
  '@media': { [narrow]: { display: 'flex', flexWrap: 'wrap', gap: '2px 14px', padding: '12px 18px' } },
})
export const what = style({
  minWidth: 0,
  display: 'grid',
  '@media': { [narrow]: { flex: '1 1 100%' } },
})
export const name = style({
  fontSize: look.size.large,
  fontWeight: look.weight.medium,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
})
export const soft = style({ color: look.color.soft, fontSize: look.size.small })
export const figure = style({
  textAlign: 'end',
  whiteSpace: 'nowrap',
  '@media': {
    [narrow]: { textAlign: 'start', fontSize: look.size.small, color: look.color.mid },
  },
})
/** On a phone there is no head above the figures. */
export const own = style({
  display: 'none',
  '@media': { [narrow]: { display: 'inline', color: look.color.soft, marginInlineEnd: '4px' } },
})
export const strong = style({ fontWeight: look.weight.strong })
export const zero = style({ color: look.color.soft })
export const end = style({ textAlign: 'end', '@media': { [narrow]: { textAlign: 'start' } } })
