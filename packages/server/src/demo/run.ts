import type { Demo, SiteEventData } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { DemoTable, Tables } from '../database/schema.ts'
import { record } from '../event/record.ts'
import { type Needs, planSite } from '../followup/plan.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { getSite } from '../site/store.ts'
import { emptyDemo } from './empty.ts'

/*
 * The demo's story in somebody's own shop, begun and ended by its owner; a job does the work. It comes only into a shop
 * that has no feedback, so that no figure ever mixes what is made up with what was said before; what comes beside it
 * stays when it is taken away.
 */

/** Always the same story. */
const SEED = 1

/** It was stopped: somebody has it taken away. */
class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** How it stands. */
export async function demoOf(database: Database, siteId: string): Promise<Demo> {
  const { write } = database
  const row = await rowOf(write, siteId)
  const real = await hasReal(write, siteId)
  const at = (time: number | null = null) => (time === null ? null : new Date(time).toISOString())
  const { feedback, complaints } = row ? await counts(write, siteId) : { feedback: 0, complaints: 0 }
  return {
    state: row?.state ?? 'none',
    percent: row?.percent ?? 0,
    feedback,
    complaints,
    real,
    possible: possible(row, real),
    startedAt: at(row?.started_at),
    endedAt: at(row?.ended_at),
    error: row?.error ?? null,
  }
}

function possible(row: DemoTable | undefined, real: boolean): Demo['possible'] {
  if (!row) return real ? [] : ['fill']
  return row.state === 'emptying' ? [] : ['empty']
}

/** Begins to fill a shop. Rejects with `demo_not_possible` where there is something in it. */
export async function beginFilling(database: Database, siteId: string, days: number, now = Date.now()): Promise<void> {
  await database.transaction(async (tx) => {
    await lock(tx, siteId)
    const row = await rowOf(tx.query, siteId)
    if (row?.state === 'filling') return
    if (row)
      throw new Problem(
        'demo_not_possible',
        row.state === 'emptying'
          ? 'The demo is just being taken away. Wait until it is gone.'
          : 'The demo is in this shop already. Take it away before you fill it again: DELETE /api/site/demo.',
        { why: says(row.state === 'emptying' ? 'demo_going' : 'demo_there') },
      )
    if (await hasReal(tx.query, siteId))
      throw new Problem(
        'demo_not_possible',
        'Customers have said something here already, and made-up words beside theirs would make every figure wrong. Fill another, empty site: earshot demo --site pk_demo.',
        { why: says('feedback_there') },
      )
    const begun = {
      state: 'filling',
      days,
      until: now,
      percent: 0,
      started_at: now,
      ended_at: null,
      error: null,
    } as const
    await tx.insertNew('demo', [{ site_id: siteId, ...begun }])
  })
}

/** Begins to take it away; also where it is just being told, or could not be. Where there is none, it is done. */
export async function beginEmptying(database: Database, siteId: string): Promise<void> {
  await database.write
    .updateTable('demo')
    .set({ state: 'emptying', percent: 0, error: null })
    .where('site_id', '=', siteId)
    .where('state', '!=', 'emptying')
    .execute()
}

/** Whether there is something to fill or to empty. */
export async function demosDue(database: Database): Promise<boolean> {
  return (await due(database)).length > 0
}

function due({ write }: Database): Promise<DemoTable[]> {
  return write.selectFrom('demo').selectAll().where('state', 'in', ['filling', 'emptying']).limit(100).execute()
}

/** Fills and empties what is due; what was half done goes on. @returns how many came to their end */
export async function runDemos(needs: Needs, signal?: AbortSignal): Promise<number> {
  const { database } = needs
  let done = 0
  for (const row of await due(database)) {
    if (signal?.aborted) break
    if (await (row.state === 'filling' ? fill(needs, row, signal) : empty(database, row, signal))) done += 1
  }
  return done
}

