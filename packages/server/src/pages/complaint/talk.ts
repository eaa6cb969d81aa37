import { type Moment, type Question, textIn } from '@earshot/sdk/contract'
import { type Html, html } from '../html.ts'
import type { Stand } from './stand.ts'
import { fill } from './time.ts'

type Message = Stand['complaint']['messages'][number]

type Offer = Stand['complaint']['offers'][number]

/** The conversation: the customer's own words first, then what either side said and offered since. */
export function talk(stand: Stand): Html {
  const { complaint, words, times } = stand
  return html`<section class="talk">
    <h2>${words.talk.title}</h2>
    <article class="you">
      <p class="who"><b>${words.talk.you}</b> ${times.brief(complaint.openedAt)}</p>
      ${said(stand)} ${photos(stand, complaint.said.attachments)}
    </article>
    ${since(stand)}
  </section>`
}

/** What is on offer now stands in a card of its own, with its forms. */
function since(stand: Stand): Html[] {
  const { messages, offers } = stand.complaint
  // Of the same moment, the words come before the offer that they announce.
  const parts = [
    ...messages.map((one) => ({ at: one.at, part: message(stand, one) })),
    ...offers
      .filter(({ state }) => state !== 'offered')
      .map((one) => ({ at: one.offeredAt!, part: offered(stand, one) })),
  ]
  return parts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ part }) => part)
}

function message(stand: Stand, { by, author, words, at, attachments }: Message): Html {
  const { site, times } = stand
  const shop = author === null || author === site.name ? site.name : `${author}, ${site.name}`
  return html`<article class="${by === 'customer' ? 'you' : 'shop'}">
    <p class="who"><b>${by === 'customer' ? stand.words.talk.you : shop}</b> ${times.brief(at)}</p>
    ${words !== '' && html`<blockquote dir="auto">${words}</blockquote>`} ${photos(stand, attachments)}
  </article>`
}

/** A remedy that was offered: its terms, who signed for it, and what became of it. */
function offered({ words, times }: Stand, { state, terms, offeredAt, endedAt, signedBy, signedAt }: Offer): Html {
  const signed = signedBy !== null && signedAt !== null
  const ended = state !== 'accepted' && state !== 'offered' && state !== 'proposed' && endedAt !== null
  return html`<article class="shop${ended && ' past'}">
    <p class="who"><b>${words.talk.offered}</b> ${times.brief(offeredAt!)}</p>
    <blockquote dir="auto">${terms}</blockquote>
    ${signed && html`<p class="who">${fill(words.talk.signed, { name: signedBy, when: times.brief(signedAt) })}</p>`}
    ${ended && html`<p class="who">${fill(words.talk.ended[state], { when: times.brief(endedAt) })}</p>`}
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
