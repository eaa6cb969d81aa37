import { style } from '@vanilla-extract/css'
import { look, narrow, wide } from '../../look/tokens.css.ts'

// The frame: what is edited, and how it looks.

export const columns = style({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) minmax(380px, 46%)',
  '@media': {
    [wide]: { gridTemplateColumns: 'minmax(0, 1fr) 380px' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
})
export const form = style({
  minHeight: 0,
  overflow: 'auto',
  padding: '14px 24px 64px',
  display: 'grid',
  gap: look.space.s6,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 44rem)',
  justifyContent: 'center',
  '@media': {
    [narrow]: {
      padding: '10px 12px 48px',
      selectors: { '[data-show=preview] > &': { display: 'none' } },
    },
  },
})
export const side = style({
  minHeight: 0,
  minWidth: 0,
  display: 'grid',
  gridTemplateRows: 'minmax(0, 1fr)',
  padding: '14px 16px',
  background: look.color.ground,
  borderInlineStart: `1px solid ${look.color.line}`,
  flex: 1,
  '@media': {
    [narrow]: {
      borderInlineStart: 0,
      padding: '10px 8px',
      selectors: { '[data-show=form] > &': { display: 'none' } },
    },
  },
})
export const phoneTabs = style({
  display: 'none',
  '@media': {
    [narrow]: {
      display: 'flex',
      justifyContent: 'space-between',
      padding: '4px 10px',
      borderBlockEnd: `1px solid ${look.color.line}`,
    },
  },
})
export const up = style({
  color: look.color.soft,
  fontWeight: look.weight.text,
  selectors: { '&:hover': { color: look.color.ink } },
  '@media': { [narrow]: { display: 'none' } },
})
export const upMark = style({
  color: look.color.soft,
  fontWeight: look.weight.text,
  '@media': { [narrow]: { display: 'none' } },
})
export const tags = style({ display: 'flex', gap: '6px', flex: 'none', '@media': { [narrow]: { display: 'none' } } })
export const steps = style({ display: 'flex' })
export const narrowOnly = style({ display: 'none', '@media': { [narrow]: { display: 'inline-flex' } } })

// Words in several languages.

export const languages = style({
  position: 'sticky',
  insetBlockStart: '-14px',
  zIndex: 3,
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px',
  padding: '8px 0',
  marginBlock: '-8px',
  background: look.color.paper,
  borderBlockEnd: `1px solid ${look.color.line}`,
  '@media': { [narrow]: { insetBlockStart: '-10px' } },
})
export const languageTab = style({
  display: 'inline-flex',
  gap: '7px',
  alignItems: 'center',
  padding: '3px 10px',
  minHeight: '30px',
  borderRadius: look.radius.round,
  color: look.color.mid,
  selectors: {
    '&:hover': { color: look.color.ink },
    '&[aria-pressed=true]': {
      background: look.color.accentSoft,
      color: look.color.accent,
      fontWeight: look.weight.medium,
    },
  },
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const missingCount = style({
  fontSize: look.size.tiny,
  fontWeight: look.weight.text,
  padding: '1px 6px',
  borderRadius: look.radius.round,
  background: look.color.amberSoft,
  color: look.color.amber,
})
export const words = style({ display: 'grid', gap: '4px', minWidth: 0, alignContent: 'start' })
export const missing = style({ fontSize: look.size.small, color: look.color.amber })

// What must be mended, and what somebody else did.

export const mend = style({
  display: 'grid',
  gap: '4px',
  padding: '8px 12px',
  borderRadius: look.radius.medium,
  background: look.color.warmSoft,
  color: look.color.warm,
})
export const mendLink = style({
  textDecoration: 'underline',
  textUnderlineOffset: '2px',
  '@media': { [narrow]: { minHeight: look.touch } },
})
export const conflict = style({
  display: 'grid',
  gap: look.space.s3,
  padding: '12px 14px',
  borderRadius: look.radius.large,
  background: look.color.amberSoft,
  color: look.color.amber,
})
export const conflictTitle = style({ fontWeight: look.weight.strong })
export const differences = style({
  display: 'grid',
  gap: '2px',
  fontSize: look.size.small,
  listStyle: 'disc',
  paddingInlineStart: '18px',
})

// Versions.

export const version = style({
  display: 'grid',
  gap: '6px',
  padding: '10px 14px',
  borderRadius: look.radius.large,
  selectors: {
    '&:hover': { background: look.color.hover },
    '&[aria-current=true]': { background: look.color.accentSoft },
  },
})
export const versionHead = style({ display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center' })
export const versionEnd = style({ marginInlineStart: 'auto', color: look.color.mid, fontSize: look.size.small })
export const versionSide = style({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  minWidth: 0,
  background: look.color.ground,
  borderInlineStart: `1px solid ${look.color.line}`,
  '@media': {
    [narrow]: { borderInlineStart: 0, selectors: { '[data-show=form] > &': { display: 'none' } } },
  },
})
export const versionTools = style({
  display: 'flex',
  flexWrap: 'wrap',
  gap: look.space.s3,
  alignItems: 'center',
  padding: '10px 16px',
  borderBlockEnd: `1px solid ${look.color.line}`,
})
export const versionDiff = style({ padding: '10px 16px', display: 'grid', gap: '4px' })
