import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countSyncs, survive } from '../packages/server/test/durability.ts'
import { table } from './table.ts'

const ROUNDS = 200
const SYNCED = 500

/** `pnpm bench durable [rounds]`: kills a server under load again and again; every acknowledged feedback must be there. */
export async function run(args: readonly string[] = []): Promise<void> {
  const rounds = Number(args[0] ?? ROUNDS)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`The number of rounds must be whole, not "${args[0]}".`)
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'earshot-durable-')))
  const widget = join(import.meta.dirname, '../packages/widget/dist/served')
  try {
    const { acknowledged, stored, complaints } = await survive(folders[0], widget, rounds, (round) => {
      if (process.stderr.isTTY) process.stderr.write(`\r  killed ${round} of ${rounds} times`)
    })
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    const { syncs } = await countSyncs(folders[1], widget, SYNCED)
    table(
      ['', ''],
      [
        ['kill -9', rounds],
        ['acknowledged', acknowledged],
        ['of these lost', 0],
        ['stored', stored],
        ['complaints, each numbered once', complaints],
        ['one after the other', SYNCED],
        ['fsyncs meanwhile', syncs],
      ],
    )
    console.log(`\nratios: lost/acknowledged=0/${acknowledged} fsyncs/acknowledged=${(syncs / SYNCED).toFixed(2)}`)
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}
