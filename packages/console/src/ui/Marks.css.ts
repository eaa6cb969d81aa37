import { style } from '@vanilla-extract/css'
import { look } from '../look/tokens.css.ts'

export const score = style({ display: 'inline-flex', gap: '2px', alignItems: 'center', flex: 'none' })
export const dot = style({
  width: '6px',
  height: '6px',
  borderRadius: '50%',
  boxShadow: `inset 0 0 0 1px ${look.color.edge}`,
})
export const full = style({ background: look.color.ink, boxShadow: 'none' })
export const bad = style({ background: look.color.warm, boxShadow: 'none' })

export const tag = style({
  flex: 'none',
  display: 'inline-flex',
  alignItems: 'center',
  gap: '5px',
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.small,
  padding: '0 6px',
  fontSize: look.size.tiny,
  lineHeight: '20px',
  color: look.color.mid,
  background: look.color.paper,
  whiteSpace: 'nowrap',
  maxWidth: '16rem',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
})
export const tagTone = {
  plain: '',
  accent: style({ background: look.color.accentSoft, borderColor: 'transparent', color: look.color.accent }),
  warm: style({ background: look.color.warmSoft, borderColor: 'transparent', color: look.color.warm }),
  amber: style({ background: look.color.amberSoft, borderColor: 'transparent', color: look.color.amber }),
} as const

export const due = style({ fontVariantNumeric: 'tabular-nums', color: look.color.soft, whiteSpace: 'nowrap' })
export const late = style({ color: look.color.warm, fontWeight: look.weight.strong })
export const soon = style({ color: look.color.amber, fontWeight: look.weight.medium })
export const meter = style({
  height: '3px',
  borderRadius: look.radius.round,
  background: look.color.line,
  overflow: 'hidden',
})
export const bar = style({ display: 'block', height: '100%', background: look.color.accent, borderRadius: 'inherit' })
export const barLate = style({ background: look.color.warm })
export const barSoon = style({ background: look.color.amberMark })
export const hidden = style({
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
})
export const avatar = style({
  flex: 'none',
  display: 'inline-grid',
  placeItems: 'center',
  width: '26px',
  height: '26px',
  borderRadius: '50%',
  background: look.color.accentSoft,
  color: look.color.accent,
  fontSize: '11px',
  fontWeight: look.weight.strong,
  // No text of the page: it is in no name that is read aloud or spoken to it.
  '::before': { content: 'attr(data-letters)' },
})
