import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ComplaintQuery, type FeedbackQuery, uuidv7 } from '@earshot/sdk/contract'
import { listComplaints } from '../packages/server/src/complaint/list.ts'
import { type Database, openDatabase } from '../packages/server/src/database/engine.ts'
import { countsFor } from '../packages/server/src/desk/counts.ts'
import { listFeedback } from '../packages/server/src/feedback/store.ts'
import { mark } from '../packages/server/src/mark/mark.ts'
import { rebuild } from '../packages/server/src/search/fill.ts'
import { addSite, type Site } from '../packages/server/src/site/store.ts'
import type { StaffActor } from '../packages/server/src/staff/actor.ts'
import { addStaff } from '../packages/server/src/staff/store.ts'
import { startPostgres } from '../packages/server/test/postgres.ts'
import { complaintRow, feedbackRow } from './rows.ts'
import { median, table } from './table.ts'

/** Feedback on disk; one of so many is a complaint. */
const SIZES = [1000, 100_000]
const COMPLAINTS = 5
const CHUNK = 1000
const ROUNDS = 15
const URL = 'https://earshot.example'
const DAY = 24 * 3_600_000

const LISTS: readonly (readonly [what: string, query: FeedbackQuery])[] = [
  ['inbox', {}],
  ['inbox: unread', { unread: 'true' }],
  ['inbox: read', { unread: 'false' }],
  ['inbox: label on 3', { label: 'rare' }],
  ['inbox: label on a tenth', { label: 'tenth' }],
  ['inbox: complaints', { complaint: 'true' }],
  ['inbox: with photos (3)', { photos: 'true' }],
  ['inbox: a product', { product: 'Rare' }],
  ['inbox: an order', { order: '777' }],
]

const QUEUES: readonly (readonly [what: string, query: ComplaintQuery])[] = [
  ['queue: open, by due', { stage: 'open', sort: 'due' }],
  ['queue: mine, by due', { stage: 'open', sort: 'due', assignee: 'me' }],
  ['queue: my departments', { department: 'mine', stage: 'open', sort: 'due' }],
  ['queue: label on 3', { label: 'rare' }],
  ['queue: category of none', { category: 'nowhere' }],
  ['queue: category, open', { category: 'bread', stage: 'open', sort: 'due' }],
  ['queue: cause of none', { cause: 'nowhere' }],
  ['queue: approval', { approval: 'mine' }],
  ['queue: a product', { product: 'Rare' }],
  ['queue: newest', {}],
]

/** `pnpm bench desk`: what the console asks most, with little and with much on disk. */
export async function run(args: readonly string[] = []): Promise<void> {
  const sizes = args.map(Number).filter((size) => size > 0)
  const ratios: string[] = []
  for (const engine of ['sqlite', 'postgres'] as const) {
    const columns: Map<string, number>[] = []
    for (const size of sizes.length > 0 ? sizes : SIZES) columns.push(await measured(engine, size))
    const [small, large] = [columns[0]!, columns.at(-1)!]
    console.log(
      `\n${engine}, ${(sizes.length > 0 ? sizes : SIZES).join(' and ')} feedbacks, a fifth of them complaints\n`,
    )
    table(
      ['p50 ms', ...columns.map((_, i) => String((sizes.length > 0 ? sizes : SIZES)[i]))],
      [...small.keys()].map((what) => [what, ...columns.map((one) => one.get(what)!.toFixed(1))]),
    )
    const [what, slowest] = [...large].reduce((a, b) => (a[1] > b[1] ? a : b))
    ratios.push(`${engine}: counts ${large.get('counts')!.toFixed(1)} ms; slowest ${what} ${slowest.toFixed(1)} ms`)
  }
  console.log(`\n${ratios.join('\n')}`)
}

