import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { backUp, checkBackup, restore } from '../database/backup.ts'
import { type Database, openDatabase } from '../database/engine.ts'
import { eraseAgain } from '../privacy/again.ts'
import { copyIn, FILE, takeCopy } from '../privacy/file.ts'
import { listSites } from '../site/store.ts'
import { printJson, progress, Usage } from './print.ts'
import { withDatabase } from './store.ts'

/** What whoever keeps a backup should know. */
const KEEP =
  'It holds customers’ words and the sites’ secrets: keep it as safe as the data itself. What is erased later is in it ' +
  `still: keep ${FILE} beside it, or "earshot privacy tombstones", and a restore erases that again.`

/** `earshot backup [file]` */
export function backupCommand(program: Command): void {
  program
    .command('backup [file]')
    .description('save everything in one file, also while the server runs')
    .option('--json', 'print JSON')
    .action((file: string | undefined, flags: { json?: true }) =>
      withDatabase(async (database) => {
        const to = file ?? `earshot-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.jsonl.gz`
        const bar = progress('Saving')
        const rows = await backUp(database, to, (done) => bar.at(done)).catch((error: NodeJS.ErrnoException) => {
          if (!/^E(NOENT|ACCES|ROFS|ISDIR|NOTDIR|NOSPC)$/.test(error.code ?? '')) throw error
          throw new Usage(`${to} cannot be written (${error.code}). Name a file in a folder that this user may write.`)
        })
        bar.end(
          `${Object.values(rows)
            .reduce((sum, one) => sum + one, 0)
            .toLocaleString('en')} rows saved in ${to}.`,
        )
        if (flags.json) printJson({ file: to, rows })
        else console.log(KEEP)
      }),
    )
}

/** `earshot restore <file>` */
export function restoreCommand(program: Command): void {
  program
    .command('restore <file>')
    .description('bring a backup into an empty database')
    .option('--erasures <file>', 'what was erased since the backup; erasures.jsonl beside the data by default')
    .option('--json', 'print JSON')
    .action(async (file: string, flags: { json?: true; erasures?: string }) => {
      const bar = progress('Checking')
      if (flags.erasures !== undefined && !existsSync(flags.erasures))
        throw new Usage(`There is no file ${flags.erasures}. Compare the path of --erasures.`)
      const config = loadConfig()
      const header = await checkBackup(file, (done) => bar.at(done)).catch((error: unknown) => {
        throw new Usage(error instanceof Error ? error.message : String(error))
      })
      const database = await openDatabase(config, header.migrations.at(-1))
      try {
        const taken = await database.write.selectFrom('site').select('key').limit(1).executeTakeFirst()
        if (taken)
          throw new Usage(
            `${database.where} holds the site ${taken.key} already; a restore goes only into an empty database. ` +
              'Stop the server, move the old data aside or name another place (EARSHOT_DATA, DATABASE_URL), and try again.',
          )
        const loading = progress('Restoring')
        const rows = await restore(database, file, (done, total) => loading.at(done, total))
        loading.end(
          `${Object.values(rows)
            .reduce((sum, one) => sum + one, 0)
            .toLocaleString('en')} rows restored into ${database.where}.`,
        )
        const erased = await forget(database, flags.erasures ?? copyIn(config.data), header.madeAt)
        if (flags.json) printJson({ file, rows, erasedAgain: erased })
      } finally {
        await database.close()
      }
    })
}

/** Erases again what was erased since the backup was made. @returns how many things */
async function forget(database: Database, erasures: string | undefined, madeAt: string): Promise<number> {
  if (erasures === undefined)
    console.error(
      `Nothing tells what was erased since ${madeAt.slice(0, 16).replace('T', ' ')} UTC. If somebody was, bring ${FILE} ` +
        'from the old data: earshot privacy again --erasures <file>',
    )
  else await takeCopy(database, erasures)
  let erased = 0
  for (const { id } of await listSites(database)) erased += await eraseAgain(database, id, Date.now())
  if (erased > 0) console.error(`Erased again: ${erased.toLocaleString('en')} things that were erased since.`)
  return erased
}
