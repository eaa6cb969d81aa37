import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../look/tokens.css.ts'

export const body = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '18px 24px 40px',
  display: 'flex',
  flexDirection: 'column',
  gap: look.space.s5,
  outline: 'none',
  '@media': { [narrow]: { padding: '14px 14px 32px' } },
})
globalStyle(`${body} > *`, { flex: 'none' })
// What somebody said looks the same wherever it is read.
export { long, name, none, said, who, words } from '../complaint/Words.css.ts'
export const state = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s2,
  alignItems: 'center',
  padding: `8px ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.accentSoft,
  color: look.color.mid,
  maxWidth: '62ch',
})
export const facts = style({
  display: 'grid',
  gap: '7px',
  maxWidth: '62ch',
  paddingBlockStart: look.space.s4,
  borderBlockStart: `1px solid ${look.color.line}`,
  fontSize: look.size.small,
})
export const fact = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(84px, 9rem) minmax(0, 1fr)',
  gap: look.space.s3,
  alignItems: 'baseline',
  color: look.color.mid,
})
globalStyle(`${fact} > dt`, { color: look.color.soft })
export const items = style({ display: 'grid', gap: '2px', paddingBlockStart: '3px', color: look.color.soft })
export const link = style({
  color: look.color.accent,
  // It stands among words: colour alone does not tell it from them.
  textDecoration: 'underline',
  textDecorationColor: look.color.edge,
  selectors: { '&:hover': { textDecorationColor: 'currentcolor' } },
  '@media': { [narrow]: { paddingBlock: '6px', display: 'inline-block' } },
})
/** Where the head line has no room for words, what is done most stands below the customer's. */
const tight = 'screen and (max-width: 1020px)'

export const wideOnly = style({ display: 'inline-flex', gap: '6px', '@media': { [tight]: { display: 'none' } } })
export const narrowActs = style({
  display: 'none',
  gap: look.space.s2,
  maxWidth: '30rem',
  '@media': { [tight]: { display: 'grid', gridTemplateColumns: '1fr 1fr' } },
})
export const aside = style({ flex: 1, minHeight: 0, overflow: 'auto', padding: '16px 18px 24px' })
/** What the third pane shows, where there is no room for one. */
export const inline = style({
  display: 'none',
  borderBlockStart: `1px solid ${look.color.line}`,
  '@media': { [wide]: { display: 'block' } },
})
export const summary = style({
  padding: `${look.space.s3} 0`,
  color: look.color.mid,
  fontWeight: look.weight.medium,
  cursor: 'pointer',
  minHeight: look.touch,
})
export const line = style({
  // Far enough from the next for a thumb.
  minHeight: '24px',
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  minWidth: 0,
})
export const moment = style({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 })
export const end = style({ marginInlineStart: 'auto', color: look.color.soft, flex: 'none' })
