import { createInboxClient, EarshotError, type InboxClient, type StaffClient } from '@earshot/sdk'
import { computed, signal } from '@preact/signals'
import { config } from 'zod/mini'

// Zod would compile its schemas by eval, and the console's policy reports the try.
config({ jitless: true })

/** A part of the console could not be fetched, from a server that is there. */
const lost = signal(false)
/** Of which release the server's console is, as far as it was told. */
const served = signal<string | null | undefined>(undefined)
/** Of which this page is. */
const loaded = document.querySelector<HTMLMetaElement>('meta[name=earshot-release]')?.content

/** A release of the console came meanwhile: the page is to be loaded anew. */
export const renewed = computed(() => lost.value || Boolean(loaded && served.value && served.value !== loaded))

/** The server has told of which release its console is. */
export function compareRelease(release: string | null): void {
  served.value = release
}

/** A part could not be fetched: a release took it away, or else the server is away, as is said elsewhere. */
export async function partLost(): Promise<void> {
  try {
    await fetch('/healthz', { method: 'HEAD', cache: 'no-store' })
    lost.value = true
  } catch {
    // It is fetched when it is asked for again.
  }
}

/** All of the client. */
let client: Promise<StaffClient> | undefined

/** What somebody begins with is here at once; the rest is fetched after it, or when it is asked for. */
export function whole(): Promise<StaffClient> {
  return (client ??= (async () => {
    try {
      return (await import('./whole.ts')).staff
    } catch {
      client = undefined
      void partLost()
      throw new EarshotError('network', 'A part of the console could not be fetched. Load the page anew.')
    }
  })())
}

/** A noun of the rest: each call waits until it is here. */
function later(path: readonly string[]): unknown {
  return new Proxy(() => {}, {
    get: (_, name) => later([...path, String(name)]),
    apply: async (_, __, given: unknown[]) => {
      let noun: unknown = await whole()
      for (const name of path.slice(0, -1)) noun = (noun as Record<string, unknown>)[name]
      return (noun as Record<string, (...given: unknown[]) => unknown>)[path.at(-1)!]!(...given)
    },
  })
}

/** A call that waits must be one that resolves. */
type Later<T> = {
  [K in keyof T]: T[K] extends (...given: never[]) => unknown
    ? ReturnType<T[K]> extends Promise<unknown>
      ? T[K]
      : never
    : Later<T[K]>
}

const inbox = createInboxClient({ url: location.origin, session: true })

/** The API, as whoever is signed in. */
export const api = new Proxy(inbox as InboxClient & Later<Omit<StaffClient, keyof InboxClient>>, {
  get: (known, name) => (Object.hasOwn(known, name) ? known[name as keyof InboxClient] : later([String(name)])),
})
