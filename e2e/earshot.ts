import { spawn, execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createStaffClient, type StaffClient } from '@earshot/sdk'
import { ENV, ROOT } from '../scripts/run.ts'

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** A real server in a process of its own, in demo mode, on SQLite in a folder of its own. */
export interface Earshot {
  url: string
  /** The staff's view of what was said. */
  staff: StaffClient
  /** Runs an `earshot` command on the same data, as an owner would beside the running server. */
  cli(...args: string[]): Promise<string>
  stop(): Promise<void>
}

/** Starts a server as `pnpm start` does, without building again. */
export async function startEarshot(env: Record<string, string> = {}): Promise<Earshot> {
  const data = mkdtempSync(join(tmpdir(), 'earshot-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const full = { ...ENV, PORT: String(port), EARSHOT_DATA: data, EARSHOT_RATE_LIMIT: '0', DATABASE_URL: '', ...env }
  const child = spawn('node', ['--conditions=source', 'scripts/start.ts', '--built', '--empty'], {
    cwd: ROOT,
    env: full,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  await new Promise<void>((ready, failed) => {
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      if (said.includes(`${url}/demo`)) ready()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => failed(new Error(`The server ended with code ${code} before it was ready:\n${said}`)))
  })
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
    cli,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      rmSync(data, { recursive: true, force: true })
    },
  }
}
