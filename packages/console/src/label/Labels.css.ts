import { style, styleVariants } from '@vanilla-extract/css'

export const dot = style({ width: '8px', height: '8px', borderRadius: '50%', flex: 'none', display: 'inline-block' })

/** Colours that a shop may give its labels. The name stands beside each. */
export const colour = styleVariants({
  grey: { background: 'light-dark(#8a8478, #a09989)' },
  red: { background: 'light-dark(#c0392b, #e57368)' },
  orange: { background: 'light-dark(#cc6a1f, #e8955a)' },
  yellow: { background: 'light-dark(#c79a2b, #d9b552)' },
  green: { background: 'light-dark(#4c8b36, #85bd70)' },
  teal: { background: 'light-dark(#14796b, #5fc0ae)' },
  blue: { background: 'light-dark(#2f6db3, #74a9e2)' },
  purple: { background: 'light-dark(#7a55a8, #b191d8)' },
  pink: { background: 'light-dark(#b94a83, #e08bb6)' },
})
