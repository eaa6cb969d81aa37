/** Packs each published package and asks publint and attw whether its exports and types hold for those who install it. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { steps, type Step } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-pack-'))
const packed = await steps(
  ['sdk', 'widget', 'server'].map((name): Step => [
    `pack ${name}`,
    'npm',
    'pack',
    '--silent',
    `./packages/${name}`,
    '--pack-destination',
    folder,
  ]),
)
const checks = readdirSync(folder).flatMap((file): Step[] => [
  [`publint ${file}`, 'publint', join(folder, file), '--strict'],
  [`attw ${file}`, 'attw', join(folder, file), '--profile', 'esm-only', '--no-emoji'],
])
const good = packed && (await steps(checks, true))
rmSync(folder, { recursive: true })
process.exitCode = good ? 0 : 1
