import { type Heading, type Receipt, holds, uuidv7 } from '@earshot/sdk/contract'
import { DEFAULT_LOOK } from '../../site/store.ts'
import { Html, html, type Page } from '../html.ts'
import { pageStyle } from '../style.ts'
import { firstLanguage } from '../words.ts'
import type { Ask } from './ask.ts'
import { asking, canAsk, NOTHING, type Typed } from './question.ts'
import { headingId, momentStyle } from './style.ts'
import { wordsFor } from './words.ts'

/** The questions of a moment, as a form that needs no script. */
export function formPage(ask: Ask, typed: Typed = NOTHING): Page {
  const { moment, site, words, path, query, lang } = ask
  const questions = moment.questions.filter((question) => canAsk(question, ask))
  const [first, ...others] = questions
  const whole = typed.wrong['form'] ?? Object.values(typed.wrong)[0]
  const id = typed.fields.get('id')?.[0] ?? (ask.followup ? ask.id : uuidv7())
  // Beside the question that parts the two roads stand the words that thank for taking the unhappy one.
  const headings = moment.headings.flatMap((heading, at) => (heading.when ? [said(ask, heading, at)] : []))
  return {
    lang: ask.locale,
    title: `${ask.say(moment.title)} · ${site.name}`,
    style: pageStyle(site.look.theme.accent, momentStyle(moment)),
    forms: true,
    body: around(
      ask,
      html`<main>
        <p class="quiet" lang="${lang}">${about(ask)}</p>
        ${whole !== undefined && html`<p class="notice" role="alert" lang="${lang}">${words.wrong[whole]}</p>`}
        <form method="post" action="${path}${query}" enctype="multipart/form-data"${ask.kiosk && html` autocomplete="off"`}>
          <input type="hidden" name="id" value="${id}" />
          <input type="hidden" name="version" value="${moment.version}" />
          <p class="trap" aria-hidden="true"><input name="website" tabindex="-1" autocomplete="off" aria-label="-" /></p>
          ${first && asking(first, ask, typed, true)} ${headings} ${others.map((one) => asking(one, ask, typed, false))}
          <button lang="${lang}">${words.send}</button>
        </form>
        ${foot(ask)}
      </main>`,
    ),
  }
}

/** Whom it greets and what it is about, in one quiet line. */
function about({ name, order, followup, site, words, say, moment }: Ask): Html {
  const number = followup?.number ?? undefined
  const parts = [
    site.name,
    name !== undefined && words.hello.replace('{name}', () => name),
    number ?? (order !== undefined && words.order.replace('{id}', () => order)),
    moment.note && say(moment.note),
  ].filter((part) => typeof part === 'string' && part !== '')
  return html`${parts.join(' · ')}`
}

function said({ say }: Ask, { title, note }: Heading, at: number): Html {
  return html`<p class="said" id="${headingId(at)}">${say(title)}${note && html` <span class="hint">${say(note)}</span>`}</p>`
}

/** Other languages, and who keeps it. */
function foot({ site, words, path, kiosk, locale, lang }: Ask): Html {
  const { locales, privacyUrl } = site.look
  const more = kiosk ? '&kiosk' : ''
  return html`<footer class="quiet">
    <span lang="${lang}">${words.kept.replace('{shop}', () => site.name)}</span>
    ${privacyUrl !== null && html`<a href="${privacyUrl}" rel="noopener" target="_blank" lang="${lang}">${words.privacy}</a>`}
    ${
      locales.length > 1 &&
      html`<nav aria-label="${words.language}">
        ${locales.map((one) =>
          one === locale
            ? html`<span aria-current="true" lang="${one}">${nameOf(one)}</span>`
            : html`<a href="${path}?lang=${one}${more}" lang="${one}" hreflang="${one}">${nameOf(one)}</a>`,
        )}
      </nav>`
    }
  </footer>`
}

function nameOf(locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
}

