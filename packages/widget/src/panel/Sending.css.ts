import { globalStyle, keyframes, style } from '@vanilla-extract/css'
import { corner, warm, warmTint } from '../theme/tokens.css.ts'

export const failure = style({
  display: 'block',
  marginBottom: 14,
  padding: '12px 14px',
  borderRadius: corner,
  background: warmTint,
  color: warm,
  fontSize: 15,
})
const beat = keyframes({ '50%': { opacity: 0.25 } })
export const dots = style({
  position: 'absolute',
  inset: 0,
  margin: 'auto',
  width: 28,
  height: 6,
  background: 'radial-gradient(circle,currentColor 3px,transparent 3.500px) 0 0/11px 6px',
  '@media': { '(prefers-reduced-motion:no-preference)': { animation: `${beat} 1.2s infinite` } },
})

// Where people choose their own colours, ours go: what is chosen, and the button that sends, stand out by theirs.
// By element rather than by class, as each class taken from the open form makes it larger.
const FORCED = '(forced-colors:active)'
globalStyle('[role] label:has(:checked)', {
  '@media': { [FORCED]: { forcedColorAdjust: 'none', background: 'Highlight', color: 'HighlightText' } },
})
globalStyle('[role] :checked+svg path', { '@media': { [FORCED]: { fill: 'none' } } })
globalStyle('form [aria-busy]', {
  '@media': { [FORCED]: { forcedColorAdjust: 'none', background: 'ButtonText', color: 'ButtonFace' } },
})
