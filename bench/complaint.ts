import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { uuidv7 } from '@earshot/sdk/contract'
import { perform } from '../packages/server/src/complaint/command.ts'
import { historyRows, BEGINNING } from '../packages/server/src/complaint/history.ts'
import { complaintOf, customerViewOf } from '../packages/server/src/complaint/view.ts'
import { type Database, openDatabase } from '../packages/server/src/database/engine.ts'
import type {
  ClockTable,
  ComplaintHistoryTable,
  ComplaintTable,
  FeedbackTable,
} from '../packages/server/src/database/schema.ts'
import { escalateDue } from '../packages/server/src/promise/escalate.ts'
import { startClock } from '../packages/server/src/promise/clocks.ts'
import { DEFAULT_POLICY } from '../packages/server/src/promise/policy.ts'
import { addSite, type Site } from '../packages/server/src/site/store.ts'
import { addStaff } from '../packages/server/src/staff/store.ts'
import { startPostgres } from '../packages/server/test/postgres.ts'
import { complaintRow, feedbackRow } from './rows.ts'
import { median, table } from './table.ts'

/** Complaints on disk, unless given as arguments. */
const SIZES = [10_000, 1_000_000]
/** Complaints that each go through the commands. */
const ROUNDS = 300
const DUE = 10_000
const CHUNK = 1000
const LOOK_MS = 8000
const URL = 'https://earshot.example'
/** What the design asks for. */
const GOAL = { command: 5, page: 20, escalate: 5 }

/** The commands of one complaint's way, each timed; assignment, clocks, mail and history are part of them. */
const WAY = [
  ['assess', { founded: true, severity: 'high' }],
  ['assign', {}],
  ['message', { words: 'We are looking into it.', promise: '2999-01-01T00:00:00Z' }],
  ['propose', { remedies: [{ kind: 'refund', terms: 'Your money back', cost: 900, tasks: [{ kind: 'refund' }] }] }],
] as const

interface Figures {
  commands: Map<string, number>
  all: number
  p99: number
  staff: number
  page: number
  escalate: number
  commit: number
}

/** `pnpm bench complaint`: commands and escalation, with few and with many complaints on disk, on both databases. */
export async function run(args: readonly string[] = []): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : SIZES
  const rows: (string | number)[][] = []
  const ratios: string[] = []
  for (const engine of ['sqlite', 'postgres'] as const) {
    const figures: Figures[] = []
    for (const size of sizes) {
      const one = await measured(engine, size)
      figures.push(one)
      rows.push([
        `${engine}, ${size.toLocaleString('en')}`,
        ...WAY.map(([name]) => ms(one.commands.get(name)!)),
        ms(one.all),
        ms(one.p99),
        ms(one.staff),
        ms(one.page),
        (one.escalate / 1000).toFixed(2),
        ms(one.commit),
      ])
    }
    const [first, last] = [figures[0], figures.at(-1)!]
    ratios.push(
      `${engine}: command ${(last.all / GOAL.command).toFixed(2)} of ${GOAL.command} ms, ` +
        `${(last.all / first.all).toFixed(2)} of itself with few, ${(last.all / last.commit).toFixed(1)} bare commits; ` +
        `page ${(last.page / GOAL.page).toFixed(2)} of ${GOAL.page} ms; ` +
        `escalation ${(last.escalate / 1000 / GOAL.escalate).toFixed(2)} of ${GOAL.escalate} s`,
    )
  }
  table(
    [
      'complaints',
      ...WAY.map(([name]) => name),
      'all p50 ms',
      'p99',
      'staff view',
      'customer',
      '10,000 due, s',
      'bare commit',
    ],
    rows,
  )
  console.log(`\n${ratios.join('\n')}`)
}

function ms(value: number): string {
  return value.toFixed(2)
}

async function measured(engine: Database['engine'], size: number): Promise<Figures> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres(['autovacuum_naptime=1s']) : undefined
  const database = await openDatabase({ data, databaseUrl: postgres?.url })
  try {
    const site = await addSite(database, { key: 'pk_bench', name: 'Bench' })
    await database.transaction(async (tx) => {
      for (let i = 0; i < 10; i++) {
        const role = i === 0 ? 'owner' : i < 3 ? 'manager' : 'agent'
        await addStaff(tx, site.id, { name: `Staff ${i}`, email: `s${i}@example.com`, role }, 'never signs in')
      }
    })
    const ids = await fill(database, site, size)
    // A table that is filled in one go is unknown to PostgreSQL's planner until it has looked by itself.
    if (postgres) await setTimeout(LOOK_MS)
    return await measure(database, site, ids)
  } finally {
    await database.close()
    await postgres?.stop()
    rmSync(data, { recursive: true })
  }
}

