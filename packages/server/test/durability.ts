import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { uuidv7 } from '@earshot/sdk/contract'
import { openDatabase } from '../src/database/engine.ts'
import { addSite } from '../src/site/store.ts'
import { freePort } from './port.ts'

/*
 * What "201" is worth: a real server process under load is killed at random moments and started again; after each kill,
 * every id that was acknowledged must be on disk, once. Used by durability.test.ts and by `pnpm bench durable`.
 */

const CONNECTIONS = 24
/** A kill comes at a random moment within this time after the load begins. */
const KILL_WITHIN_MS = 400

const SERVE = join(import.meta.dirname, 'serve.ts')

export interface Survived {
  /** Feedbacks acknowledged with 201 or 200 over all rounds. */
  acknowledged: number
  /** Rows on disk; more than acknowledged, as some were stored but their sender did not live to hear. */
  stored: number
  /** Complaints among them, each with a number of its own. */
  complaints: number
}

interface Running {
  child: ChildProcess
  url: string
}

/**
 * Kills and restarts a server on the data folder `rounds` times. Throws at the first acknowledged feedback that is
 * missing, number that is given twice, or finding of SQLite's integrity check.
 */
export async function survive(
  data: string,
  widget: string,
  rounds: number,
  onRound = (_round: number) => {},
): Promise<Survived> {
  await makeSite(data)
  const acknowledged = new Set<string>()
  let survived: Survived | undefined
  for (let round = 1; round <= rounds; round++) {
    const server = await start(data, widget)
    const clients = Array.from({ length: CONNECTIONS }, () => talk(server.url, acknowledged))
    await new Promise((later) => setTimeout(later, 50 + Math.random() * KILL_WITHIN_MS))
    const ended = once(server.child, 'exit')
    server.child.kill('SIGKILL')
    await ended
    await Promise.all(clients)
    survived = inspect(data, acknowledged)
    onRound(round)
  }
  return survived!
}

/** Speaks until the server is gone: new feedback, a third of it complaints, now and then a repeat. */
async function talk(url: string, acknowledged: Set<string>): Promise<void> {
  let last: string | undefined
  for (let count = 0; ; count++) {
    const id = last !== undefined && count % 10 === 9 ? last : uuidv7()
    const body = {
      id,
      site: 'pk_test',
      moment: 'purchase',
      answers: { satisfaction: 2, comment: 'Torn' },
      ...(parseInt(id.slice(-1), 16) % 3 === 0 ? { contact: { email: 'ada@example.com' } } : {}),
    }
    try {
      const answer = await fetch(`${url}/v1/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new TypeError(`The server answered ${answer.status}.`)
    } catch {
      return
    }
    acknowledged.add(id)
    last = id
  }
}

/** Looks at the files as the killed server left them. */
function inspect(data: string, acknowledged: ReadonlySet<string>): Survived {
  const handle = new DatabaseSync(join(data, 'earshot.db'))
  try {
    const stored = new Set(
      handle
        .prepare('select feedback_id from feedback')
        .all()
        .map((row) => String(row['feedback_id'])),
    )
    const missing = [...acknowledged].filter((id) => !stored.has(id))
    if (missing.length > 0)
      throw new Error(`${missing.length} acknowledged feedbacks are lost, ${missing[0]} among them.`)
    const [finding] = handle.prepare('pragma integrity_check').all()
    if (finding?.['integrity_check'] !== 'ok')
      throw new Error(`integrity_check says: ${String(finding?.['integrity_check'])}`)
    const numbers = handle
      .prepare('select number from complaint')
      .all()
      .map((row) => String(row['number']))
    const { last } = handle.prepare('select coalesce(sum(last), 0) as last from complaint_counter').get() as {
      last: number
    }
    if (new Set(numbers).size !== numbers.length || numbers.length !== last)
      throw new Error(`${numbers.length} complaints have ${new Set(numbers).size} numbers, and ${last} were counted.`)
    return { acknowledged: acknowledged.size, stored: stored.size, complaints: numbers.length }
  } finally {
    handle.close()
  }
}

/** How often the disk was waited for while `count` feedbacks were acknowledged, one after the other. */
export interface Syncs {
  acknowledged: number
  /** fsync and fdatasync calls of the server. */
  syncs: number
}

/** Counts the server's calls with strace. Throws with what to install where there is none. */
export async function countSyncs(data: string, widget: string, count: number): Promise<Syncs> {
  if (!existsSync('/usr/bin/strace'))
    throw new Error('Counting fsyncs needs strace, which is not on this machine. Install it: "apt install strace".')
  await makeSite(data)
  const server = await start(data, widget)
  const log = join(data, 'strace.log')
  const tracer = spawn('strace', ['-f', '-e', 'trace=fsync,fdatasync', '-o', log, '-p', String(server.child.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await once(tracer.stderr, 'data')
  for (let i = 0; i < count; i++) {
    const answer = await fetch(`${server.url}/v1/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: uuidv7(), site: 'pk_test', moment: 'purchase', answers: { satisfaction: 5 } }),
    })
    if (answer.status !== 201) throw new Error(`The server answered ${answer.status}.`)
  }
  const ended = once(tracer, 'exit')
  tracer.kill('SIGINT')
  await ended
  const stopped = once(server.child, 'exit')
  server.child.kill('SIGKILL')
  await stopped
  const calls = readFileSync(log, 'utf8').match(/\b(fsync|fdatasync)\(/g)?.length ?? 0
  rmSync(log)
  return { acknowledged: count, syncs: calls }
}

async function makeSite(data: string): Promise<void> {
  const database = await openDatabase({ data, databaseUrl: undefined })
  await addSite(database, { key: 'pk_test', name: 'Lumen & Loaf' })
  await database.close()
}

async function start(data: string, widget: string): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--conditions=source', SERVE], {
    env: {
      ...process.env,
      PORT: String(port),
      EARSHOT_HOST: '127.0.0.1',
      EARSHOT_DATA: data,
      EARSHOT_WIDGET: widget,
      EARSHOT_RATE_LIMIT: '0',
      EARSHOT_LOG: 'warn',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('The server ended before it listened.'))),
  ])
  return { child, url: `http://127.0.0.1:${port}` }
}
