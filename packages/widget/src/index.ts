import type { SiteSettings } from '@earshot/sdk/contract'
import { bake } from './loader/bake.ts'
import type { Baked } from './loader/baked.ts'
import { drawLauncher } from './loader/launcher.ts'
import { PLACE_HEIGHT, placeKey, toldBy } from './loader/place.ts'
import type { OpenOptions, Task } from './loader/serve.ts'

export type { OpenOptions } from './loader/serve.ts'

/** What `mount` needs to know. */
export interface MountOptions {
  /** Public address of the Earshot server, such as `https://earshot.example.com`. */
  url: string
  /** The site's public key, such as `pk_demo`. */
  site: string
  /** `false` keeps the launcher off; as the site's settings say by default. */
  launcher?: boolean
  /** Language tag that goes before the page's `lang`. */
  locale?: string
}

/** The widget on a page. */
export interface Mounted {
  /** Opens the dialog. Resolves when it can be used, or when it cannot be had and the console says why; never rejects. */
  open(options?: OpenOptions): Promise<void>
  /** Takes the dialog off the page; what was typed is there again at the next opening. */
  close(): Promise<void>
  /** Takes launcher and dialog off the page and stops listening. Comment fields of forms stay in service. */
  unmount(): void
}

/** An element of the page that is served already, by whichever copy of the widget. */
type Found = HTMLElement & { earshot?: 1 }

const TEXTS: Record<string, NonNullable<Baked['text']>> = {
  en: () => import('./text/en.ts'),
  ko: () => import('./text/ko.ts'),
  'zh-Hant': () => import('./text/zh-Hant.ts'),
}

/**
 * Puts the widget on a page that bundles it, as the script tag does on others: launcher, `[data-earshot-open]`,
 * asking places and comment fields, present and future ones. What asking needs is loaded when it is wanted.
 */
export function mount({ url, site: key, launcher, locale }: MountOptions): Mounted {
  const base = url.replace(/\/+$/, '')
  const site = settingsOf(base, key)
  const stop = new AbortController()
  const { signal } = stop

  const serve = async (...task: Task) => {
    const [baked, { run }] = await Promise.all([site, import('./loader/serve.ts')])
    await run(baked, { locale }, ...task)
  }
  const field = async (element: HTMLElement) => {
    const [baked, { run }] = await Promise.all([site, import('./field/index.ts')])
    run(baked, { locale }, element)
  }

  for (const type of ['click', 'pointerover', 'focusin'] as const) {
    const served = (event: Event) => {
      const opener = (event.target as Element).closest<HTMLElement>('[data-earshot-open]')
      if (!opener) return
      if (type === 'click') event.preventDefault()
      void told(serve(type, opener))
    }
    document.documentElement.addEventListener(type, served, { signal })
  }

  const find = () => {
    const places = 'earshot-moment,[data-earshot-moment],earshot-field,[data-earshot=comment]'
    for (const element of document.querySelectorAll<Found>(places)) {
      if (element.earshot) continue
      element.earshot = 1
      const place = element.matches('earshot-moment,[data-earshot-moment]')
      if (!place) void told(field(element))
      else if (reserve(element, key)) void told(serve('place', element))
    }
  }
  find()
  const observer = new MutationObserver(find)
  observer.observe(document.documentElement, { childList: true, subtree: true })

  if (launcher !== false) void told(site.then((baked) => show(baked, locale, signal)))

  return {
    open: (options) => told(serve('open', options)),
    close: () => told(serve('close')),
    unmount() {
      stop.abort()
      observer.disconnect()
      document.querySelector('earshot-launcher')?.remove()
      void told(serve('close'))
    },
  }
}

/** Holds the height of an asking place, so that nothing shifts. False where it has ended before. */
function reserve(place: HTMLElement, key: string): boolean {
  try {
    if (localStorage.getItem(placeKey({ site: { key }, ...toldBy(place) }))) return false
  } catch {
    // The page may not store: then it asks.
  }
  if (place.localName === 'earshot-moment') place.style.display = 'block'
  place.style.minHeight = `${PLACE_HEIGHT}px`
  return true
}

/** A page is never troubled by what fails here; its console says why. */
function told(done: Promise<void>): Promise<void> {
  return done.catch((reason: unknown) => console.warn('Earshot:', reason))
}

/** The site's settings, as the script tag has them baked in. */
async function settingsOf(url: string, key: string): Promise<Baked> {
  const response = await fetch(`${url}/v1/sites/${key}`)
  if (!response.ok) throw new Error(`${url} answered ${response.status}. Check the site key and the site's origins.`)
  const baked = bake((await response.json()) as SiteSettings, url, {})
  return { ...baked, text: (locale) => (TEXTS[locale] ?? TEXTS[locale.split('-')[0]!] ?? TEXTS['en']!)(locale) }
}

/** Draws the launcher where the site's settings show it on this path. */
function show({ launcher, locales }: Baked, locale: string | undefined, signal: AbortSignal): void {
  if (signal.aborted || !launcher || !new RegExp(launcher.on ?? '').test(location.pathname)) return
  drawLauncher(launcher, [locale || document.documentElement.lang, ...navigator.languages, locales[0]])
}
