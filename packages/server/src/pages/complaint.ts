import { type Moment, type Question, textIn } from '@earshot/sdk/contract'
import { findComplaint } from '../complaint/store.ts'
import type { ComplaintTable, FeedbackTable } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK, getSite, type Site } from '../site/store.ts'
import { type Html, html, type Page, sendPage } from './html.ts'
import { pageStyle } from './style.ts'
import { firstLanguage, wordsFor } from './words.ts'

/** The complaint's private page: whoever has the link may read it, without login or script. */
export function complaintPage({ database }: Services): Endpoint {
  return {
    summary: "A complaint's private page",
    answers: { 200: 'text/html', 404: 'text/html' },
    async handle(request, reply) {
      const { token } = request.params as { token: string }
      const found = await findComplaint(database, token)
      const site = found && (await getSite(database, found.complaint.site_id))
      if (!found || !site) return sendPage(reply.code(404), unknownPage(request.headers['accept-language']))
      const asked = (await loadMoments(database, site.id)).get(found.feedback.moment)
      const moment = asked?.versions.get(found.feedback.moment_version) ?? asked?.current
      return sendPage(reply, page(site, moment, found.complaint, found.feedback, token))
    },
  }
}

const STYLE = `
h1 { margin: 6px 0 24px }
ol { list-style: none; padding: 0 }
li { position: relative; padding: 0 0 18px 32px; color: var(--soft) }
li::before { content: ""; position: absolute; left: 4px; top: 6px; width: 13px; height: 13px; border-radius: 50%; border: 2px solid var(--line); background: var(--paper) }
li:not(:last-child)::after { content: ""; position: absolute; left: 10px; top: 21px; bottom: -5px; width: 1.5px; background: var(--line) }
li.done { color: var(--ink); font-weight: 560 }
li.done::before { background: var(--accent); border-color: var(--accent) }
li small { display: block; font-weight: 400; color: var(--soft) }
.said { background: var(--wash); border: 1px solid var(--line); border-radius: 14px; padding: 16px 18px; display: grid; gap: 10px; margin: 6px 0 22px }
.said blockquote { white-space: pre-wrap; font-size: 1.0625rem; line-height: 1.5 }
.said dl { display: grid; gap: 2px } .said dt { color: var(--soft); font-size: .875rem }
.said dd { margin: 0 }
.photos { display: flex; flex-wrap: wrap; gap: 10px }
.photos img { display: block; width: 96px; height: 96px; object-fit: cover; border-radius: 10px; border: 1px solid var(--line) }
@media print { body { background: none; padding: 0 } main { border: 0; box-shadow: none } }`

function page(
  site: Site,
  moment: Moment | undefined,
  complaint: ComplaintTable,
  feedback: FeedbackTable,
  link: string,
): Page {
  const { lang, words } = wordsFor(feedback.locale ?? site.look.locale)
  const opened = new Date(complaint.opened_at)
  const when = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short', timeZone: site.timeZone })
  return {
    lang,
    title: `${complaint.number} · ${site.name}`,
    style: pageStyle(site.look.theme.accent, STYLE),
    images: feedback.attachments !== '[]',
    body: html`<main>
      <p class="quiet"><span class="number">${complaint.number}</span> · ${site.name}</p>
      <h1>${words.headline}</h1>
      <ol>
        <li class="done">
          ${words.registered}<small><time datetime="${opened.toISOString()}">${when.format(opened)}</time></small>
        </li>
        <li>${words.steps.looked}</li>
        <li>${words.steps.agree}</li>
      </ol>
      <section class="said">
        <h2>${words.youSaid}</h2>
        ${said(feedback, moment, lang)} ${photos(feedback, link, words.photo)}
      </section>
      <p class="quiet">${words.keep}</p>
    </main>`,
  }
}

/** What the customer said, in their own words first, then what they chose. */
function said(feedback: FeedbackTable, moment: Moment | undefined, lang: string): Html[] {
  const answers = JSON.parse(feedback.answers) as Record<string, unknown>
  const questions = new Map(moment?.questions.map((question) => [question.id, question]))
  const shown = Object.entries(answers).map(([id, answer]) => ({ question: questions.get(id), answer }))
  const isWords = ({ question }: (typeof shown)[number]) => !question || question.kind === 'text'
  return [
    ...shown.filter(isWords).map(({ answer }) => html`<blockquote dir="auto">${String(answer)}</blockquote>`),
    ...shown
      .filter((one) => !isWords(one) && one.question?.kind !== 'photo')
      .map(
        ({ question, answer }) =>
          html`<dl>
            <dt>${textIn(question!.label, lang)}</dt>
            <dd>${spoken(question!, answer, lang)}</dd>
          </dl>`,
      ),
  ]
}

/** What the customer showed: small, and large where it is clicked. */
function photos(feedback: FeedbackTable, link: string, name: string): Html | false {
  const ids = JSON.parse(feedback.attachments) as string[]
  const at = (id: string) => `/c/${link}/attachments/${id}`
  return (
    ids.length > 0 &&
    html`<div class="photos">
      ${ids.map((id, i) => html`<a href="${at(id)}"><img src="${at(id)}?thumb" alt="${name} ${i + 1}" loading="lazy" /></a>`)}
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

function unknownPage(acceptLanguage: string | undefined): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  return {
    lang,
    title: words.unknownTitle,
    style: pageStyle(DEFAULT_LOOK.theme.accent, 'h1 { margin-bottom: 10px }'),
    body: html`<main>
      <h1>${words.unknownTitle}</h1>
      <p>${words.unknown}</p>
    </main>`,
  }
}
