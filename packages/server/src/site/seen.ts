import type { SeenOrigin, SiteEventData } from '@earshot/sdk/contract'
import type { Database, Tx } from '../database/engine.ts'
import type { SiteSeenTable } from '../database/schema.ts'
import { record } from '../event/record.ts'
import { originAllowed } from '../guard/origin.ts'
import type { Site } from './store.ts'

/** One origin of a site is noted at most this often. */
const NOTE_MS = 60_000
/** Origins kept of a site. Anybody can send any: those of the site's own list always find room. */
export const SEEN_MAX = 50
/** Among foreign ones, one gives way to another once it was not seen for so long. */
const STALE_MS = 24 * 3_600_000
/** New origins looked at for a site in a minute; who sends more is making them up. */
const NEW_MAX = 20
/** Pairs of site and origin remembered between notes. */
const REMEMBERED = 20_000
/** Longer than any origin of the web. */
const LENGTH_MAX = 300

/** Notes where the script of a site was seen, beside the request and never in its way. */
export interface Seen {
  /** @param from the header `Origin` or `Referer`, as it came */
  note(site: Site, from: string | undefined): void
  /** Resolves when what was noted so far is written. */
  idle(): Promise<void>
}

/**
 * @param own origin of this server
 * @param clock for tests
 */
export function createSeen(database: Database, own: string, clock: () => number = Date.now): Seen {
  /** When a pair was noted last; the oldest first. */
  const noted = new Map<string, number>()
  /** New pairs of a site in this minute. */
  let fresh = new Map<string, number>()
  let freshSince = 0
  const writing = new Set<Promise<void>>()

  /** Whether a pair that nobody remembers is looked at. */
  function isAdmitted(siteId: string, now: number): boolean {
    if (now - freshSince >= NOTE_MS) {
      fresh = new Map()
      freshSince = now
    }
    const count = (fresh.get(siteId) ?? 0) + 1
    fresh.set(siteId, count)
    return count <= NEW_MAX
  }

  return {
    note(site, from) {
      if (from === undefined || from.length > 2000) return
      const now = clock()
      // Browsers send the origin as it is; only referrers have to be read.
      if (now - (noted.get(`${site.id} ${from}`) ?? Number.NEGATIVE_INFINITY) < NOTE_MS) return
      const origin = originOf(from)
      if (origin === undefined) return
      const pair = `${site.id} ${origin}`
      const last = noted.get(pair)
      if (last !== undefined && now - last < NOTE_MS) return
      const allowed = originAllowed(origin, site.origins, own)
      if (last === undefined && !allowed && !isAdmitted(site.id, now)) return
      noted.delete(pair)
      if (noted.size >= REMEMBERED) noted.delete(noted.keys().next().value!)
      noted.set(pair, now)
      const work = write(database, site, origin, now, own)
        // A store that is away is not the page's matter; the next minute tells it again.
        .catch(() => void noted.delete(pair))
        .finally(() => writing.delete(work))
      writing.add(work)
    },
    idle: async () => void (await Promise.all(writing)),
  }
}

/** The origin of an address of the web; undefined for anything else, and for what a sandbox hides. */
function originOf(from: string): string | undefined {
  if (!/^https?:\/\//i.test(from) || !URL.canParse(from)) return undefined
  const { origin } = new URL(from)
  return origin.length <= LENGTH_MAX ? origin : undefined
}

async function write(database: Database, site: Site, origin: string, now: number, own: string): Promise<void> {
  const { numUpdatedRows } = await database.write
    .updateTable('site_seen')
    .set({ last_at: now })
    .where('site_id', '=', site.id)
    .where('origin', '=', origin)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return
  await database.transaction(async (tx) => {
    const allowed = originAllowed(origin, site.origins, own)
    if (!(await makeRoom(tx, site, allowed, now, own))) return
    const row: SiteSeenTable = { site_id: site.id, origin, first_at: now, last_at: now }
    const [isNew] = await tx.insertNew('site_seen', [row])
    if (isNew) record(tx, site.id, { type: 'site.seen', data: { origin, allowed } satisfies SiteEventData }, now)
  })
}

/** Makes room for one more, where there is none. @returns whether there is */
async function makeRoom(tx: Tx, site: Site, allowed: boolean, now: number, own: string): Promise<boolean> {
  const rows = await tx.query
    .selectFrom('site_seen')
    .select(['origin', 'last_at'])
    .where('site_id', '=', site.id)
    .orderBy('last_at')
    .execute()
  if (rows.length < SEEN_MAX) return true
  const gone =
    rows.find((row) => !originAllowed(row.origin, site.origins, own) && (allowed || row.last_at < now - STALE_MS)) ??
    (allowed ? rows[0] : undefined)
  if (!gone) return false
  await tx.query.deleteFrom('site_seen').where('site_id', '=', site.id).where('origin', '=', gone.origin).execute()
  return true
}

/** Where a site was seen, last seen first. @param own origin of this server */
export async function seenOrigins(database: Database, site: Site, own: string): Promise<SeenOrigin[]> {
  const rows = await database.write
    .selectFrom('site_seen')
    .selectAll()
    .where('site_id', '=', site.id)
    .orderBy('last_at', 'desc')
    .orderBy('origin')
    .execute()
  return rows.map((row) => ({
    origin: row.origin,
    firstAt: new Date(row.first_at).toISOString(),
    lastAt: new Date(row.last_at).toISOString(),
    allowed: originAllowed(row.origin, site.origins, own),
  }))
}
