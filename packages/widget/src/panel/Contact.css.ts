import { globalStyle, style } from '@vanilla-extract/css'

export const contact = style({ display: 'grid', gap: 14 })
globalStyle(`${contact} small`, { display: 'block', marginBottom: 4 })