function around({ kiosk }: Ask, body: Html): Html {
  return kiosk ? html`<div class="kiosk">${body}</div>` : body
}

/** What is said once it is on disk. @param qr the complaint's link as an image to scan, on a tablet */
export function thanksPage(
  ask: Ask,
  receipt: Receipt | undefined,
  answers: Record<string, unknown>,
  qr?: string,
): Page {
  const { words, say, moment, site, lang, locale } = ask
  const complaint = receipt?.complaint
  const after = moment.after.find(({ when }) => holds(when, answers)) ?? moment.after[0]!
  const says = words.thanks
  const title = complaint ? says.onIt : receipt ? say(after.title) : says.already
  const note = receipt ? (complaint ? say(after.note ?? after.title) : say(after.note)) : says.alreadyMore
  return {
    lang: locale,
    title: `${title} · ${site.name}`,
    style: pageStyle(site.look.theme.accent, momentStyle(moment)),
    body: around(
      ask,
      html`<main>
        ${!complaint && html`<svg class="mark" viewBox="0 0 44 44" aria-hidden="true"><path d="m14 22.5 6 6 11-12" /></svg>`}
        <div role="status"><h1>${title}</h1>
        ${note !== '' && html`<p>${note}</p>`}</div> ${complaint && slip(ask, receipt, complaint, qr)}
        ${ask.kiosk && html`<p><a class="go" href="${ask.path}${ask.query}" lang="${lang}">${says.anew}</a></p>`}
        <footer class="quiet"><span lang="${lang}">${words.kept.replace('{shop}', () => site.name)}</span></footer>
      </main>`,
    ),
  }
}

function slip(
  { words, locale, lang, site, kiosk }: Ask,
  { receivedAt }: Receipt,
  { number, url }: NonNullable<Receipt['complaint']>,
  qr: string | undefined,
): Html {
  const says = words.thanks
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: site.timeZone }).format(
    new Date(receivedAt),
  )
  return html`<div lang="${lang}">
    <div class="slip">
      <p><span class="hint">${says.number}</span><strong>${number}</strong></p>
      <ol>
        <li>${says.registered.replace('{time}', () => time)}</li>
        <li>${says.answer}</li>
        <li>${says.agree}</li>
      </ol>
    </div>
    ${
      kiosk && qr !== undefined
        ? html`<p>${says.scan}</p><div class="qr" role="img" aria-label="${says.scan}">${new Html(qr)}</div>`
        : html`<p><a class="go" href="${url}">${says.follow}</a></p><p class="quiet">${says.keep}</p>`
    }
  </div>`
}

/** The one answer to a link that is unknown, forged, out of date or of another site. */
export function deadPage(acceptLanguage: string | undefined): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  return plainPage(lang, words.dead.title, html`<p>${words.dead.more}</p>`)
}

/** A form that another site's page sent. */
export function foreignPage(acceptLanguage: string | undefined, path: string): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  const { title, more, back } = words.foreign
  return plainPage(lang, title, html`<p>${more}</p><p><a href="${path}">${back}</a></p>`)
}

/** Nothing can be taken at the moment: too much came, or the store is away. */
export function busyPage(acceptLanguage: string | undefined): Page {
  const { lang, words } = wordsFor(firstLanguage(acceptLanguage))
  return plainPage(lang, words.busy.title, html`<p>${words.busy.more}</p>`)
}

export function plainPage(lang: string, title: string, more: Html, accent: string = DEFAULT_LOOK.theme.accent): Page {
  return {
    lang,
    title,
    style: pageStyle(accent, PLAIN),
    body: html`<main>
      <h1>${title}</h1>
      ${more}
    </main>`,
  }
}

const PLAIN = `h1 { margin-bottom: 10px } p + p, form { margin-top: 16px }
button { font: inherit; font-weight: 620; min-height: 48px; padding: 10px 20px; border-radius: 13px; border: 1.5px solid var(--accent); background: var(--fill); color: var(--on); cursor: pointer }`
