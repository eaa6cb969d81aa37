import type { CustomerAct } from '@earshot/sdk/contract'
import { DEFAULT_LOOK } from '../../site/store.ts'
import { type Html, html, type Page } from '../html.ts'
import { pageStyle } from '../style.ts'
import { firstLanguage } from '../words.ts'
import type { Tried } from './field.ts'
import { besides, cards } from './offers.ts'
import type { Stand } from './stand.ts'
import { nextStep, steps } from './steps.ts'
import { STYLE } from './style.ts'
import { talk } from './talk.ts'
import { fill } from './time.ts'
import { type Words, wordsFor } from './words.ts'

/** What has just happened, told in one line above everything else. */
export interface Happened {
  /** Carried out. */
  done?: CustomerAct | undefined
  /** Not carried out: what was typed, and what was wrong with it. */
  tried?: Tried | undefined
  /** Not carried out, as the complaint stands otherwise by now. */
  changed?: boolean
}

/** The complaint's private page as it stands. */
export function pageOf(stand: Stand, { done, tried, changed = false }: Happened = {}): Page {
  const { complaint, site, words, standing } = stand
  const shown = tried && placed(stand, tried)
  return {
    lang: stand.lang,
    title: `${complaint.number} · ${site.name}`,
    style: pageStyle(site.look.theme.accent, STYLE),
    images: [complaint.said, ...complaint.messages].some(({ attachments }) => attachments.length > 0),
    forms: true,
    body: html`<main>
      <p class="quiet"><span class="number">${complaint.number}</span> · ${site.name}</p>
      <h1>${words.headline[standing]}</h1>
      ${notice(words, { done: asksAgain(stand, done) ? undefined : done, tried, changed })} ${steps(stand)} ${nextStep(stand)} ${cards(stand, shown)} ${talk(stand)}
      ${besides(stand, shown)} ${shown && !shown.placed && leftover(words, shown)}
      <footer class="quiet">
        <p>${words.foot.keep}</p>
        <p>${fill(words.foot.zone, { zone: stand.times.zone })}</p>
      </footer>
    </main>`,
  }
}

/** Whether another question waits since: what was thanked for is over, and stands only in the page's address. */
function asksAgain({ complaint: { stage, remedy }, reached }: Stand, done: CustomerAct | undefined): boolean {
  if (done !== 'decision') return false
  if (stage === 'confirming') return !!remedy?.signedAt && remedy.signedAt !== reached.confirming
  return stage === 'offered' || stage === 'explained'
}

function notice(words: Words, { done, tried, changed }: Happened): Html | false {
  const typed = ['words', 'name'].some((field) => tried?.fields[field]?.trim())
  if (changed)
    return html`<p class="notice" role="alert">${words.wrong.changed}${typed && html` ${words.wrong.kept}`}</p>`
  if (tried?.wrong !== undefined)
    return html`<p class="notice" role="alert">${words.wrong[tried.wrong]}${typed && html` ${words.wrong.kept}`}</p>`
  return done !== undefined && html`<p class="notice good" role="status">${words.done[done]}</p>`
}

/** Typed words whose form is gone go into another that takes words, so that they are not lost. */
function placed({ complaint }: Stand, tried: Tried): Tried & { placed: boolean } {
  const { possible, stage } = complaint
  const declined = tried.act === 'decision' && tried.fields['accept'] === 'no'
  const gone = !possible.includes(tried.act) || (declined && stage !== 'offered')
  if (!gone || !tried.fields['words']) return { ...tried, placed: true }
  const act = possible.find((one) => one === 'messages' || one === 'reopen')
  const fields = { words: tried.fields['words'] }
  return { act: act ?? tried.act, fields, photos: tried.photos, placed: act !== undefined }
}

/** What was typed and fits nowhere any more can at least be copied. */
function leftover(words: Words, { fields }: Tried): Html {
  return html`<section>
    <h2>${words.wrong.kept}</h2>
    <blockquote dir="auto">${fields['words']}</blockquote>
  </section>`
}

/** The one answer to a link that is unknown, damaged, or was renewed. */
export function unknownPage(acceptLanguage: string | undefined): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  return plainPage(lang, words.unknownTitle, html`<p>${words.unknown}</p>`)
}

/** The one answer to a link whose complaint was erased. */
export function erasedPage(acceptLanguage: string | undefined): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  return plainPage(lang, words.erasedTitle, html`<p>${words.erased}</p>`)
}

/** A form that another site's page sent. */
export function foreignPage(acceptLanguage: string | undefined, path: string): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  const { foreignTitle, foreign, back } = words.wrong
  return plainPage(lang, foreignTitle, html`<p>${foreign}</p><p><a href="${path}">${back}</a></p>`)
}

/** Nothing can be taken at the moment: too much came, or the store is away. */
export function busyPage(acceptLanguage: string | undefined): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  return plainPage(lang, words.wrong.busyTitle, html`<p>${words.wrong.busy}</p>`)
}

function plainPage(lang: string, title: string, more: Html): Page {
  return {
    lang,
    title,
    style: pageStyle(DEFAULT_LOOK.theme.accent, 'h1 { margin-bottom: 10px }'),
    body: html`<main>
      <h1>${title}</h1>
      ${more}
    </main>`,
  }
}
