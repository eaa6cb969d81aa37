import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { join } from 'node:path'
import { ROOT } from '../scripts/run.ts'
import { plausible } from './plausible.ts'
import { table } from './table.ts'

const brotli = (data: string | Buffer) =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** Bytes after brotli of what browsers load, beside plausible-tracker. */
export async function run(): Promise<void> {
  const served = join(ROOT, 'packages/widget/dist/served')
  const manifest = JSON.parse(readFileSync(join(served, 'manifest.json'), 'utf8')) as Record<string, string>
  const bytes = (file: string) => brotli(readFileSync(join(served, file)))
  const loader = bytes('loader.js')
  const panel = bytes(manifest['panel']!)
  const english = bytes(manifest['text/en']!)
  const reference = brotli(await plausible())
  table(
    ['load unit', 'bytes (brotli 11)', 'ceiling'],
    [
      ['loader, unbaked', loader, 1000],
      ['panel and English', panel + english, 10_000],
      ...Object.entries(manifest).map(([unit, file]) => [`  ${unit}`, bytes(file), ''] as const),
      ['plausible-tracker', reference, ''],
    ],
  )
  console.log(
    `\nratios: loader/plausible=${(loader / reference).toFixed(2)} panel/ceiling=${((panel + english) / 10_000).toFixed(2)}`,
  )
}
