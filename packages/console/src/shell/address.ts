import { computed, signal } from '@preact/signals'

const PREFIX = '/console'

/** What the browser's address bar says. Filters and what is open stand in it, so every view can be shared. */
export const address = signal(new URL(location.href))

/** Its path below the console, without a slash at the end: `/inbox`. */
export const path = computed(() => address.value.pathname.slice(PREFIX.length).replace(/\/+$/, '') || '/')

/** One of its parameters; undefined when it has none such. */
export function param(name: string): string | undefined {
  return address.value.searchParams.get(name) ?? undefined
}

/** Parameters of an address; what is undefined or empty is left out. */
export type Params = Readonly<Record<string, string | number | boolean | undefined | null>>

/** An address of the console, for links: `href('/complaints', { view: 'mine' })`. */
export function href(to: string, params: Params = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== null && value !== '' && value !== false) search.set(name, String(value))
  return PREFIX + (to === '/' ? '' : to) + (search.size > 0 ? `?${search}` : '')
}

/** The present address with some parameters otherwise; undefined takes one away. */
export function hrefWith(params: Params): string {
  return href(path.value, { ...Object.fromEntries(address.value.searchParams), ...params })
}

type Hold = (leave: () => void) => void
const holds = new Set<Hold>()

/** Asks `hold` before this path is left, as something on it is not saved: it calls `leave` to go on. @returns what ends it */
export function holdHere(hold: Hold): () => void {
  holds.add(hold)
  return () => holds.delete(hold)
}

/** Whether somebody is asked first. */
function held(url: URL, replace = false): boolean {
  const [hold] = holds
  if (!hold || url.pathname === address.peek().pathname) return false
  hold(() => {
    holds.clear()
    go(url.href, { replace })
  })
  return true
}

/** Goes to an address of the console, as made by `href`. `replace` leaves no step to go back to. */
export function go(to: string, { replace = false } = {}): void {
  const url = new URL(to, location.href)
  if (url.href === address.peek().href || held(url, replace)) return
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  address.value = url
}

/** Follows links and the browser's buttons. */
export function followAddress(): void {
  addEventListener('popstate', () => {
    const url = new URL(location.href)
    if (!held(url)) address.value = url
    // The browser is there already; who stays is where they were.
    else history.pushState(null, '', address.peek())
  })
  document.addEventListener('click', (event) => {
    // What opens a new tab or downloads is the browser's.
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    const link = (event.target as Element).closest('a')
    if (!link?.href || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname !== PREFIX && !link.pathname.startsWith(`${PREFIX}/`)) return
    // Within the page, as the way to the content.
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return
    // Pages of the server's own.
    if (/^\/console\/(setup|reset)\//.test(link.pathname)) return
    event.preventDefault()
    go(link.href)
  })
}
