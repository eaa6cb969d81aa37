import { globalStyle } from '@vanilla-extract/css'
import { look } from './tokens.css.ts'

// Forms, focus and print of every screen. What a part looks like stands beside the part.

globalStyle('*, *::before, *::after', { boxSizing: 'border-box', margin: 0 })
globalStyle(':root', { colorScheme: 'light dark', accentColor: look.color.accent })
globalStyle(':root[data-scheme=light]', { colorScheme: 'light' })
globalStyle(':root[data-scheme=dark]', { colorScheme: 'dark' })
// Paper is white.
globalStyle(':root:root', { '@media': { print: { colorScheme: 'light' } } })
globalStyle('html, body, #app', { '@media': { print: { height: 'auto !important' } } })
globalStyle('html', { height: '100%' })
globalStyle('body', {
  font: `${look.size.text}/1.45 ${look.font.text}`,
  fontSynthesis: 'none',
  color: look.color.ink,
  background: look.color.ground,
  height: '100%',
  overflowWrap: 'anywhere',
  WebkitTextSizeAdjust: '100%',
})
// Korean has spaces between its words, and is broken there.
globalStyle(':lang(ko)', { wordBreak: 'keep-all' })
globalStyle('#app', { height: '100%' })
globalStyle('h1, h2, h3, h4', { font: 'inherit', fontWeight: look.weight.strong })
globalStyle('a', { color: 'inherit', textDecoration: 'none' })
globalStyle('button, input, select, textarea', { font: 'inherit', color: 'inherit', letterSpacing: 'inherit' })
globalStyle('button', { background: 'none', border: 0, padding: 0, cursor: 'pointer', textAlign: 'start' })
globalStyle('button:disabled', { cursor: 'default' })
globalStyle('ul, ol', { listStyle: 'none', padding: 0 })
globalStyle('dd', { margin: 0 })
globalStyle('fieldset', { border: 0, padding: 0, minWidth: 0 })
globalStyle('table', { borderCollapse: 'collapse' })
globalStyle('dialog', { color: 'inherit' })
globalStyle('[hidden]', { display: 'none !important' })
// Within a field of a date the browser gives parts of its own the focus, and tells the field nothing.
globalStyle(':focus-visible, input:is([type=date], [type=datetime-local], [type=time]):focus-within', {
  outline: `2px solid ${look.color.accent}`,
  outlineOffset: '1px',
})
globalStyle('::placeholder', { color: look.color.soft, opacity: 1 })
globalStyle('::selection', { background: look.color.accentSoft })
