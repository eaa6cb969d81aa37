import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { uuidv7 } from '@earshot/sdk/contract'
import { listComplaints } from '../packages/server/src/complaint/list.ts'
import { type Database, openDatabase } from '../packages/server/src/database/engine.ts'
import type { ComplaintTable, FeedbackTable } from '../packages/server/src/database/schema.ts'
import { listFeedback } from '../packages/server/src/feedback/store.ts'
import { rebuild } from '../packages/server/src/search/fill.ts'
import { searchSite } from '../packages/server/src/search/site.ts'
import { addSite, type Site } from '../packages/server/src/site/store.ts'
import { startPostgres } from '../packages/server/test/postgres.ts'
import { complaintRow, feedbackRow } from './rows.ts'
import { median, table } from './table.ts'

/** Feedback on disk, unless given as arguments. */
const SIZES = [100_000, 1_000_000]
const ENGINES = ['sqlite', 'postgres'] as const
const CHUNK = 1000
const ROUNDS = 21
const LOOK_MS = 8000
const URL = 'https://earshot.example'
/** What the design asks for, in milliseconds. */
const GOAL = 50
/** One of so many is a complaint. */
const COMPLAINTS = 5

/** What is looked for, and why it may be hard. */
const ASKED: readonly (readonly [what: string, text: string, satisfaction?: string])[] = [
  ['in half of all', 'everyday'],
  ['in ten of all', 'onlyten'],
  ['in none', 'nowhere'],
  ['in one of a thousand', 'thousandth'],
  ['half, and ten', 'everyday onlyten'],
  ['two halves that never meet', 'evenrow oddrow '],
  ['common once, not since', 'formerly'],
  ['half, and satisfied 1 of 5', 'everyday', '1'],
  ['ten, and satisfied 1 of 5', 'onlyten', '1'],
  ['one letter', 'e'],
  ['the beginning of a word', 'every'],
  ['the beginning of a rare word', 'onlyt'],
  ['half, and a beginning', 'everyday th'],
  ['two halves that never meet, typing', 'evenrow oddro'],
  ['two Chinese characters', '包裝'],
  ['one Chinese character', '包'],
  ['a Korean word', '배송'],
  ['a mail address', 'customer777@example.com'],
  ['an order number', '2026-000777'],
  ['50 KB', 'everyday words and more '.repeat(2100)],
]

/** `pnpm bench search`: words in feedback, complaints and across all, on both databases. */
export async function run(args: readonly string[] = []): Promise<void> {
  const numbers = args.map(Number).filter((size) => size > 0)
  const sizes = numbers.length > 0 ? numbers : SIZES
  const named = ENGINES.filter((engine) => args.includes(engine))
  const engines = named.length > 0 ? named : ENGINES
  const ratios: string[] = []
  for (const size of sizes)
    for (const engine of engines) {
      const { rows, filled, bytes, worst } = await measured(engine, size)
      console.log(`\n${engine}, ${size.toLocaleString('en')} feedbacks, one of ${COMPLAINTS} a complaint\n`)
      table(['looked for', 'feedback p50 ms', 'worst', 'complaints p50', 'worst', 'everywhere p50', 'worst'], rows)
      console.log(
        `\n  indexed at ${Math.round(size / filled).toLocaleString('en')} a second; ` +
          `the index takes ${Math.round(bytes / size)} bytes a feedback`,
      )
      ratios.push(`${engine}, ${size.toLocaleString('en')}: slowest median ${(worst / GOAL).toFixed(2)} of ${GOAL} ms`)
    }
  console.log(`\n${ratios.join('\n')}`)
}

interface Figures {
  rows: string[][]
  /** Seconds. */
  filled: number
  bytes: number
  /** The slowest of all medians, in milliseconds. */
  worst: number
}

async function measured(engine: Database['engine'], size: number): Promise<Figures> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres(['autovacuum_naptime=1s']) : undefined
  const database = await openDatabase({ data, databaseUrl: postgres?.url })
  try {
    const site = await addSite(database, { key: 'pk_bench', name: 'Bench' })
    await fill(database, site, size)
    const before = await bytesOf(database, data)
    const begun = performance.now()
    await rebuild(database, site.id, () => {})
    const filled = (performance.now() - begun) / 1000
    const bytes = (await bytesOf(database, data)) - before
    if (postgres) await setTimeout(LOOK_MS)
    const rows: string[][] = []
    let worst = 0
    const actor = { kind: 'key', siteId: site.id, name: 'bench', role: 'owner' } as never
    for (const [what, text, satisfaction] of ASKED) {
      const ways = [
        () => listFeedback(database, site.id, { text, ...(satisfaction && { satisfaction }) }, URL),
        () => listComplaints(database, actor, { text }, URL),
        () => searchSite(database, site.id, { text }),
      ]
      const row = [what]
      for (const way of ways) {
        const times = await timed(way)
        worst = Math.max(worst, median(times))
        row.push(median(times).toFixed(1), Math.max(...times).toFixed(1))
      }
      rows.push(row)
    }
    return { rows, filled, bytes, worst }
  } finally {
    await database.close()
    await postgres?.stop()
    rmSync(data, { recursive: true })
  }
}

