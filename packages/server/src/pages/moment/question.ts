import type { Question } from '@earshot/sdk/contract'
import { type Html, html } from '../html.ts'
import type { Ask } from './ask.ts'
import { partId, valuesOf } from './style.ts'
import type { Wrong } from './words.ts'

/** What was typed before, where something was wrong with it. */
export interface Typed {
  /** By field, all that was sent under its name. */
  fields: ReadonlyMap<string, readonly string[]>
  photos: readonly string[]
  /** By question, or `form` for the whole. */
  wrong: Readonly<Record<string, Wrong | undefined>>
}

export const NOTHING: Typed = { fields: new Map(), photos: [], wrong: {} }

/** Told apart by shape alone: brows and frown, frown, flat, smile, open mouth. The panel's own. */
const FACES = [
  'M12 13l5 3m11-3-5 3m-8 3v.5m10-.5v.5M13.5 28q6.5-6.5 13 0',
  'M15 16v1m10-1v1M14 27.5q6-4.5 12 0',
  'M15 16v1m10-1v1M14 26h12',
  'M15 16v1m10-1v1M13 24q7 6.5 14 0',
  'M15 14.5v1m10-1v1M12 22h16a8 8 0 0 1-16 0z',
].map((face) => `M20 3.5a16.5 16.5 0 1 0 .01 0z${face}`)

/** Kinds of question that a page without script can ask. */
export function canAsk(question: Question, { items, kiosk, followup }: Ask): boolean {
  // How to reach somebody whose complaint it is, the shop knows.
  if (question.kind === 'contact') return followup === undefined
  if (question.kind === 'product') return items.length > 0
  // Nobody leaves their photos on the shop's tablet.
  if (question.kind === 'photo') return !kiosk
  return question.kind !== 'voice'
}

/** One question. The first of the page is its headline. */
export function asking(question: Question, ask: Ask, typed: Typed, first: boolean): Html {
  const { say, words } = ask
  const wrong = typed.wrong[question.id]
  const id = `q-${question.id}`
  const by = [wrong !== undefined && `${id}-wrong`, question.hint && `${id}-hint`].filter(Boolean).join(' ')
  const marks = html`${by && html` aria-describedby="${by}"`}`
  const label = html`${say(question.label)}${!question.required && !first && question.kind !== 'contact' && html` <span class="optional">${words.optional}</span>`}`
  const told = html`${wrong !== undefined && html`<p class="wrong" id="${id}-wrong">${words.wrong[wrong]}</p>`}${question.hint && html`<p class="hint" id="${id}-hint">${say(question.hint)}</p>`}`
  if (question.kind === 'text' || question.kind === 'photo') {
    const invalid = wrong !== undefined && html` aria-invalid="true"`
    const more = html`${marks}${invalid}`
    return html`<section id="${partId(question)}">
      ${first ? html`<h1><label for="${id}">${label}</label></h1>` : html`<label class="label" for="${id}">${label}</label>`}
      ${question.kind === 'text' ? text(question, ask, typed, id, more) : photos(ask, typed, id, more)} ${told}
    </section>`
  }
  return html`<fieldset id="${partId(question)}"${marks}>
    <legend${first && html` class="first"`}>${first ? html`<h1>${label}</h1>` : label}</legend>
    ${choices(question, ask, typed, first)} ${told}
  </fieldset>`
}

type Chosen = Exclude<Question, { kind: 'text' | 'photo' }>

function choices(question: Chosen, ask: Ask, typed: Typed, first: boolean): Html {
  const { say } = ask
  const name = `q.${question.id}`
  const was = new Set(typed.fields.get(name))
  // A question that may be hidden must not hold the form back: the server looks after it.
  const must = question.required && first && html` required`
  const input = (type: string, value: string | number) =>
    html`<input type="${type}" name="${name}" value="${value}"${must}${was.has(String(value)) && html` checked`} />`
  switch (question.kind) {
    case 'satisfaction':
      return html`<div class="faces">
        ${FACES.map(
          (face, at) =>
            html`<label class="${at < 2 ? 'low' : ''}"
              >${input('radio', at + 1)}<svg viewBox="0 0 40 40" aria-hidden="true"><path d="${face}" /></svg
              ><span>${say(question.labels[at])}</span></label
            >`,
        )}
      </div>`
    case 'nps':
    case 'effort':
      return html`<div class="scale">
          ${valuesOf(question).map((value) => html`<label>${input('radio', value)}<span>${value}</span></label>`)}
        </div>
        ${(question.low ?? question.high) && html`<p class="ends hint"><span>${say(question.low)}</span><span>${say(question.high)}</span></p>`}`
    case 'choice':
    case 'remedy':
    case 'choices':
      return html`<div class="chips">
        ${question.options.map(
          ({ id, label }) =>
            html`<label>${input(question.kind === 'choices' ? 'checkbox' : 'radio', id)}<span>${say(label)}</span></label>`,
        )}
      </div>`
    case 'product':
      return html`<div class="chips">
        ${ask.items.map((item) => html`<label>${input('checkbox', item)}<span dir="auto">${item}</span></label>`)}
      </div>`
    case 'contact':
      return contact(question, ask, typed)
    case 'voice':
      return html``
  }
}

/** Longest words where a question does not say otherwise; as the contract has it. */
const TEXT_MAX = 5000

function text(question: Extract<Question, { kind: 'text' }>, { say }: Ask, typed: Typed, id: string, more: Html): Html {
  const name = `q.${question.id}`
  // The line end after the tag is not part of the value; without it, one that was typed first would be lost.
  const value = html`${'\n'}${typed.fields.get(name)?.[0] ?? ''}`
  const hint = question.placeholder && html` placeholder="${say(question.placeholder)}"`
  return html`<textarea id="${id}" name="${name}" rows="3" maxlength="${question.maxLength ?? TEXT_MAX}" dir="auto"${hint}${more}>${value}</textarea>`
}

function photos({ words }: Ask, { photos: kept }: Typed, id: string, more: Html): Html {
  return html`<input id="${id}" type="file" name="photos" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" multiple${more} />
    <p class="hint">${words.photosHint}</p>
    ${kept.length > 0 && html`<p class="hint">${words.photosKept.replace('{count}', String(kept.length))}</p>`}
    ${kept.map((photo) => html`<input type="hidden" name="photo" value="${photo}" />`)}`
}

const TYPES = { email: 'email', phone: 'tel', name: 'text', company: 'text', address: 'text' } as const
const KNOWN = {
  email: 'email',
  phone: 'tel',
  name: 'name',
  company: 'organization',
  address: 'street-address',
} as const

function contact(question: Extract<Question, { kind: 'contact' }>, ask: Ask, typed: Typed): Html {
  const { words, kiosk, site } = ask
  return html`${question.fields.map((field) => {
    const id = `c-${field}`
    const value = typed.fields.get(`c.${field}`)?.[0] ?? ''
    const wrong = typed.wrong[question.id] !== undefined && (field === 'email' || field === 'phone')
    return html`<div class="field">
      <label class="hint" for="${id}">${words.fields[field]}</label>
      <input id="${id}" type="${TYPES[field]}" name="c.${field}" value="${value}" maxlength="${field === 'address' ? 500 : 200}" autocomplete="${kiosk ? 'off' : KNOWN[field]}" dir="auto"${wrong && html` aria-invalid="true"`} />
    </div>`
  })}
  ${site.look.privacyUrl !== null && html`<p class="hint"><a href="${site.look.privacyUrl}" rel="noopener" target="_blank">${words.privacy}</a></p>`}`
}
