import { style } from '@vanilla-extract/css'
import { look, narrow } from '../../look/tokens.css.ts'

export const form = style({ display: 'grid', gap: look.space.s3, alignContent: 'start' })
export const head = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  minHeight: '28px',
  // Beside the name a phone has no room for a sentence.
  '@media': { [narrow]: { flexWrap: 'wrap', rowGap: 0 } },
})
export const close = style({ marginInlineStart: 'auto' })
export const hint = style({
  color: look.color.soft,
  fontSize: look.size.small,
  flex: 1,
  minWidth: 0,
  '@media': { [narrow]: { order: 1, flexBasis: '100%' } },
})
/** Always in sight, however long the form is. */
export const foot = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  flexWrap: 'wrap',
  position: 'sticky',
  insetBlockEnd: `calc(-1 * ${look.space.s4})`,
  background: look.color.paper,
  paddingBlock: look.space.s2,
  marginBlockEnd: `calc(-1 * ${look.space.s2})`,
  '@media': { [narrow]: { insetBlockEnd: `calc(-1 * ${look.space.s2})` } },
})
export const aside = style({ color: look.color.mid, fontSize: look.size.small, flex: '1 1 12rem' })
export const kept = style({
  marginInlineStart: 'auto',
  display: 'inline-flex',
  gap: look.space.s2,
  alignItems: 'center',
  color: look.color.soft,
  fontSize: look.size.small,
})
export const discard = style({
  textDecoration: 'underline',
  padding: '4px 2px',
  selectors: { '&:hover': { color: look.color.ink } },
})
export const changed = style({
  display: 'grid',
  gap: look.space.s1,
  padding: `${look.space.s2} ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.warmSoft,
  color: look.color.warm,
})
/** Fields beside one another where there is room. */
export const grid = style({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(124px, 1fr))',
  gap: look.space.s3,
  alignItems: 'end',
})
/** A remedy's first line: what it is, what it costs, in which currency. */
export const money = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 2fr) minmax(64px, 1fr)',
  gap: look.space.s3,
})
/** A day and hour needs the room of two. */
export const due = style({ display: 'flex', gap: '6px', alignItems: 'end', gridColumn: 'auto / span 2', minWidth: 0 })
export const chips = style({ display: 'flex', gap: '6px', flexWrap: 'wrap', alignItems: 'center' })
/** On a phone in one line that scrolls. */
export const proven = style([
  chips,
  { '@media': { [narrow]: { flexWrap: 'nowrap', overflowX: 'auto', scrollbarWidth: 'none', whiteSpace: 'nowrap' } } },
])
export const chip = style({
  display: 'inline-flex',
  gap: '6px',
  alignItems: 'center',
  minHeight: '30px',
  padding: '3px 11px',
  borderRadius: look.radius.round,
  border: `1px solid ${look.color.line}`,
  background: look.color.paper,
  color: look.color.mid,
  textAlign: 'start',
  selectors: {
    '&:hover': { background: look.color.hover, color: look.color.ink },
    '&[aria-pressed=true]': {
      background: look.color.accentSoft,
      borderColor: 'transparent',
      color: look.color.accent,
      fontWeight: look.weight.medium,
    },
  },
  '@media': { [narrow]: { minHeight: look.touch, padding: '6px 16px' } },
})
export const chipMore = style({ color: look.color.soft, fontSize: look.size.tiny, fontWeight: look.weight.text })
/** Why it is not sent yet. */
export const left = style({ color: look.color.warm, fontSize: look.size.small })
export const caption = style({ color: look.color.soft, fontSize: look.size.small })
export const legend = style({
  fontWeight: look.weight.medium,
  fontSize: look.size.small,
  color: look.color.mid,
  paddingBlockEnd: '5px',
})
export const part = style({
  display: 'grid',
  gap: look.space.s3,
  padding: look.space.s3,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
})
export const partHead = style({ display: 'flex', alignItems: 'center', justifyContent: 'space-between' })
export const findings = style({ display: 'grid', gap: '6px' })
export const finding = style({
  display: 'flex',
  gap: look.space.s2,
  alignItems: 'center',
  flexWrap: 'wrap',
  padding: `5px ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.amberSoft,
  color: look.color.amber,
  fontSize: look.size.small,
})
export const findingText = style({ flex: '1 1 14rem', minWidth: 0 })
export const mend = style({
  fontWeight: look.weight.medium,
  textDecoration: 'underline',
  padding: '3px 4px',
  selectors: { '&:hover': { color: look.color.ink } },
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const photos = style({ display: 'flex', gap: look.space.s2, flexWrap: 'wrap', alignItems: 'center' })
export const photo = style({ position: 'relative', lineHeight: 0 })
export const photoImage = style({
  width: '64px',
  height: '52px',
  objectFit: 'cover',
  borderRadius: look.radius.small,
  background: look.color.hover,
})
export const photoRemove = style({
  position: 'absolute',
  insetBlockStart: '-7px',
  insetInlineEnd: '-7px',
  width: '24px',
  height: '24px',
  display: 'grid',
  placeItems: 'center',
  borderRadius: '50%',
  background: look.color.ink,
  color: look.color.paper,
})
export const file = style({
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
})
export const found = style({
  display: 'grid',
  maxHeight: '220px',
  overflow: 'auto',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.medium,
})
export const hit = style({
  display: 'grid',
  gap: '2px',
  padding: '8px 12px',
  textAlign: 'start',
  borderBlockEnd: `1px solid ${look.color.line}`,
  selectors: {
    '&:hover': { background: look.color.hover },
    '&[aria-pressed=true]': { background: look.color.accentSoft },
    '&:last-child': { borderBlockEnd: 0 },
    '&:focus-visible': { outlineOffset: '-2px' },
  },
})
