import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createStaffClient, type StaffClient } from '@earshot/sdk'
import { freePort } from '../packages/server/test/port.ts'
import { ENV, ROOT } from '../scripts/run.ts'

/** A real server in a process of its own, in demo mode, on SQLite in a folder of its own. */
export interface Earshot {
  url: string
  /** The staff's view of what was said, with an owner's key. */
  staff: StaffClient
  /** That key. */
  key: string
  /** The link that was printed at its start: the first owner's, once. */
  ownerLink: string | undefined
  /** File of its database. */
  database: string
  /** Runs an `earshot` command on the same data, as an owner would beside the running server. */
  cli(...args: string[]): Promise<string>
  /** Stops the server and starts it again, on the same data at the same address; between them it does `meanwhile`. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Starts a server as `pnpm start` does, without building again. */
export async function startEarshot(env: Record<string, string> = {}): Promise<Earshot> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const full = { ...ENV, PORT: String(port), EARSHOT_DATA: data, EARSHOT_RATE_LIMIT: '0', DATABASE_URL: '', ...env }
  let { child, said } = await serve(DEMO, full)
  const cli = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)(
      'node',
      ['--conditions=source', 'packages/server/src/main.ts', ...args],
      { cwd: ROOT, env: full },
    )
    return stdout
  }
  const { key } = JSON.parse(await cli('key', 'create', '--site', 'pk_demo', '--role', 'owner', '--json')) as {
    key: string
  }
  return {
    url,
    staff: createStaffClient({ url, key }),
    key,
    ownerLink: /Be its owner +(\S+)/.exec(said)?.[1],
    database: join(data, 'earshot.db'),
    cli,
    restart: async (meanwhile) => {
      await end(child)
      await meanwhile?.()
      ;({ child, said } = await serve(DEMO, full))
    },
    stop: async () => {
      await end(child)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** What starts the demo, and what it says last. */
const DEMO: readonly [command: string[], last: RegExp] = [['scripts/start.ts', '--built', '--empty'], /Ctrl-C stops it/]

/** Starts a server's process, and resolves with what it said when it is ready. */
export async function serve(
  [command, last]: typeof DEMO,
  env: Record<string, string | undefined>,
): Promise<{ child: ChildProcess; said: string }> {
  const args = ['--conditions=source', ...command]
  const child = spawn('node', args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  await new Promise<void>((ready, failed) => {
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      if (said.search(last) >= 0) ready()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => failed(new Error(`The server ended with code ${code} before it was ready:\n${said}`)))
  })
  return { child, said }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
