import type { Erasure, PersonCounts } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { ErasureTable } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import { NONE } from './find.ts'

/** The last hundred erasures of a site, newest first. */
export async function listErasures(database: Database, siteId: string): Promise<Erasure[]> {
  const rows = await database.write
    .selectFrom('erasure')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('erasure_id', 'desc')
    .limit(100)
    .execute()
  return rows.map(erasureOf)
}

/**
 * Calls an erasure off before its next step. What is gone stays gone, and does not come back; the rest is theirs again,
 * and who it was is not kept. Rejects with `erasure_unknown`, or `erasure_over` where nothing is left to call off.
 */
export async function cancelErasure(database: Database, siteId: string, id: string, now: number): Promise<Erasure> {
  const row = await getErasure(database, siteId, id)
  return database.transaction(async (tx) => {
    const [held] = await tx.hold('erasure', [row])
    if (held!.state !== 'running')
      throw new Problem(
        'erasure_over',
        `This erasure is ${held!.state} already; what it took away cannot be brought back.`,
      )
    const after = { ...held!, state: 'cancelled', person: null, ended_at: now } as const
    await tx.put('erasure', [after])
    // Who was to be forgotten is known again; what was taken from them is not.
    await tx.query
      .deleteFrom('tombstone')
      .where('site_id', '=', siteId)
      .where('erasure_id', '=', id)
      .where('kind', 'in', ['customer', 'order', 'email', 'phone'])
      .execute()
    return erasureOf(after)
  })
}

/** One erasure. Rejects with `erasure_unknown`. */
export async function oneErasure(database: Database, siteId: string, id: string): Promise<Erasure> {
  return erasureOf(await getErasure(database, siteId, id))
}

async function getErasure(database: Database, siteId: string, id: string): Promise<ErasureTable> {
  const row = await database.write
    .selectFrom('erasure')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('erasure_id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('erasure_unknown', 'This site has no erasure with this id. Compare it with the list.')
  return row
}

/** An erasure as it is told. */
export function erasureOf(row: ErasureTable): Erasure {
  return {
    id: row.erasure_id,
    state: row.state,
    at: new Date(row.at).toISOString(),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
    by: row.by,
    reason: row.reason,
    wanted: row.wanted === null ? null : { ...NONE, ...(JSON.parse(row.wanted) as PersonCounts) },
    erased: { ...NONE, ...(JSON.parse(row.erased) as PersonCounts) },
  }
}
