import { holds, type Moment, type Question } from '@earshot/sdk/contract'

/** The page of a moment, beside the style sheet of all pages. */
const STYLE = `
main { max-width: 32rem }
form { display: grid; gap: 22px; margin-top: 20px }
fieldset { border: 0; padding: 0; min-width: 0 } legend { padding: 0 }
section, fieldset, .field { display: grid; gap: 8px }
legend, .label, label.label { font-weight: 560; font-size: .9375rem } legend { margin-bottom: 8px }
legend.first { margin-bottom: 14px; font-weight: 650 } legend h1 { margin: 0 }
.hint, .optional { color: var(--soft); font-size: .875rem; font-weight: 400 }
.said { font-weight: 620; font-size: 1.0625rem }
.notice, .wrong { font-size: .9375rem; font-weight: 560 }
.notice { border: 1px solid #b3541e; border-left-width: 4px; border-radius: 12px; padding: 11px 15px; background: var(--wash); margin-top: 16px }
.wrong::before { content: "! "; font-weight: 700 }
.faces { display: grid; grid-template-columns: repeat(5, 1fr); margin: 0 -8px }
.faces label { position: relative; display: grid; justify-items: center; align-content: start; gap: 5px; padding: 4px 2px; text-align: center; font-size: .8125rem; line-height: 1.25; color: var(--mid); cursor: pointer }
.faces svg { width: 48px; height: 48px; padding: 2px; border-radius: 50% }
.faces path { fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
.faces label:has(:checked) { color: var(--accent); font-weight: 620 }
.faces :checked + svg path { stroke-width: 2.3; fill: color-mix(in srgb, var(--accent) 14%, transparent) }
.faces .low:has(:checked) { color: var(--warm) } .faces .low :checked + svg path { fill: color-mix(in srgb, var(--warm) 14%, transparent) }
:root { --warm: #a5461c } @media (prefers-color-scheme: dark) { :root { --warm: #eb9a6d } .notice { border-color: #e08a54 } }
.faces input, .chips input, .scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
.faces input:focus-visible + svg, .chips input:focus-visible + span, .scale input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px }
.chips { display: flex; flex-wrap: wrap; gap: 8px }
.chips label, .scale label { position: relative }
.chips span { display: block; min-height: 44px; padding: 10px 16px; border: 1.5px solid var(--soft); border-radius: 22px; line-height: 1.3 }
.chips :checked + span { border-color: var(--accent); background: color-mix(in srgb, var(--accent) 12%, var(--paper)); font-weight: 600 }
.chips :checked + span::before { content: "✓ " }
.scale { display: grid; grid-template-columns: repeat(auto-fit, minmax(44px, 1fr)); gap: 6px }
.scale span { display: grid; place-content: center; min-height: 46px; border: 1.5px solid var(--soft); border-radius: 10px; font-variant-numeric: tabular-nums }
.scale :checked + span { background: var(--fill); color: var(--on); border-color: var(--accent) }
.ends { display: flex; justify-content: space-between; gap: 12px }
textarea, input:not([type=radio], [type=checkbox], [type=hidden]) { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 12px; padding: 11px 13px; width: 100%; min-height: 48px }
textarea { resize: vertical } ::placeholder { color: var(--soft); opacity: 1 }
input[type=file] { border-style: dashed; font-size: .875rem }
:is(textarea, input):focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
[aria-invalid] { border-color: #b3541e; border-width: 2px }
button, .go { font: inherit; font-weight: 620; min-height: 50px; padding: 12px 20px; border-radius: 13px; border: 1.5px solid var(--accent); background: var(--fill); color: var(--on); cursor: pointer; text-decoration: none; text-align: center; display: block }
.trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden }
footer { margin-top: 22px; display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline } footer a { display: inline-block; padding: 6px 0 }
nav { display: flex; flex-wrap: wrap; gap: 0 14px; align-items: baseline } nav [aria-current] { color: var(--mid); font-weight: 600 }
.mark { width: 48px; height: 48px; border-radius: 50%; background: color-mix(in srgb, var(--accent) 14%, transparent); margin-bottom: 14px } .mark path { fill: none; stroke: var(--accent); stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round }
.slip { background: var(--wash); border: 1px solid var(--line); border-radius: 14px; padding: 15px 17px; margin: 18px 0; display: grid; gap: 10px }
.go + .quiet, p + .quiet { margin-top: 10px } .slip strong { font-size: 1.3125rem; font-variant-numeric: tabular-nums; display: block } ol { list-style: none; padding: 0; display: grid; gap: 8px; color: var(--soft) }
li { position: relative; padding-left: 24px } li::before { content: ""; position: absolute; left: 2px; top: .45em; width: 10px; height: 10px; border-radius: 50%; border: 2px solid var(--line) } li:first-child { color: var(--ink) } li:first-child::before { background: var(--accent); border-color: var(--accent) }
h1 + p { margin-top: 6px } .qr { display: block; background: #fff; border-radius: 12px; width: 200px; margin: 14px auto } .qr svg { display: block }
.kiosk main { max-width: 44rem } .kiosk .faces svg { width: min(104px, 15vw); height: min(104px, 15vw) } .kiosk .faces label { font-size: 1.0625rem } .kiosk button, .kiosk .chips span { min-height: 60px; font-size: 1.125rem; border-radius: 30px; padding: 15px 24px }
@media (forced-colors: active) { .faces :checked + svg, .chips :checked + span, .scale :checked + span { forced-color-adjust: none; background: Highlight; color: HighlightText } }
@media (prefers-reduced-motion: no-preference) { .chips span, .scale span { transition: background-color .12s } }`

/** Kinds whose answers a style sheet can see. */
const SEEN: ReadonlySet<Question['kind']> = new Set(['satisfaction', 'nps', 'effort', 'choice', 'choices', 'remedy'])

/**
 * The style sheet with the moment's conditions in it: without a script, what is not asked is not shown. A browser that
 * cannot look ahead (`:has`) shows everything, and the server leaves out what was not asked.
 */
export function momentStyle({ questions, headings }: Moment): string {
  const parts = [
    ...questions.map((question) => ({ id: partId(question), when: question.when })),
    ...headings.map(({ when }, at) => ({ id: headingId(at), when })),
  ]
  const rules = parts.flatMap(({ id, when = [] }) =>
    when.flatMap((test) => {
      const on = questions.find((question) => question.id === test.question)
      if (!on || !SEEN.has(on.kind)) return []
      const met = valuesOf(on).filter((value) => holds([test], { [on.id]: value }))
      const checked = met.map((value) => `[name="q.${on.id}"][value="${value}"]:checked`)
      const has = checked.length > 0 ? `:not(:has(${checked.join(',')}))` : ''
      return [`form${has} #${id}{display:none}`]
    }),
  )
  return rules.length > 0 ? `${STYLE}\n@supports selector(:has(*)) {${rules.join('')}}` : STYLE
}

/** Id of the part of the page that asks a question. */
export function partId({ id }: Question): string {
  return `p-${id}`
}

/** Id of a headline. */
export function headingId(at: number): string {
  return `h-${at}`
}

/** Answers that can be chosen. */
export function valuesOf(question: Question): (string | number)[] {
  if ('options' in question) return question.options.map(({ id }) => id)
  const [from, to] = question.kind === 'satisfaction' ? [1, 5] : question.kind === 'nps' ? [0, 10] : [1, 7]
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
