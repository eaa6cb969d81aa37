import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../look/tokens.css.ts'

export const root = style({ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' })
export const presence = style({
  color: look.color.soft,
  fontSize: look.size.small,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
})
export const barTags = style({
  display: 'flex',
  gap: '6px',
  // The number is never cut for them.
  flex: '1 1 0',
  minWidth: 0,
  // What has no room goes as a whole, not by halves.
  flexWrap: 'wrap',
  height: '22px',
  overflow: 'hidden',
  marginInlineStart: look.space.s2,
  '@media': { [narrow]: { display: 'none' } },
})
/** A phone's head line has no room for them. */
export const phoneTags = style({
  display: 'none',
  flexWrap: 'wrap',
  gap: '6px',
  flexBasis: '100%',
  '@media': { [narrow]: { display: 'flex' } },
})
export const under = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 6px',
  alignItems: 'center',
  padding: `${look.space.s2} ${look.space.s6} 0`,
  flex: 'none',
  '@media': { [narrow]: { padding: '6px 14px 0' } },
})
export const assignee = style({
  color: look.color.mid,
  fontWeight: look.weight.text,
  paddingBlock: '2px',
  paddingInline: '2px 8px',
  marginInlineStart: '-2px',
  fontSize: look.size.small,
})
export const clock = style({
  marginInlineStart: 'auto',
  display: 'grid',
  gap: '3px',
  minWidth: '9rem',
  textAlign: 'end',
  fontSize: look.size.small,
  color: look.color.soft,
})
export const body = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: `0 ${look.space.s6} ${look.space.s5}`,
  display: 'flex',
  flexDirection: 'column',
  gap: look.space.s4,
  outlineOffset: '-2px',
  '@media': { [narrow]: { padding: '0 14px 16px', gap: '12px' } },
})
export const notice = style({
  padding: `6px ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.ground,
  color: look.color.mid,
  fontSize: look.size.small,
  // Its words may still come.
  minHeight: 'calc(1lh + 12px)',
})
export const danger = style([
  notice,
  { background: look.color.warmSoft, color: look.color.warm, fontWeight: look.weight.medium },
])
export const noticeLink = style({ textDecoration: 'underline' })
export const quiet = style({ color: look.color.soft, fontSize: look.size.small })
export const heading = style({ fontSize: look.size.small, color: look.color.soft, fontWeight: look.weight.medium })
export const tasks = style({ display: 'grid', gap: look.space.s1 })
export const task = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s2,
  alignItems: 'center',
  justifyContent: 'space-between',
  padding: `${look.space.s2} 0`,
  borderBlockEnd: `1px solid ${look.color.line}`,
})
export const taskActs = style({ display: 'flex', gap: '6px', '@media': { print: { display: 'none' } } })

/** What the third pane shows, where there is no room for one. */
export const inline = style({
  display: 'none',
  borderBlockStart: `1px solid ${look.color.line}`,
  '@media': { [wide]: { display: 'block' }, print: { display: 'block' } },
})
export const summary = style({
  padding: `${look.space.s3} 0`,
  color: look.color.mid,
  fontWeight: look.weight.medium,
  cursor: 'pointer',
  minHeight: look.touch,
  '@media': { print: { display: 'none' } },
})
export const aside = style({ flex: 1, minHeight: 0, overflow: 'auto', padding: '16px 18px 24px' })

export const history = style({ display: 'grid' })
export const entry = style({
  display: 'grid',
  gridTemplateColumns: '2rem 10.5rem minmax(0, 1fr)',
  gap: look.space.s2,
  padding: `${look.space.s2} 0`,
  borderBlockEnd: `1px solid ${look.color.line}`,
  selectors: { '&:last-child': { borderBlockEnd: 0 } },
  '@media': { [narrow]: { gridTemplateColumns: '1.5rem minmax(0, 1fr)' } },
})
export const seq = style({ color: look.color.soft, fontVariantNumeric: 'tabular-nums', fontSize: look.size.small })
export const carried = style({ color: look.color.mid, whiteSpace: 'pre-wrap', maxWidth: '64ch' })

globalStyle(`${inline}::details-content`, { '@media': { print: { contentVisibility: 'visible', blockSize: 'auto' } } })
globalStyle(`${body} > *`, { flex: 'none' })
globalStyle(`${entry} > div`, { '@media': { [narrow]: { gridColumn: '2' } } })

// On paper nothing but the record: what stands beside it is left out, and what scrolls is laid out whole.
const holds = `:has(${root})`
globalStyle(`${holds} > *:not(${holds}, ${root}, head)`, { '@media': { print: { display: 'none' } } })
globalStyle(holds, {
  '@media': {
    print: { display: 'block', blockSize: 'auto', minBlockSize: 0, overflow: 'visible', background: 'none' },
  },
})
globalStyle(`${root}, ${body}`, { '@media': { print: { display: 'block', overflow: 'visible' } } })
globalStyle(`${body} > * + *`, { '@media': { print: { marginBlockStart: '16px' } } })
globalStyle(`${root} [aria-haspopup]`, { '@media': { print: { display: 'none' } } })
// A record names days and hours: in a year nobody knows what was yesterday.
globalStyle(`${body} article time, ${body} p > time`, { '@media': { print: { fontSize: 0 } } })
globalStyle(`${body} article time::after, ${body} p > time::after`, {
  '@media': { print: { content: 'attr(title)', fontSize: look.size.small } },
})
