import { style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../look/tokens.css.ts'

/** Fields side by side where there is room. */
export const pair = style({
  display: 'grid',
  gap: look.space.s4,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(15rem, 100%), 1fr))',
  alignItems: 'start',
})
export const fieldset = style({ display: 'grid', gap: look.space.s2, border: 0, padding: 0, margin: 0, minWidth: 0 })
export const legend = style({
  fontWeight: look.weight.medium,
  fontSize: look.size.small,
  color: look.color.mid,
  padding: 0,
  marginBlockEnd: '5px',
})
export const hint = style({ fontSize: look.size.small, color: look.color.soft })
export const wrong = style({ fontSize: look.size.small, color: look.color.warm })
export const chips = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: `${look.space.s2} ${look.space.s5}`,
  alignItems: 'center',
})

export const week = style({ display: 'grid', gap: look.space.s1 })
export const weekday = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(7.5rem, auto) minmax(0, 1fr)',
  gap: look.space.s3,
  alignItems: 'center',
  minHeight: '40px',
  '@media': { [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0, paddingBlockEnd: look.space.s2 } },
})
export const times = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s2,
  alignItems: 'center',
  '@media': { [narrow]: { columnGap: '4px' } },
})
export const time = style({
  font: 'inherit',
  fontVariantNumeric: 'tabular-nums',
  minHeight: '32px',
  padding: '3px 8px',
  background: look.color.paper,
  border: `1px solid ${look.color.edge}`,
  borderRadius: look.radius.medium,
  '@media': { [narrow]: { minHeight: look.touch, fontSize: '1rem' } },
})

export const swatch = style({
  width: '44px',
  height: '34px',
  padding: '2px',
  background: look.color.paper,
  border: `1px solid ${look.color.edge}`,
  borderRadius: look.radius.medium,
  cursor: 'pointer',
  flex: 'none',
  '@media': { [narrow]: { height: look.touch } },
})
export const range = style({
  width: '100%',
  accentColor: look.color.accent,
  minHeight: '28px',
  '@media': { [narrow]: { minHeight: look.touch } },
})

export const rows = style({ display: 'grid', gap: look.space.s2, listStyle: 'none', padding: 0, margin: 0 })
export const line = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: look.space.s3,
  alignItems: 'center',
  padding: '10px 14px',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
})
export const grow = style({ display: 'grid', gap: '2px', minWidth: 0 })
export const strong = style({ fontWeight: look.weight.medium, color: look.color.ink, overflowWrap: 'anywhere' })
export const inputRow = style({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) auto',
  gap: look.space.s2,
  alignItems: 'end',
})
/** A choice, and a short figure that belongs to it. */
export const withPort = style({
  display: 'grid',
  gap: look.space.s3,
  gridTemplateColumns: 'minmax(0, 1fr) 6rem',
  alignItems: 'start',
})
export const person = style({ display: 'flex', gap: look.space.s3, alignItems: 'center', minWidth: 0 })
export const good = style({
  padding: '8px 12px',
  borderRadius: look.radius.medium,
  background: look.color.accentSoft,
  color: look.color.accent,
})
export const minded = style({
  padding: '8px 12px',
  borderRadius: look.radius.medium,
  background: look.color.amberSoft,
  color: look.color.amber,
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s3,
  alignItems: 'center',
  justifyContent: 'space-between',
})
export const bar = style({
  height: '6px',
  borderRadius: look.radius.round,
  background: look.color.line,
  overflow: 'hidden',
})
export const barIn = style({ height: '100%', background: look.color.accent, transition: 'width 400ms' })
export const more = style({ display: 'grid', gap: look.space.s3, marginBlockStart: look.space.s2 })
export const summary = style({
  cursor: 'pointer',
  color: look.color.mid,
  '@media': { [narrow]: { minHeight: look.touch, alignContent: 'center' } },
})

/** Settings with what they look like beside them. */
export const beside = style({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(320px, 40%)',
  '@media': {
    [wide]: { gridTemplateColumns: 'minmax(0, 1fr)', overflow: 'auto', gridAutoRows: 'max-content' },
  },
})
export const scroll = style({
  overflow: 'auto',
  minHeight: 0,
  padding: '22px 28px 48px',
  display: 'grid',
  gap: look.space.s8,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@media': { [wide]: { overflow: 'visible' }, [narrow]: { padding: '16px 14px 24px' } },
})
export const shown = style({
  display: 'flex',
  flexDirection: 'column',
  gap: look.space.s3,
  minHeight: 0,
  padding: '18px 20px',
  background: look.color.ground,
  borderInlineStart: `1px solid ${look.color.line}`,
  '@media': {
    [wide]: { order: -1, height: '460px', borderInlineStart: 0, borderBlockEnd: `1px solid ${look.color.line}` },
    [narrow]: { padding: '14px', height: '500px' },
  },
})
export const own = style({ display: 'grid', gap: look.space.s4 })