async function timed(way: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  // The first is not counted: nobody measures a cold cache of a database that was just filled.
  for (let i = 0; i <= ROUNDS; i++) {
    const begun = performance.now()
    await way()
    if (i > 0) times.push(performance.now() - begun)
  }
  return times
}

async function bytesOf(database: Database, data: string): Promise<number> {
  if (database.engine === 'sqlite')
    return readdirSync(data).reduce((sum, name) => sum + statSync(join(data, name)).size, 0)
  const { bytes } = await database.read
    .selectNoFrom((eb) => eb.fn<number>('pg_database_size', [eb.fn('current_database')]).as('bytes'))
    .executeTakeFirstOrThrow()
  return bytes
}

/** Feedback of a year, in words whose frequencies fall as those of a language do. */
async function fill(database: Database, site: Site, size: number): Promise<void> {
  const begin = Date.now() - 365 * 24 * 3_600_000
  let seed = 1
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const ranked = (of: number) => Math.min(of - 1, Math.floor(of ** random()) - 1)
  const syllables = ['ba', 'ke', 'li', 'mo', 'nu', 'pa', 're', 'si', 'to', 'vu', 'wa', 'ze', 'chi', 'gro', 'sta', 'fle']
  const latin = (rank: number) => {
    let word = ''
    for (let left = rank + 16; left > 0; left = Math.floor(left / 16)) word += syllables[left % 16]!
    return word
  }
  const han = (rank: number) => String.fromCodePoint(0x4e00 + ((rank * 7919) % 6000))
  const hangul = (rank: number) => String.fromCodePoint(0xac00 + ((rank * 7919) % 2000))
  for (let at = 0; at < size; at += CHUNK) {
    const feedback: FeedbackTable[] = []
    const complaints: ComplaintTable[] = []
    for (let i = at; i < Math.min(size, at + CHUNK); i++) {
      const length = 5 + Math.floor(random() * 25)
      const words: string[] = []
      for (let k = 0; k < length; k++)
        words.push(i % 4 === 1 ? han(ranked(6000)) : i % 8 === 2 ? hangul(ranked(2000)) : latin(ranked(30_000)))
      let comment = words.join(i % 4 === 1 ? '' : ' ')
      if (i % 4 === 1 && i % 8 === 1) comment += '包裝破損'
      if (i % 8 === 2) comment += ' 배송이 늦었어요'
      if (random() < 0.5) comment += ' everyday'
      comment += i % 2 === 0 ? ' evenrow' : ' oddrow'
      if (i < size * 0.3) comment += ' formerly'
      if (i % 1000 === 7) comment += ' thousandth'
      if (i % Math.floor(size / 10) === 11) comment += ' onlyten'
      const complaint = i % COMPLAINTS === 2
      const key = { site_id: site.id, feedback_id: uuidv7() }
      const receivedAt = begin + Math.floor((i / size) * 365 * 24 * 3_600_000)
      const contact = complaint ? JSON.stringify({ email: `customer${i}@example.com` }) : null
      const order = { id: String(1000 + i), items: [{ name: 'Mug', sku: 'A-1' }], proven: false }
      feedback.push(
        feedbackRow({
          ...key,
          received_at: receivedAt,
          satisfaction: 1 + (i % 5),
          answers: JSON.stringify({ satisfaction: 1 + (i % 5), comment }),
          contact,
          order_id: order.id,
          order_data: JSON.stringify(order),
          search: `${comment}\n${order.id}\nmug\na-1`,
        }),
      )
      if (complaint) complaints.push(told(key, i, receivedAt))
    }
    await database.insertMany('feedback', feedback)
    await database.insertMany('complaint', complaints)
  }
}

function told(key: { site_id: string; feedback_id: string }, count: number, openedAt: number): ComplaintTable {
  return complaintRow({
    ...key,
    number: `2026-${String(count).padStart(6, '0')}`,
    token: `token${count}`,
    stage: count % 50 === 2 ? 'received' : 'closed',
    opened_at: openedAt,
  })
}