async function fill(needs: Needs, row: DemoTable, signal?: AbortSignal): Promise<boolean> {
  const { database } = needs
  const { site_id: siteId, days, until } = row
  const site = (await getSite(database, siteId))!
  // A server that only serves does without the story.
  const { seedDemo } = await import('./seed.ts')
  const onProgress = async (at: number, of: number) => {
    const percent = Math.min(99, Math.floor((100 * at) / of))
    if (signal?.aborted || !(await note(database.write, siteId, 'filling', { percent }))) throw new Stopped()
  }
  try {
    await seedDemo(database, site, { seed: SEED, days, until }, onProgress, { apart: true })
    // Whoever looks at it at once finds the return visits, too, for which a job would come in a few minutes.
    await planSite({ ...needs, untold: true }, site, Date.now(), signal)
  } catch (error) {
    if (error instanceof Stopped) return false
    if (database.isGone(error)) throw error
    const why = error instanceof Problem ? error.message : 'Something went wrong on our side.'
    await note(database.write, siteId, 'filling', {
      state: 'failed',
      ended_at: Date.now(),
      error: `The story could not be told to its end. ${why} Take it away: nothing of your own goes with it.`,
    })
    throw error
  }
  return ended(database, siteId, 'full', (tx) =>
    note(tx.query, siteId, 'filling', { state: 'full', percent: 100, ended_at: Date.now() }),
  )
}

async function empty(database: Database, { site_id: siteId, started_at }: DemoTable, signal?: AbortSignal) {
  const whole = Math.max(1, (await counts(database.write, siteId)).feedback)
  const onProgress = async (left: number) => {
    const percent = Math.min(99, Math.floor((100 * (whole - left)) / whole))
    await note(database.write, siteId, 'emptying', { percent })
  }
  if (!(await emptyDemo(database, siteId, started_at, onProgress, signal))) return false
  return ended(database, siteId, 'none', async (tx) => {
    const { numDeletedRows } = await tx.query.deleteFrom('demo').where('site_id', '=', siteId).executeTakeFirst()
    return numDeletedRows > 0n
  })
}

/** Notes the end, and tells of it. */
function ended(database: Database, siteId: string, state: Demo['state'], end: (tx: Tx) => Promise<boolean>) {
  return database.transaction(async (tx) => {
    const done = await end(tx)
    if (done) record(tx, siteId, { type: 'site.demo', data: { state } satisfies SiteEventData })
    return done
  })
}

/** Notes how far it is. @returns false where it is about something else by now */
async function note(
  query: Kysely<Tables>,
  siteId: string,
  state: DemoTable['state'],
  change: Partial<DemoTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await query
    .updateTable('demo')
    .set(change)
    .where('site_id', '=', siteId)
    .where('state', '=', state)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Two who begin at once come one after the other. */
async function lock(tx: Tx, siteId: string): Promise<void> {
  await tx.query
    .updateTable('site')
    .set({ version: (eb) => eb.ref('version') })
    .where('site_id', '=', siteId)
    .execute()
}

function rowOf(query: Kysely<Tables>, siteId: string): Promise<DemoTable | undefined> {
  return query.selectFrom('demo').selectAll().where('site_id', '=', siteId).executeTakeFirst()
}

/** Whether there is feedback that is not of the demo, and counts: trying things out spoils no figure. */
async function hasReal(query: Kysely<Tables>, siteId: string): Promise<boolean> {
  const row = await query
    .selectFrom('feedback as f')
    .select('f.feedback_id')
    .where('f.site_id', '=', siteId)
    .where('f.test', '=', 0)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('demo_row as d')
            .select('d.id')
            .whereRef('d.site_id', '=', 'f.site_id')
            .where('d.kind', '=', 'feedback')
            .whereRef('d.id', '=', 'f.feedback_id'),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What of the demo is in the shop. */
async function counts(query: Kysely<Tables>, siteId: string): Promise<{ feedback: number; complaints: number }> {
  return query
    .selectFrom('demo_row as d')
    .leftJoin('complaint as c', (join) => join.onRef('c.site_id', '=', 'd.site_id').onRef('c.feedback_id', '=', 'd.id'))
    .select([sql<number>`count(d.id)`.as('feedback'), sql<number>`count(c.feedback_id)`.as('complaints')])
    .where('d.site_id', '=', siteId)
    .where('d.kind', '=', 'feedback')
    .executeTakeFirstOrThrow()
}
