import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { freePort } from '../packages/server/test/port.ts'
import { median, table } from './table.ts'

const ROUNDS = 7
const ROUND_MS = 3000
const WARM_MS = 3000
const CONNECTIONS = 64

const SERVE = 'packages/server/test/serve.ts'
const TARGETS = {
  bare: { title: 'bare node:http', script: 'bench/bare.ts', store: undefined },
  nostore: { title: 'server, not storing', script: SERVE, store: '0' },
  server: { title: 'server, every 201 on disk', script: SERVE, store: '1' },
} as const
type Name = keyof typeof TARGETS

interface Figures {
  done: number
  failed: number
  p50: number
  p99: number
  max: number
  /** Processor time of the server for each, in microseconds; steadier than the rate where others use the machine. */
  cpu: number
}

/** The server on one core and the load on another, where the machine can; otherwise both take from each other. */
const PINS = existsSync('/usr/bin/taskset') && availableParallelism() > 1
const pinned = (core: number, command: string[]): [string, string[]] =>
  PINS ? ['taskset', ['-c', String(core), ...command]] : [command[0], command.slice(1)]

/** `pnpm bench ingest`: feedback a second, side by side in interleaved rounds, every 201 looked for on disk afterwards. */
export async function run(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
  const env = {
    ...process.env,
    EARSHOT_DATA: data,
    DATABASE_URL: '',
    EARSHOT_RATE_LIMIT: '0',
    EARSHOT_HOST: '127.0.0.1',
  }
  await makeSite(data)
  const names = Object.keys(TARGETS) as Name[]
  const running = new Map<Name, { child: ChildProcess; port: number }>()
  const ids = join(data, 'acknowledged')
  let ratios
  try {
    for (const name of names) {
      const { script, store } = TARGETS[name]
      const port = await freePort()
      const [command, args] = pinned(0, ['node', '--conditions=source', script])
      const child = spawn(command, args, {
        env: { ...env, PORT: String(port), EARSHOT_STORE: store ?? '' },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      running.set(name, { child, port })
      await answers(port)
    }
    const load = async (name: Name, connections: number, ms: number): Promise<Figures> => {
      const file = name === 'server' ? ids : '/dev/null'
      const [command, args] = pinned(1, [
        'node',
        '--conditions=source',
        'bench/load.ts',
        String(running.get(name)!.port),
        String(connections),
        String(ms),
        file,
      ])
      const before = processorMs(running.get(name)!.child)
      const figures = JSON.parse((await promisify(execFile)(command, args)).stdout) as Omit<Figures, 'cpu'>
      const spent = processorMs(running.get(name)!.child) - before
      return { ...figures, cpu: (spent * 1000) / figures.done }
    }
    const many = new Map<Name, Figures[]>(names.map((name) => [name, []]))
    const one = new Map<Name, Figures>()
    for (const name of names) await load(name, CONNECTIONS, WARM_MS)
    for (let round = 0; round < ROUNDS; round++)
      for (const name of names) many.get(name)!.push(await load(name, CONNECTIONS, ROUND_MS))
    for (const name of names) one.set(name, await load(name, 1, ROUND_MS))
    ratios = print(names, many, one)
  } finally {
    for (const { child } of running.values()) {
      if (child.exitCode !== null) continue
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  }
  const stored = verify(join(data, 'earshot.db'), ids)
  console.log(`\n  ${stored.toLocaleString('en')} feedbacks were acknowledged with 201; each is on disk, once.`)
  rmSync(data, { recursive: true })
  console.log(`\n${ratios}`)
}

/** Prints the table. @returns the line of ratios */
function print(names: readonly Name[], many: ReadonlyMap<Name, Figures[]>, one: ReadonlyMap<Name, Figures>): string {
  const middle = (name: Name, figure: keyof Figures) => median(many.get(name)!.map((round) => round[figure]))
  const rate = (name: Name) => (middle(name, 'done') / ROUND_MS) * 1000
  table(
    ['', 'a second', 'p50 ms', 'p99 ms', 'CPU µs each', 'one connection, p50 ms', 'failed'],
    names.map((name) => [
      TARGETS[name].title,
      Math.round(rate(name)).toLocaleString('en'),
      middle(name, 'p50').toFixed(2),
      middle(name, 'p99').toFixed(2),
      middle(name, 'cpu').toFixed(1),
      one.get(name)!.p50.toFixed(2),
      many.get(name)!.reduce((sum, round) => sum + round.failed, 0),
    ]),
  )
  // Of each round, as what disturbs the machine disturbs all three of it.
  const share = (of: Name) =>
    median(many.get('server')!.map((round, i) => round.done / many.get(of)![i].done)).toFixed(2)
  const cpu = (of: Name) => (middle(of, 'cpu') / middle('server', 'cpu')).toFixed(2)
  const shares = `server/nostore=${share('nostore')} server/bare=${share('bare')}`
  const times = `p99=${middle('server', 'p99').toFixed(1)}ms one=${one.get('server')!.p50.toFixed(2)}ms`
  return `ratios: ${shares} ${times} cpu/nostore=${cpu('nostore')} cpu/bare=${cpu('bare')}`
}

/** Processor time that a process has used, in milliseconds; NaN where the system does not tell. */
function processorMs(child: ChildProcess): number {
  try {
    // Fields 14 and 15 of proc(5), in ticks of 10 ms; the name before them ends with the last bracket.
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

async function makeSite(data: string): Promise<void> {
  const { openDatabase } = await import('../packages/server/src/database/engine.ts')
  const { addSite } = await import('../packages/server/src/site/store.ts')
  const database = await openDatabase({ data, databaseUrl: undefined })
  await addSite(database, { key: 'pk_bench', name: 'Bench', origins: ['https://shop.example'] })
  await database.close()
}

/** Throws unless the ids acknowledged are exactly the ids stored. @returns how many */
function verify(database: string, ids: string): number {
  const acknowledged = readFileSync(ids, 'utf8').split('\n').filter(Boolean)
  const handle = new DatabaseSync(database, { readOnly: true })
  const stored = new Set(
    handle
      .prepare('select feedback_id from feedback')
      .all()
      .map((row) => String(row['feedback_id'])),
  )
  handle.close()
  const missing = acknowledged.filter((id) => !stored.has(id))
  if (missing.length > 0 || new Set(acknowledged).size !== acknowledged.length)
    throw new Error(
      `${missing.length} of ${acknowledged.length} acknowledged feedbacks are not on disk: ${missing[0]}.`,
    )
  return acknowledged.length
}

/** Waits until something answers at the port, whatever it says. */
async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`, { method: 'POST', body: '{}' })
      return
    } catch {
      await new Promise((later) => setTimeout(later, 50))
    }
  }
  throw new Error('The server to measure did not start. Run "pnpm build" first, as it serves the widget.')
}
