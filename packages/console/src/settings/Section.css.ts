import { style } from '@vanilla-extract/css'
import { look, narrow } from '../look/tokens.css.ts'

export const page = style({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '22px 28px 48px',
  display: 'grid',
  gap: look.space.s8,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 46rem)',
  '@media': { [narrow]: { padding: '16px 14px 40px' } },
})
export const section = style({
  display: 'grid',
  gap: look.space.s4,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  selectors: { '& + &': { borderBlockStart: `1px solid ${look.color.line}`, paddingBlockStart: look.space.s6 } },
})
export const head = style({
  display: 'flex',
  alignItems: 'center',
  gap: look.space.s3,
  flexWrap: 'wrap',
  minHeight: '32px',
})
export const title = style({ fontSize: look.size.title, fontWeight: look.weight.strong, letterSpacing: '-0.01em' })
export const end = style({ marginInlineStart: 'auto', display: 'flex', gap: look.space.s2, alignItems: 'center' })
export const explanation = style({ color: look.color.mid, maxWidth: '62ch', marginBlockStart: '-8px' })
export const saveBar = style({
  position: 'sticky',
  insetBlockEnd: '0',
  zIndex: 2,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: look.space.s2,
  padding: '10px 12px',
  background: look.color.paper,
  border: `1px solid ${look.color.line}`,
  borderRadius: look.radius.large,
  boxShadow: look.shadow.lift,
})
export const unsaved = style({ color: look.color.mid, marginInlineEnd: 'auto', fontSize: look.size.small })
export const changed = style({
  flex: '1 1 100%',
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s3,
  alignItems: 'center',
  padding: `${look.space.s2} ${look.space.s3}`,
  borderRadius: look.radius.medium,
  background: look.color.amberSoft,
  color: look.color.amber,
})
