import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database/engine.ts'
import type { SearchKind } from '../database/tables/search.ts'
import { arrivals, hold, holdMarkers, isBehind, KINDS, pass, sitesToFill, sweep } from './marker.ts'
import { BLOCK } from './postings.ts'
import { index } from './write.ts'

/*
 * Fills the index after the fact, so that ingestion does not pay for it: what is new is found by its time of arrival,
 * and what changes later leaves a row in `search_change` with its own transaction.
 */

/** Documents of one step: some ten milliseconds of the one writer. */
const STEP = 200
/** Steps that a question waits for at most. */
const FRESHEN_STEPS = 3
/** A step is followed by a rest so many times as long: half of an idle server is there to catch up, but little of a busy one. */
const REST = { idle: 1, busy: 24 }
/** Share of its time that a server works, from which on it is busy; catching up alone stays below. */
const BUSY = 0.7

/**
 * Brings a site's index up to date before a question, so that what was just said is found.
 *
 * @returns whether it is; after an upgrade or a restore there may be too much left, which the job does
 */
export async function freshen(database: Database, siteId: string, now: number = Date.now()): Promise<boolean> {
  for (let tries = 0; tries < FRESHEN_STEPS; tries++) {
    if (!(await isBehind(database, siteId, now))) return true
    await fillStep(database, siteId, now, { wait: true, again: false })
  }
  return !(await isBehind(database, siteId, now))
}

/**
 * Indexes what is new of all sites, step by step, until nothing is left.
 *
 * @returns how many documents it indexed
 */
export async function fillIndex(database: Database, now: number, signal?: AbortSignal): Promise<number> {
  let done = 0
  let worked = performance.eventLoopUtilization()
  for (const siteId of await sitesToFill(database, now)) {
    while (!signal?.aborted) {
      const begun = performance.now()
      const step = await fillStep(database, siteId, now)
      done += step?.documents ?? 0
      if (step === undefined || step.rows === 0) break
      if (!signal) continue
      const took = performance.now() - begun
      const rest = performance.eventLoopUtilization(worked).utilization > BUSY ? REST.busy : REST.idle
      worked = performance.eventLoopUtilization()
      // Not `ref: false`: a command that does the job has nothing else that keeps it until the end.
      await sleep(Math.min(took * rest, 1000), undefined, { signal }).catch(() => {})
    }
  }
  return done
}

/** Makes a site's index anew. @param onDocument told how many documents are done */
export async function rebuild(database: Database, siteId: string, onDocument: (done: number) => void): Promise<number> {
  await database.transaction(async (tx) => {
    await holdMarkers(tx, siteId)
    for (const table of ['search_posting', 'search_block', 'search_doc', 'search_change', 'search_marker'] as const)
      await tx.query.deleteFrom(table).where('site_id', '=', siteId).execute()
  })
  let done = 0
  for (;;) {
    const step = await fillStep(database, siteId, Date.now(), { size: BLOCK, wait: true })
    done += step?.documents ?? 0
    onDocument(done)
    if (!step?.rows) return done
  }
}

/** What one step did: rows that it looked at, documents that it indexed. */
interface Step {
  rows: number
  documents: number
}

/**
 * Indexes some of what is new of a site.
 *
 * @param options.wait for another server that is at it
 * @param options.again look again, too, for what was committed late
 * @returns undefined when another server is at it
 */
export function fillStep(
  database: Database,
  siteId: string,
  now: number,
  { size = STEP, wait = false, again = true }: { size?: number; wait?: boolean; again?: boolean } = {},
): Promise<Step | undefined> {
  return database.transaction(async (tx) => {
    if (wait) await holdMarkers(tx, siteId)
    const markers = await hold(database, tx, siteId)
    if (!markers) return undefined
    const changes = await tx.query
      .selectFrom('search_change')
      .select(['change_id', 'kind', 'id'])
      .where('site_id', '=', siteId)
      .orderBy('change_id')
      .limit(size)
      .execute()
    const wanted = new Map<SearchKind, Set<string>>(KINDS.map((kind) => [kind, new Set()]))
    for (const { kind, id } of changes) wanted.get(kind)!.add(id)
    let rows = changes.length
    for (const stream of ['feedback', 'customer'] as const) {
      const arrived = await arrivals(tx.query, siteId, stream, markers[stream], now, size)
      rows += arrived.length
      for (const { id } of arrived) wanted.get(stream)!.add(id)
      pass(markers[stream], arrived.at(-1), now)
      const swept = again ? await sweep(tx.query, siteId, stream, markers[stream], now) : []
      rows += swept.length
      for (const id of swept) wanted.get(stream)!.add(id)
    }
    // Most feedback opens no complaint; what does is found by its number and messages as well.
    for (const id of wanted.get('feedback')!) wanted.get('complaint')!.add(id)
    let documents = 0
    for (const kind of KINDS) documents += await index(tx, siteId, kind, markers[kind], [...wanted.get(kind)!])
    for (const { site_id, kind, ...columns } of Object.values(markers))
      await tx.query
        .updateTable('search_marker')
        .set(columns)
        .where('site_id', '=', site_id)
        .where('kind', '=', kind)
        .execute()
    if (changes.length > 0)
      await tx.query
        .deleteFrom('search_change')
        .where('site_id', '=', siteId)
        .where(
          'change_id',
          'in',
          changes.map((change) => change.change_id),
        )
        .execute()
    return { rows, documents }
  })
}
