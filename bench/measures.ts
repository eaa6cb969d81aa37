import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MeasurePart, type MeasureQuery } from '@earshot/sdk/contract'
import { type Database, openDatabase } from '../packages/server/src/database/engine.ts'
import { measuresOf } from '../packages/server/src/measure/overview.ts'
import { startPostgres } from '../packages/server/test/postgres.ts'
import { table } from './table.ts'
import { filled, NOW } from './year.ts'

/** Feedback of a year on disk; a fifth of them are complaints. */
const SIZES = [1000, 100_000]
/**
 * The best of them counts: what else the machine does is not what is measured. SQLite works in this process, of which
 * the processor's own time can be told; of PostgreSQL it is what passes until it has answered.
 */
const ROUNDS = 7
/** What the dashboard asks first, and whole periods. */
const PERIODS: readonly (readonly [what: string, query: MeasureQuery])[] = [
  ['month: first view', { parts: 'figures,now,series' }],
  ['week', { period: 'week' }],
  ['month', { period: 'month' }],
  ['quarter', { period: 'quarter' }],
  ['year', { period: 'year' }],
  ...MeasurePart.options.map((part) => [`year: ${part}`, { period: 'year' as const, parts: part }] as const),
]

/** `pnpm bench measures`: the dashboard's figures with little and with much on disk. */
export async function run(args: readonly string[] = []): Promise<void> {
  const chosen = args.map(Number).filter((size) => size > 0)
  const sizes = chosen.length > 0 ? chosen : SIZES
  const engines = (['sqlite', 'postgres'] as const).filter((one) => args.includes(one))
  const ratios: string[] = []
  for (const engine of engines.length > 0 ? engines : (['sqlite', 'postgres'] as const)) {
    const columns: Map<string, number>[] = []
    for (const size of sizes) columns.push(await measured(engine, size))
    const [small, large] = [columns[0]!, columns.at(-1)!]
    console.log(`\n${engine}, ${sizes.join(' and ')} feedbacks in a year, a fifth of them complaints\n`)
    table(
      ['best ms', ...sizes.map(String), 'times'],
      [...small].map(([what, ms]) => [
        what,
        ...columns.map((one) => one.get(what)!.toFixed(1)),
        (large.get(what)! / ms).toFixed(1),
      ]),
    )
    const of = (what: string) => `${what} ${large.get(what)!.toFixed(0)} ms`
    ratios.push(`${engine}: ${of('month: first view')}; ${of('month')}; ${of('year')}`)
  }
  console.log(`\n${ratios.join('\n')}`)
}

async function measured(engine: Database['engine'], size: number): Promise<Map<string, number>> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const postgres = engine === 'postgres' ? await startPostgres(['autovacuum_naptime=1s']) : undefined
  const database = await openDatabase({ data, databaseUrl: postgres?.url })
  try {
    const site = await filled(database, size)
    const found = new Map<string, number>()
    for (const [what, query] of PERIODS) {
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const [begin, before] = [performance.now(), process.cpuUsage()]
        await measuresOf(database, site, { date: '2026-11-21', ...query }, NOW)
        const { user, system } = process.cpuUsage(before)
        times.push(engine === 'sqlite' ? (user + system) / 1000 : performance.now() - begin)
      }
      found.set(what, Math.min(...times))
    }
    return found
  } finally {
    await database.close()
    await postgres?.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
