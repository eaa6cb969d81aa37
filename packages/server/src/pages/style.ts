import { inkOn, readableOn } from './accent.ts'

/** What stands behind the text, by day and by night. */
const PAPER = { light: '#ffffff', dark: '#211f1a' }

/**
 * The style sheet of server-rendered pages: one quiet column on a warm ground.
 *
 * @param accent the shop's colour, `#rrggbb`, checked by the contract
 * @param more rules of the page's own
 */
export function pageStyle(accent: string, more = ''): string {
  const day = readableOn(PAPER.light, accent)
  const night = readableOn(PAPER.dark, accent)
  return `
:root { --accent: ${day}; --fill: ${accent}; --on: ${inkOn(accent)}; --ink: #1d1b16; --mid: #57534a; --soft: #726c60; --line: #e6e1d7; --paper: ${PAPER.light}; --ground: #f1eee8; --wash: #f8f6f2; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --accent: ${night}; --fill: ${night}; --on: ${inkOn(night)}; --ink: #f2efe8; --mid: #c4beb2; --soft: #a09889; --line: #38342c; --paper: ${PAPER.dark}; --ground: #15130f; --wash: #2a2721 } }
*, ::before, ::after { box-sizing: border-box; margin: 0 }
:lang(ko) { word-break: keep-all }
html { -webkit-text-size-adjust: 100% }
body { font: 16px/1.55 system-ui, "Noto Sans", "Noto Sans CJK TC", "Noto Sans CJK KR", sans-serif; color: var(--ink); background: var(--ground); min-height: 100vh; padding: clamp(16px, 6vh, 72px) 16px; overflow-wrap: anywhere }
main { max-width: 30rem; margin: 0 auto; background: var(--paper); border: 1px solid var(--line); border-radius: 20px; padding: clamp(22px, 6vw, 34px); box-shadow: 0 24px 60px -32px #1d1b1659 }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.015em; font-weight: 650; text-wrap: balance }
h2 { font-size: .875rem; font-weight: 600; color: var(--mid); letter-spacing: 0 }
p { text-wrap: pretty }
a { color: inherit; text-underline-offset: 3px }
a:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px }
button, .button { font: inherit; font-weight: 620; min-height: 48px; padding: 10px 18px; border-radius: 13px; border: 1.5px solid var(--accent); background: var(--fill); color: var(--on); cursor: pointer }
.quiet { color: var(--soft); font-size: .875rem }
.number { font-variant-numeric: tabular-nums; white-space: nowrap }
${more}`
}
