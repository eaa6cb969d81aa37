import { spawn } from 'node:child_process'
import { delimiter, join, resolve } from 'node:path'

/** Root of the workspace. */
export const ROOT = resolve(import.meta.dirname, '..')

const BIN = join(ROOT, 'node_modules/.bin')

/** The environment in which the workspace's own Node and tools come first. */
export const ENV = { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}` }

/** Runs a command in the workspace and resolves with its exit code and, unless shown as it comes, what it printed. */
export function run(command: string, args: readonly string[], show = false): Promise<{ code: number; output: string }> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: ROOT, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer) => {
      output += String(chunk)
      if (show) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', failed)
    child.once('close', (code) => done({ code: code ?? 1, output }))
  })
}

/** One step of a script: what is said while it runs, and the command. */
export type Step = readonly [title: string, command: string, ...args: string[]]

/** Runs steps one after the other, a line each; what a failed one printed is shown. Resolves with whether all went well. */
export async function steps(list: readonly Step[], goOn = false): Promise<boolean> {
  let good = true
  for (const [title, command, ...args] of list) {
    const begun = performance.now()
    process.stdout.write(`  ${title} … `)
    const { code, output } = await run(command, args)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    process.stdout.write(code === 0 ? `${seconds} s\n` : `failed after ${seconds} s\n\n${output}\n`)
    if (code !== 0) good = false
    if (!good && !goOn) return false
  }
  return good
}
