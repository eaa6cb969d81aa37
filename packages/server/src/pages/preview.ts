import { bestLocale, textIn } from '@earshot/sdk/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findPreview, type Shown } from '../moment/preview.ts'
import type { Route } from '../route.ts'
import type { Services } from '../services.ts'
import { DEFAULT_LOOK } from '../site/store.ts'
import { html, sendPage } from './html.ts'
import { FRAMED, SHOP } from './preview/script.ts'
import { wordsFor } from './preview/words.ts'
import { pageStyle } from './style.ts'
import { firstLanguage } from './words.ts'

/** Moments that are about an order. */
const ABOUT_ORDERS = ['purchase', 'invoice', 'delivery']

/** What an address asks to see. */
interface Wanted {
  as: 'place' | 'dialog'
  locale: string
  scheme: 'light' | 'dark' | undefined
}

/** Drafts in the real widget, on pages that only pages of this server may frame. */
export function previewPages(services: Services): Route[] {
  const page = (url: string, summary: string, show: typeof framed): Route => ({
    method: 'GET',
    url,
    summary,
    answers: { 200: 'text/html', 404: 'text/html' },
    async handle(request, reply) {
      const { id } = request.params as { id: string }
      const { scheme } = request.query as { scheme?: string }
      const key = scheme === 'light' || scheme === 'dark' ? `${id}_${scheme}` : id
      const shown = await findPreview(services.database, key)
      return shown ? show(reply, shown, wantedOf(request, shown)) : over(request, reply)
    },
  })
  return [
    page('/preview/:id', 'Drafts in the real widget; nothing that is sent there is stored', framed),
    page('/preview/:id/page', 'The page of a shop within it', shopPage),
  ]
}

function wantedOf({ query, headers }: FastifyRequest, { site }: Shown): Wanted {
  const { as, locale, scheme } = query as Record<string, unknown>
  const { look } = site
  const reader = typeof locale === 'string' && locale !== '' ? locale : firstLanguage(headers['accept-language'])
  return {
    as: as === 'dialog' ? as : 'place',
    locale: bestLocale(look.locales, reader, look.locale) ?? look.locale,
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : undefined,
  }
}

const FRAMED_STYLE = `
:root { color-scheme: light dark } body { margin: 0; height: 100vh; height: 100dvh; display: grid; grid-template-rows: 1fr auto; font: 13px/1.4 system-ui, sans-serif; background: Canvas; color: CanvasText }
main { position: relative } iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0 } .coming { display: none }
p { margin: 0; padding: 7px 12px; text-align: center; border-top: 1px dashed color-mix(in srgb, CanvasText 30%, Canvas) }`

/** The page that others frame. */
function framed(reply: FastifyReply, shown: Shown, { locale, scheme }: Wanted): FastifyReply {
  const { lang, words } = wordsFor(locale)
  const title = textIn(shown.moments.get(shown.show)?.current.title, locale, shown.site.look.locale)
  return sendPage(reply, {
    lang,
    title: `${words.preview}: ${title}`,
    style: scheme ? `${FRAMED_STYLE} :root { color-scheme: ${scheme} }` : FRAMED_STYLE,
    script: FRAMED,
    framed: true,
    frames: true,
    body: html`<main data-title="${title}"></main>
      <p>${words.nothing}</p>`,
  })
}

const SHOP_STYLE = `
main { max-width: 40rem; padding: 0; background: none; border: 0; box-shadow: none } header { font-weight: 650; font-size: 1.125rem; margin-bottom: 22px } [data-earshot-moment], form, main > p { margin: 22px 0; display: block }
.line { height: 12px; border-radius: 6px; background: var(--line); margin-top: 12px } .short { width: 62% } .tall { height: 120px; border-radius: 14px }`

/** A page as a shop may have it, with the widget on it. */
function shopPage(reply: FastifyReply, shown: Shown, { as, locale, scheme }: Wanted): FastifyReply {
  const { site, show, moments } = shown
  const { words } = wordsFor(locale)
  const questions = moments.get(show)?.current.questions ?? []
  const isOrdered = ABOUT_ORDERS.includes(show) || questions.some(({ kind }) => kind === 'product')
  const order = isOrdered ? JSON.stringify({ id: '1042', items: words.items.map((name) => ({ name })) }) : ''
  const style = pageStyle(site.look.theme.accent, SHOP_STYLE)
  // What is asked on the order form is drawn as the field of one.
  const place =
    show === 'order'
      ? html`<form><earshot-field></earshot-field></form>`
      : html`<div data-earshot-moment="${show}" data-order="${order || 'null'}"></div>`
  const opener = html`<p><button data-earshot-open="${show}">${words.open}</button></p>`
  const line = html`<div class="line" aria-hidden="true"></div>
    <div class="line short" aria-hidden="true"></div>`
  return sendPage(reply, {
    lang: locale,
    title: site.name,
    // A page that is wanted dark is so on a bright device, too.
    style: scheme ? inScheme(style, scheme) : style,
    script: SHOP,
    framed: true,
    widget: true,
    body: html`<main data-as="${as}" data-moment="${show}" data-order="${order}">
        <header>${site.name}</header>
        ${line} ${as === 'place' ? place : opener} ${line}
        <div class="line tall" aria-hidden="true"></div>
      </main>
      <script src="/w/${site.key}.js" defer></script>`,
  })
}

/** The style sheet for one scheme, whatever the device's is. */
function inScheme(style: string, scheme: 'light' | 'dark'): string {
  return style
    .replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all')
    .replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`)
}

/** A preview that ended, or never was. */
function over(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { lang, words } = wordsFor(firstLanguage(request.headers['accept-language']))
  return sendPage(reply.code(404), {
    lang,
    title: words.over,
    style: pageStyle(DEFAULT_LOOK.theme.accent),
    framed: true,
    body: html`<main>
      <h1>${words.over}</h1>
      <p>${words.overMore}</p>
    </main>`,
  })
}
