/** The complaint's page, beside the style sheet of all pages. */
export const STYLE = `
main { max-width: 34rem; display: grid; gap: 22px; grid-template-columns: minmax(0, 1fr) }
h1 { margin-top: -16px }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.notice { border: 1px solid #b3541e; border-left-width: 4px; border-radius: 12px; padding: 11px 15px; background: var(--wash) }
.notice.good { border-color: var(--accent) }
ol { list-style: none; padding: 0 }
li { position: relative; padding: 0 0 16px 32px; color: var(--soft) }
li:last-child { padding-bottom: 0 }
li::before { content: ""; position: absolute; left: 4px; top: 6px; width: 13px; height: 13px; border-radius: 50%; border: 2px solid var(--line); background: var(--paper) }
li:not(:last-child)::after { content: ""; position: absolute; left: 10px; top: 21px; bottom: -5px; width: 1.5px; background: var(--line) }
li.done, li.now { color: var(--ink) }
li.now { font-weight: 620 }
li.done::before { background: var(--accent); border-color: var(--accent) }
li.done:not(:last-child)::after { background: var(--accent) }
li.now::before { border: 4px solid var(--accent) }
small { display: block; font-size: .875rem; font-weight: 400; color: var(--soft) }
.next { background: var(--wash); border-radius: 14px; padding: 13px 16px; display: grid; gap: 4px }
.card { border: 1.5px solid var(--accent); border-radius: 16px; padding: 18px; display: grid; gap: 14px }
.card h2 + p { margin-top: -8px }
.terms, .plain, blockquote { white-space: pre-wrap }
.terms { font-size: 1.125rem; line-height: 1.45; font-weight: 560 }
form, .field { display: grid; gap: 6px } form { gap: 14px }
label, legend { font-weight: 560; font-size: .9375rem; padding: 0 }
.hint { color: var(--soft); font-size: .875rem }
textarea, input:not([type]), input[type=file] { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 12px; padding: 11px 13px; width: 100%; min-height: 46px }
textarea { resize: vertical }
input[type=file] { border-style: dashed; font-size: .875rem }
::file-selector-button { font: inherit; font-weight: 560; color: var(--ink); background: var(--wash); border: 1px solid var(--soft); border-radius: 9px; padding: 6px 12px; margin-inline-end: 10px; cursor: pointer }
:is(textarea, input):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
[aria-invalid] { border-color: #b3541e; border-width: 2px }
.wrong { font-size: .9375rem; font-weight: 560 }
.wrong::before { content: "! "; font-weight: 700 }
button.second { background: none; color: var(--ink); border-color: var(--soft) }
fieldset { border: 0; padding: 0; min-width: 0 } legend { margin-bottom: 8px }
.scale { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px }
.scale label { position: relative }
.scale input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer }
.scale span { display: grid; place-content: center; justify-items: center; line-height: 1.15; min-height: 58px; border: 1.5px solid var(--soft); border-radius: 12px; font-size: 1.0625rem; font-variant-numeric: tabular-nums }
.scale small { font-size: .75rem; color: inherit }
.scale input:checked + span { background: var(--fill); color: var(--on); border-color: var(--accent) }
.scale input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 3px }
summary { cursor: pointer; min-height: 44px; display: flex; align-items: center; gap: 10px; font-weight: 560; color: var(--mid); list-style: none }
summary::-webkit-details-marker { display: none }
summary::before { content: "+"; font-weight: 400; font-size: 1.25rem; width: 14px; text-align: center; color: var(--accent) }
details[open] > summary::before { content: "−" }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 8px }
details > form { padding: 4px 0 14px }
.card details > summary { justify-content: center }
.besides { border-top: 1px solid var(--line); padding-top: 6px } .besides:not(:has(form)) { display: none }
.besides details + details { border-top: 1px solid var(--line) }
.talk { display: grid; gap: 10px }
article { border-radius: 16px; padding: 14px 16px; display: grid; gap: 8px; background: var(--wash); border: 1px solid var(--line) }
article.shop { background: color-mix(in srgb, var(--accent) 9%, var(--paper)); border-color: transparent; margin-inline-start: clamp(0px, 6vw, 32px) }
article.past { background: none; border: 1px dashed var(--line) } .past blockquote { color: var(--mid) }
article.you { margin-inline-end: clamp(0px, 6vw, 32px) }
.who { color: var(--mid); font-size: .8125rem }
.who b { font-weight: 560; margin-inline-end: 6px }
.who time, li time { white-space: nowrap }
dl { display: grid; gap: 8px } dt { color: var(--mid); font-size: .8125rem } dd { margin: 0 }
.photos { display: flex; flex-wrap: wrap; gap: 10px }
.photos a { display: block; border-radius: 10px }
.photos img { display: block; width: 96px; height: 96px; object-fit: cover; border-radius: 10px; border: 1px solid var(--line) }
footer { display: grid; gap: 6px }
@media (prefers-color-scheme: dark) { .notice:not(.good), [aria-invalid] { border-color: #e08a54 } }
@media (prefers-reduced-motion: no-preference) { button, .scale span { transition: background-color .15s } }
@media (forced-colors: active) { .scale input:checked + span { forced-color-adjust: none; background: Highlight; color: HighlightText } li.done::before { forced-color-adjust: none; background: CanvasText } }
@media print {
  :root { --ink: #000; --mid: #333; --soft: #444; --paper: #fff; --ground: #fff; --wash: #fff; --line: #bbb }
  body { padding: 0 } main { max-width: none; border: 0; box-shadow: none; padding: 0 }
  form, details, .besides, .notice, footer p:first-child { display: none }
  .card:not(:has(.terms)) { display: none }
  li::before { print-color-adjust: exact } article, .card, li { break-inside: avoid }
}`
