import { Problem } from '../problem.ts'

/** Stands in a site's origins for every port of the reader's own machine, over http or https. */
const LOOPBACK = 'loopback'

const LOCAL_NAME = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether a host name (as in a URL) is the machine's own. */
export function isLoopbackName(hostname: string): boolean {
  return LOCAL_NAME.test(hostname)
}

/**
 * Whether a page of `origin` may send to a site.
 *
 * @param origin the header; absent from back ends, which pass, as they need no browser's leave
 * @param entries the site's own: `https://shop.example`, `https://*.shop.example` (not the bare domain), or `loopback`
 * @param own origin of this server, whose hosted pages always may
 */
export function originAllowed(origin: string | undefined, entries: readonly string[], own: string): boolean {
  if (origin === undefined || origin === own || entries.includes(origin)) return true
  if (!URL.canParse(origin)) return false
  const { protocol, hostname, port } = new URL(origin)
  return entries.some((entry) => {
    if (entry === LOOPBACK) return /^https?:$/.test(protocol) && isLoopbackName(hostname)
    if (!entry.includes('*')) return false
    const [scheme, domain] = entry.split('//*') as [string, string]
    return protocol === scheme && `${hostname}${port && `:${port}`}`.endsWith(domain)
  })
}

/** What is wrong with an entry of a site's origins; undefined when it can be used. */
export function originEntryError(entry: string): string | undefined {
  if (entry === LOOPBACK) return undefined
  const plain = entry.replace('//*.', '//')
  if (!plain.includes('*') && URL.canParse(plain) && new URL(plain).origin === plain && /^https?:/.test(plain))
    return undefined
  return `${entry} is not an origin: write https://shop.example without a path, https://*.shop.example, or loopback.`
}

/** Rejects with `origin_not_allowed` unless a page of this origin may speak to the site. */
export function requireOrigin(
  services: { origin: string },
  origin: string | undefined,
  site: { key: string; origins: readonly string[] },
): void {
  if (originAllowed(origin, site.origins, services.origin)) return
  throw new Problem(
    'origin_not_allowed',
    `This page's origin is not among those of the site. Its owner adds it: earshot site set ${site.key} --origin https://shop.example`,
  )
}
