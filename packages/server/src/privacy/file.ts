import { createReadStream, existsSync } from 'node:fs'
import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Database } from '../database/engine.ts'
import type { TombstoneTable } from '../database/schema.ts'

/*
 * A copy of the tombstones beside the data: a backup knows only of what was erased before it was made, so what is
 * restored is held against this file. It holds hashes and times, and names nobody.
 */

/** Beside the data. */
export const FILE = 'erasures.jsonl'

/** Tombstones in one line, and in one statement. */
const CHUNK = 500

interface Line {
  site: string
  erasure: string
  at: number
  kind: TombstoneTable['kind']
  hashes: string[]
}

const KINDS: ReadonlySet<string> = new Set(['feedback', 'link', 'customer', 'order', 'email', 'phone'])

/** The tombstones of all sites, or of one erasure, as lines of such a file. */
export async function* linesOf(database: Database, erasureId?: string): AsyncGenerator<string> {
  const sites = await database.write.selectFrom('site').select('site_id').orderBy('site_id').execute()
  for (const { site_id: siteId } of sites) {
    let after = { kind: '', hash: '' }
    for (;;) {
      const { kind, hash } = after
      const rows = await database.read
        .selectFrom('tombstone')
        .selectAll()
        .where('site_id', '=', siteId)
        .where((eb) =>
          eb.or([eb('kind', '>', kind as never), eb.and([eb('kind', '=', kind as never), eb('hash', '>', hash)])]),
        )
        .$if(erasureId !== undefined, (query) => query.where('erasure_id', '=', erasureId!))
        .orderBy('kind')
        .orderBy('hash')
        .limit(CHUNK)
        .execute()
      for (const some of Map.groupBy(rows, (row) => `${row.erasure_id} ${row.at} ${row.kind}`).values()) {
        const { erasure_id: erasure, at, kind: of } = some[0]!
        const line: Line = { site: siteId, erasure, at, kind: of, hashes: some.map((row) => row.hash) }
        yield `${JSON.stringify(line)}\n`
      }
      const last = rows.at(-1)
      if (!last || rows.length < CHUNK) break
      after = last
    }
  }
}

/** Adds what an erasure buried to the file beside the data. */
export async function keepCopy(database: Database, data: string, erasureId: string): Promise<void> {
  await mkdir(data, { recursive: true })
  for await (const line of linesOf(database, erasureId)) await appendFile(join(data, FILE), line, { mode: 0o600 })
}

/** Adds what the file beside the data lacks: what another process or server erased. */
export async function keepCopies(database: Database, data: string): Promise<void> {
  const path = copyIn(data)
  const known = new Set<string>()
  if (path !== undefined) for await (const rows of read(path)) for (const row of rows) known.add(row.erasure_id)
  // What is not over may be called off.
  const running = database.write.selectFrom('erasure').select('erasure_id').where('state', '=', 'running')
  const rows = await database.write
    .selectFrom('tombstone')
    .select('erasure_id')
    .distinct()
    .where('erasure_id', 'not in', running)
    .execute()
  for (const { erasure_id: id } of rows) if (!known.has(id)) await keepCopy(database, data, id)
}

/** The file beside the data, if there is one. */
export function copyIn(data: string): string | undefined {
  const path = join(data, FILE)
  return existsSync(path) ? path : undefined
}

/** Brings a file's tombstones in. A line that was cut short is passed over. @returns how many are new here */
export async function takeCopy(database: Database, path: string): Promise<number> {
  const sites = new Set((await database.write.selectFrom('site').select('site_id').execute()).map((row) => row.site_id))
  let taken = 0
  for await (const rows of read(path)) {
    const known = rows.filter((row) => sites.has(row.site_id))
    if (known.length > 0)
      taken += (await database.transaction((tx) => tx.insertNew('tombstone', known))).filter(Boolean).length
  }
  return taken
}

/** How many of a file's tombstones are not known here. */
export async function missing(database: Database, path: string): Promise<number> {
  let unknown = 0
  for await (const rows of read(path)) {
    const [{ site_id: siteId, kind }] = rows as [TombstoneTable]
    const site = await database.write.selectFrom('site').select('key').where('site_id', '=', siteId).executeTakeFirst()
    if (!site) continue
    const found = await database.write
      .selectFrom('tombstone')
      .select('hash')
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where(
        'hash',
        'in',
        rows.map(({ hash }) => hash),
      )
      .execute()
    unknown += rows.length - found.length
  }
  return unknown
}

async function* read(path: string): AsyncGenerator<TombstoneTable[]> {
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const rows = rowsOf(text)
    if (rows.length > 0) yield rows
  }
}

function rowsOf(text: string): TombstoneTable[] {
  let line: Partial<Line>
  try {
    line = JSON.parse(text) as Partial<Line>
  } catch {
    return []
  }
  const { site, erasure, at, kind, hashes } = line
  if (typeof site !== 'string' || typeof erasure !== 'string' || typeof at !== 'number') return []
  if (kind === undefined || !KINDS.has(kind) || !Array.isArray(hashes)) return []
  return [...new Set(hashes)].map((hash) => ({ site_id: site, kind, hash, erasure_id: erasure, at }))
}
