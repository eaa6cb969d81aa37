import { type Moment, type Question, textIn } from '@earshot/sdk/contract'
import { type Html, html } from '../html.ts'
import type { Stand } from './stand.ts'
import { fill } from './time.ts'

type Message = Stand['complaint']['messages'][number]

/** The conversation: the customer's own words first, then what either side said since. */
export function talk(stand: Stand): Html {
  const { complaint, words, times } = stand
  return html`<section class="talk">
    <h2>${words.talk.title}</h2>
    <article class="you">
      <p class="who"><b>${words.talk.you}</b> ${times.brief(complaint.openedAt)}</p>
      ${said(stand)} ${photos(stand, complaint.said.attachments)}
    </article>
    ${complaint.messages.map((one) => message(stand, one))} ${agreed(stand)}
  </section>`
}

function message(stand: Stand, { by, author, words, at, attachments }: Message): Html {
  const { site, times } = stand
  const shop = author === null || author === site.name ? site.name : `${author}, ${site.name}`
  return html`<article class="${by === 'customer' ? 'you' : 'shop'}">
    <p class="who"><b>${by === 'customer' ? stand.words.talk.you : shop}</b> ${times.brief(at)}</p>
    ${words !== '' && html`<blockquote dir="auto">${words}</blockquote>`} ${photos(stand, attachments)}
  </article>`
}

/** The remedy that the customer accepted: what was promised, and who signed for it. */
function agreed({ complaint, words, times }: Stand): Html | false {
  const { remedy } = complaint
  if (remedy?.state !== 'accepted') return false
  const { signedBy, signedAt } = remedy
  return html`<article class="shop">
    <p class="who">${words.talk.wanted}</p>
    <blockquote dir="auto">${remedy.terms}</blockquote>
    ${signedBy !== null && signedAt !== null && html`<p class="who">${fill(words.talk.signed, { name: signedBy, when: times.brief(signedAt) })}</p>`}
  </article>`
}

/** The last words of the shop: what the customer is asked to say something to. */
export function lastFromShop({ complaint }: Stand): string | undefined {
  return complaint.messages.findLast(({ by }) => by === 'staff')?.words
}

/** What the customer said, in their own words first, then what they chose. */
function said({ complaint, feedback, moment, lang, words }: Stand): Html[] {
  const questions = new Map<string, Moment['questions'][number]>(moment?.questions.map((one) => [one.id, one]))
  const shown = Object.entries(complaint.said.answers).map(([id, answer]) => ({ question: questions.get(id), answer }))
  const isWords = ({ question }: (typeof shown)[number]) => !question || question.kind === 'text'
  const product =
    feedback.product === null ? undefined : (JSON.parse(feedback.product) as { name?: string; sku?: string })
  const chosen = shown
    .filter((one) => !isWords(one) && one.question?.kind !== 'photo')
    .map(({ question, answer }): [string, string] => [textIn(question!.label, lang), spoken(question!, answer, lang)])
  const about = product?.name ?? product?.sku
  if (about !== undefined) chosen.push([words.talk.product, about])
  return [
    ...shown.filter(isWords).map(({ answer }) => html`<blockquote dir="auto">${String(answer)}</blockquote>`),
    html`${
      chosen.length > 0 &&
      html`<dl>
        ${chosen.map(
          ([asked, answer]) =>
            html`<div>
              <dt>${asked}</dt>
              <dd dir="auto">${answer}</dd>
            </div>`,
        )}
      </dl>`
    }`,
  ]
}

/** Photos, small, and large where they are clicked. */
function photos({ path, words }: Stand, ids: readonly string[]): Html | false {
  const at = (id: string) => `${path}/attachments/${id}`
  return (
    ids.length > 0 &&
    html`<div class="photos">
      ${ids.map((id, i) => html`<a href="${at(id)}"><img src="${at(id)}?thumb" alt="${words.talk.photo} ${i + 1}" loading="lazy" /></a>`)}
    </div>`
  )
}

/** An answer as the form showed it. */
function spoken(question: Question, answer: unknown, lang: string): string {
  if (question.kind === 'satisfaction')
    return `${textIn(question.labels[Number(answer) - 1], lang)} (${String(answer)}/5)`
  const chosen: unknown[] = Array.isArray(answer) ? answer : [answer]
  const options = 'options' in question ? question.options : []
  return chosen
    .map((id) => textIn(options.find((option) => option.id === id)?.label, lang) || String(id))
    .join(lang === 'en' ? ', ' : '、')
}
