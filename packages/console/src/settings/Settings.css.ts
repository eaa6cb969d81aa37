import { style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../look/tokens.css.ts'

export const frame = style({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateColumns: '216px minmax(0, 1fr)',
  '@media': {
    [wide]: { gridTemplateColumns: '184px minmax(0, 1fr)' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})
/** One thing that takes all the room; the parts are a step back. */
export const alone = style({ selectors: { '&&': { gridTemplateColumns: 'minmax(0, 1fr)' } } })
export const side = style({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  borderInlineEnd: `1px solid ${look.color.line}`,
  selectors: { [`${alone} > &`]: { display: 'none' } },
  '@media': { [narrow]: { borderInlineEnd: 0 } },
})
export const parts = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '14px 10px 24px',
  display: 'grid',
  gap: look.space.s4,
  alignContent: 'start',
})
export const group = style({ display: 'grid', gap: look.space.s1 })
export const heading = style({
  padding: '0 9px',
  fontSize: look.size.tiny,
  fontWeight: look.weight.medium,
  color: look.color.soft,
})
export const link = style({
  display: 'flex',
  alignItems: 'center',
  minHeight: '30px',
  padding: '4px 9px',
  borderRadius: look.radius.medium,
  color: look.color.mid,
  selectors: {
    '&:hover': { background: look.color.hover, color: look.color.ink },
    '&[aria-current=page]': {
      background: look.color.accentSoft,
      color: look.color.accent,
      fontWeight: look.weight.medium,
    },
  },
  '@media': {
    [narrow]: {
      minHeight: look.touch,
      fontSize: look.size.large,
      color: look.color.ink,
      selectors: {
        '&[aria-current=page]': { background: 'none', color: look.color.ink, fontWeight: look.weight.text },
      },
    },
  },
})
export const part = style({ display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0 })
/** On a phone the parts, or one of them. */
export const away = style({ '@media': { [narrow]: { selectors: { '&&': { display: 'none' } } } } })
/** The screen's name, for who hears it: on a phone the parts, whose head says it, are away. */
export const heard = style({
  display: 'none',
  '@media': {
    [narrow]: {
      display: 'block',
      position: 'absolute',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    },
  },
})
