import { globalStyle, style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../look/tokens.css.ts'

export const page = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  background: look.color.ground,
  display: 'grid',
  gridTemplateRows: 'auto 1fr',
  alignContent: 'start',
})
export const head = style({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: look.space.s4,
  padding: '16px 28px',
  '@media': { [narrow]: { padding: '12px 14px', gap: look.space.s2 } },
})
export const brand = style({
  display: 'flex',
  gap: '10px',
  alignItems: 'center',
  fontWeight: look.weight.strong,
  fontSize: look.size.large,
})
export const leave = style({ marginInlineStart: 'auto' })
export const body = style({
  width: 'min(100%, 760px)',
  marginInline: 'auto',
  padding: '8px 28px 64px',
  display: 'grid',
  gap: look.space.s6,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@media': { [narrow]: { padding: '4px 14px 40px' } },
})
export const wideBody = style({ width: 'min(100%, 1120px)' })

export const steps = style({
  display: 'flex',
  alignItems: 'flex-start',
  listStyle: 'none',
  padding: 0,
  margin: 0,
  width: 'min(100%, 704px)',
  marginInline: 'auto',
})
export const stepItem = style({
  flex: 1,
  minWidth: 0,
  position: 'relative',
  selectors: {
    '&:not(:first-child)::before': {
      content: '""',
      position: 'absolute',
      insetBlockStart: '15px',
      insetInlineEnd: 'calc(50% + 14px)',
      width: 'calc(100% - 28px)',
      height: '2px',
      background: look.color.line,
    },
    '&[data-reached]::before': { background: look.color.accent },
  },
  '@media': { [narrow]: { selectors: { '&:not(:first-child)::before': { insetBlockStart: '21px' } } } },
})
export const stepLink = style({
  display: 'grid',
  justifyItems: 'center',
  gap: '5px',
  padding: '5px 2px',
  fontSize: look.size.small,
  color: look.color.soft,
  borderRadius: look.radius.medium,
  textAlign: 'center',
  selectors: {
    '&:hover': { color: look.color.ink },
    '&[aria-current=step]': { color: look.color.ink, fontWeight: look.weight.strong },
  },
  '@media': { [narrow]: { minHeight: look.touch, paddingBlock: '11px' } },
})
export const dot = style({
  width: '22px',
  height: '22px',
  borderRadius: look.radius.round,
  border: `2px solid ${look.color.edge}`,
  background: look.color.paper,
  display: 'grid',
  placeItems: 'center',
  color: look.color.onAccent,
  selectors: {
    '[aria-current=step] > &': { borderColor: look.color.accent, boxShadow: `0 0 0 4px ${look.color.accentSoft}` },
    '&[data-done]': { background: look.color.accent, borderColor: look.color.accent },
  },
})
export const stepName = style({
  '@media': {
    [narrow]: {
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
})

export const paper = style({
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: '16px',
  padding: '30px 34px',
  display: 'grid',
  gap: look.space.s5,
  gridTemplateColumns: 'minmax(0, 1fr)',
  alignContent: 'start',
  '@media': { [narrow]: { padding: '20px 16px', borderRadius: look.radius.large } },
})
export const intro = style({ display: 'grid', gap: '6px', outline: 'none' })
export const count = style({ fontSize: look.size.small, color: look.color.soft })
export const title = style({
  fontSize: look.size.figure,
  lineHeight: 1.25,
  letterSpacing: '-0.015em',
  fontWeight: look.weight.strong,
  outline: 'none',
})
export const more = style({ color: look.color.mid, maxWidth: '60ch' })
export const foot = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s2,
  alignItems: 'center',
  paddingBlockStart: look.space.s4,
  borderBlockStart: `1px solid ${look.color.line}`,
})
export const end = style({ marginInlineStart: 'auto', display: 'flex', gap: look.space.s2 })
export const two = style({
  display: 'grid',
  gap: look.space.s8,
  gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.15fr)',
  alignItems: 'start',
  '@media': { [wide]: { gridTemplateColumns: 'minmax(0, 1fr)' } },
})
export const preview = style({ height: '560px', display: 'flex', flexDirection: 'column' })
export const sub = style({ fontSize: look.size.large, fontWeight: look.weight.strong })
export const part = style({ display: 'grid', gap: look.space.s3, gridTemplateColumns: 'minmax(0, 1fr)' })

export const heard = style({
  display: 'grid',
  gap: look.space.s2,
  padding: '16px 18px',
  borderRadius: look.radius.large,
  border: `1px solid ${look.color.accent}`,
  background: look.color.accentSoft,
})
export const words = style({
  fontSize: look.size.words,
  lineHeight: 1.4,
  color: look.color.ink,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
})
export const by = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s2,
  alignItems: 'center',
  color: look.color.mid,
  fontSize: look.size.small,
})
export const listening = style({
  padding: '22px',
  borderRadius: look.radius.large,
  border: `1px dashed ${look.color.edge}`,
  color: look.color.soft,
  textAlign: 'center',
})
export const card = style({
  display: 'grid',
  gap: look.space.s2,
  justifyItems: 'center',
  textAlign: 'center',
  maxWidth: '44ch',
  marginInline: 'auto',
  padding: look.space.s5,
  marginBlockStart: look.space.s4,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  color: look.color.mid,
})

globalStyle(`${card} strong`, { color: look.color.ink })