async function measured(engine: Database['engine'], size: number): Promise<Map<string, number>> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres(['autovacuum_naptime=1s']) : undefined
  const database = await openDatabase({ data, databaseUrl: postgres?.url })
  try {
    const site = await addSite(database, { name: 'Bench' })
    const actor = await fill(database, site, size)
    const found = new Map<string, number>()
    const time = async (what: string, work: () => Promise<unknown>) => {
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const begin = performance.now()
        await work()
        times.push(performance.now() - begin)
      }
      found.set(what, median(times))
    }
    await time('counts', () => countsFor(database, actor, 'Europe/Berlin'))
    for (const [what, query] of LISTS) await time(what, () => listFeedback(database, site.id, query, URL, actor.id))
    for (const [what, query] of QUEUES) await time(what, () => listComplaints(database, actor, query, URL))
    return found
  } finally {
    await database.close()
    await postgres?.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

/** A year of feedback, of which a member has read most. */
export async function fill(database: Database, site: Site, size: number): Promise<StaffActor> {
  const begin = Date.now() - 365 * DAY
  const member = await database.transaction((tx) =>
    addStaff(tx, site.id, { name: 'Ada', email: 'ada@example.com', role: 'manager' }, 'x', begin),
  )
  await database.write
    .insertInto('department')
    .values({ site_id: site.id, department_id: 'd1', name: 'Kitchen', lead: member.id })
    .execute()
  const ids: string[] = []
  for (let at = 0; at < size; at += CHUNK) {
    const rows = Array.from({ length: CHUNK }, (_, k) => at + k).map((i) => ({
      i,
      key: { site_id: site.id, feedback_id: uuidv7() },
      received_at: begin + Math.floor((i / size) * 365 * DAY),
    }))
    ids.push(...rows.map(({ key }) => key.feedback_id))
    await database.insertMany(
      'feedback',
      rows.map(({ i, key, received_at }) =>
        feedbackRow({
          ...key,
          received_at,
          satisfaction: 1 + (i % 5),
          answers: JSON.stringify({ satisfaction: 1 + (i % 5), comment: `Word ${i}` }),
          order_id: String(i),
          product: i % (size / 4) === 3 ? JSON.stringify({ name: 'Rare' }) : null,
          attachments: i % (size / 3) === 1 ? '["photo"]' : '[]',
          search: `word ${i}`,
        }),
      ),
    )
    const complaints = rows.filter(({ i }) => i % COMPLAINTS === 2)
    await database.insertMany(
      'complaint',
      complaints.map(({ i, key, received_at }) =>
        complaintRow({
          ...key,
          number: `2026-${String(i).padStart(6, '0')}`,
          token: `t${i}`,
          stage: i % 50 === 2 ? (i % 500 === 2 ? 'approving' : 'investigating') : 'closed',
          outcome: i % 50 === 2 ? null : 'resolved',
          opened_at: received_at,
          due_at: i % 100 === 2 ? received_at + 3 * DAY : null,
          assignee: i % 3 === 0 ? member.id : 'other',
          department_id: i % 7 === 0 ? 'd1' : 'd2',
          category_id: i % 2 === 0 ? 'bread' : 'tea',
          root_cause: 'oven',
        }),
      ),
    )
    await database.insertMany(
      'labelled',
      rows
        .filter(({ i }) => i % 10 === 2)
        .map(({ key, received_at }) => ({ ...key, label_id: 'tenth', at: received_at })),
    )
    await database.insertMany(
      'labelled',
      rows
        .filter(({ i }) => i % (size / 2) === 7 || i === 52)
        .map(({ key, received_at }) => ({ ...key, label_id: 'rare', at: received_at })),
    )
  }
  await database.transaction((tx) => mark(tx, site.id, member.id, { upTo: ids[size - 300]! }))
  await database.transaction((tx) => mark(tx, site.id, member.id, { ids: ids.slice(10, 20), read: false }))
  await database.transaction((tx) => mark(tx, site.id, member.id, { ids: ids.slice(-250), read: true }))
  await rebuild(database, site.id, () => {})
  return { kind: 'staff', id: member.id, name: 'Ada', role: 'manager', siteId: site.id }
}