/** Complaints as they are a day after registration. @returns some of their ids */
async function fill(database: Database, site: Site, size: number): Promise<string[]> {
  const some: string[] = []
  const staff = await database.write.selectFrom('staff').select('staff_id').execute()
  const calendar = { timeZone: site.timeZone, ...DEFAULT_POLICY.calendar }
  const now = Date.now()
  for (let at = 0; at < size; at += CHUNK) {
    const feedback: FeedbackTable[] = []
    const complaints: ComplaintTable[] = []
    const histories: ComplaintHistoryTable[] = []
    const clocks: ClockTable[] = []
    for (let i = at; i < Math.min(size, at + CHUNK); i++) {
      const id = uuidv7()
      const key = { site_id: site.id, feedback_id: id }
      // One of fifty is open: a shop answers what it gets.
      const open = i % 50 === 0 || size <= 10_000
      if (open) some.push(id)
      const [row] = historyRows(
        key,
        BEGINNING,
        [{ command: 'register', payload: {}, stage: 'received' }],
        { kind: 'customer' },
        now,
      )
      feedback.push(saidRow(site, id, now))
      complaints.push(toldRow(key, i, open, staff[i % staff.length].staff_id, row, now))
      histories.push(row)
      const clock = startClock(key, 'first-answer', { hours: 24, working: false }, calendar, now)
      clocks.push(open ? clock : { ...clock, stopped_at: now, next_at: null })
    }
    await database.insertMany('feedback', feedback)
    await database.insertMany('complaint', complaints)
    await database.insertMany('complaint_history', histories)
    await database.insertMany('clock', clocks)
  }
  return some
}

async function measure(database: Database, site: Site, ids: readonly string[]): Promise<Figures> {
  const needs = { database, config: { url: URL } }
  const actor = { kind: 'key', id: 'bench', name: 'bench', role: 'owner', siteId: site.id } as const
  const times = new Map<string, number[]>(WAY.map(([name]) => [name, []]))
  const staff: number[] = []
  const page: number[] = []
  const commit: number[] = []
  const step = Math.max(1, Math.floor(ids.length / ROUNDS))
  for (let round = 0; round < ROUNDS; round++) {
    const feedbackId = ids[round * step]
    let complaint: ComplaintTable | undefined
    for (const [command, payload] of WAY) {
      const order = { siteId: site.id, feedbackId, command, payload, actor }
      times.get(command)!.push(await timed(async () => (complaint = await perform(needs, order))))
    }
    staff.push(await timed(() => complaintOf(database.write, complaint!, actor, URL)))
    page.push(await timed(() => customerViewOf(database.write, complaint!, site)))
    commit.push(
      await timed(() => database.insertMany('probe', [{ site_id: `bench${round}`, filler: 'x'.repeat(600) }])),
    )
  }
  const due = await database.write
    .selectFrom('clock')
    .select('feedback_id')
    .where('next_at', 'is not', null)
    .limit(DUE)
    .execute()
  const now = Date.now()
  const late = now + 25 * 3600_000
  const count = due.length
  // Exactly as many as are to be measured, be there more that run.
  await database.write.updateTable('clock').set({ next_at: null }).where('next_at', 'is not', null).execute()
  for (let at = 0; at < count; at += CHUNK)
    await database.write
      .updateTable('clock')
      .set({ next_at: now })
      .where('site_id', '=', site.id)
      .where(
        'feedback_id',
        'in',
        due.slice(at, at + CHUNK).map((one) => one.feedback_id),
      )
      .where('stopped_at', 'is', null)
      .execute()
  let escalated = 0
  const escalate = await timed(async () => (escalated = await escalateDue(database, URL, late)))
  const all = [...times.values()].flat()
  return {
    commands: new Map([...times].map(([name, list]) => [name, median(list)])),
    all: median(all),
    p99: all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.99)],
    staff: median(staff),
    page: median(page),
    escalate: (escalate / Math.max(1, escalated)) * DUE,
    commit: median(commit),
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function saidRow(site: Site, id: string, now: number): FeedbackTable {
  return feedbackRow({
    site_id: site.id,
    feedback_id: id,
    received_at: now,
    satisfaction: 2,
    answers: '{"satisfaction":2,"comment":"The loaf was burnt on one side, and the box was wet."}',
    contact: '{"email":"ada@example.com","name":"Ada"}',
    wanted: 1,
    search: 'the loaf was burnt on one side, and the box was wet.',
  })
}

function toldRow(
  key: { site_id: string; feedback_id: string },
  count: number,
  open: boolean,
  assignee: string,
  history: ComplaintHistoryTable,
  now: number,
): ComplaintTable {
  return complaintRow({
    ...key,
    number: `2026-${String(count + 1).padStart(6, '0')}`,
    token: key.feedback_id.replaceAll('-', '').slice(10),
    stage: open ? 'received' : 'closed',
    opened_at: now,
    head: history.hash,
    outcome: open ? null : 'resolved',
    closed_at: open ? null : now,
    replied: open ? 0 : 1,
    due_at: open ? now : null,
    assignee,
    language: 'en',
  })
}
