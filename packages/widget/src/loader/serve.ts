import { ask, preload } from '../panel/index.ts'
import type { Panel, PanelOptions } from '../panel/options.ts'
import type { Baked } from './baked.ts'
import { languageAt } from './language.ts'
import { type End, placeKey, remember, toldBy } from './place.ts'

/** What a page may say when it opens the dialog. All is optional. */
export interface OpenOptions {
  /** Id of the moment; `anytime` by default. */
  moment?: string
  /** The order that it is about. */
  order?: PanelOptions['order']
  /** Known contact, offered where the moment asks for one. */
  contact?: PanelOptions['contact']
  /** Language tag that goes before the page's; the nearest of the site's languages is asked in. */
  locale?: string
}

/** One call, as the queue takes it: `earshot.q.push(['open', { moment: 'hotline' }])`. */
export type Call = ['open', (OpenOptions | undefined)?] | ['close']

/**
 * `window.earshot`. A page may make it before the script tag has run, with its settings and with calls that wait:
 *
 *     window.earshot = window.earshot || { q: [] }
 *     earshot.locale = 'ko'
 *     earshot.q.push(['open', { moment: 'anytime' }])
 */
export interface Api {
  /** Opens the dialog. Resolves when it can be used, or when it cannot be had and the console says why; never rejects. */
  open: (options?: OpenOptions) => Promise<void>
  /** Takes the dialog off the page; what was typed is there again at the next opening. */
  close: () => Promise<void>
  /** Calls made before the script tag has run wait here; afterwards `push` calls at once. */
  q: { push: (call: Call) => unknown }
  /** Set by the page: a language tag that goes before the page's `lang`. */
  locale?: string
  /** Set by the page before its `load` event: `false` keeps the launcher off. Also set where the page asks in a place. */
  launcher?: boolean
}

/** What there is to serve: the calls of a page, and what happened at one of its elements. */
export type Task = Call | ['click' | 'pointerover' | 'focusin' | 'place', HTMLElement]

/** The dialog that is open or on its way, and what it is about: one waits for the other, so that there is never a second. */
let dialog: Promise<Panel> | undefined
let asked: string

/** Does what the page called for, or what something at one of its elements calls for. */
export async function run(site: Baked, page: { locale?: string | undefined }, ...[what, about]: Task): Promise<void> {
  if (what === 'close') return (await dialog)?.close()
  const element = what === 'open' ? document.documentElement : about
  const told: OpenOptions = what === 'open' ? (about ?? {}) : toldBy(element)
  const locale = languageAt(site, element, told.locale || page.locale)
  const options = { moment: 'anytime', ...told, site, locale }
  if (what === 'place') await askIn(about, options)
  else if (/^(open|click)$/.test(what)) await (dialog = open(options, dialog))
  else await preload(site, locale)
}

/** Opens the dialog after the one before: the same one stays, as impatient people click twice; another makes way. */
async function open(options: PanelOptions, before: typeof dialog): Promise<Panel> {
  const shown = await before?.catch(() => {})
  const key = placeKey(options)
  if (shown?.host.isConnected && key === asked) return shown
  asked = key
  shown?.close()
  return ask(options)
}

/** Asks in a place of the page, which holds its height until the card is there. Its end is remembered. */
async function askIn(place: HTMLElement, options: PanelOptions): Promise<void> {
  const release = () => (place.style.minHeight = '')
  const onEnd = (how: End) => {
    remember(placeKey(options), how)
    release()
  }
  await ask({ ...options, place, onEnd }).catch((error: unknown) => {
    release()
    throw error
  })
}
