import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { backUp, checkBackup, restore } from '../database/backup.ts'
import { openDatabase } from '../database/engine.ts'
import { printJson, progress, Usage } from './print.ts'
import { withDatabase } from './store.ts'

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
        else console.log('It holds customers’ words and the sites’ secrets: keep it as safe as the data itself.')
      }),
    )
}

/** `earshot restore <file>` */
export function restoreCommand(program: Command): void {
  program
    .command('restore <file>')
    .description('bring a backup into an empty database')
    .option('--json', 'print JSON')
    .action(async (file: string, flags: { json?: true }) => {
      const bar = progress('Checking')
      const header = await checkBackup(file, (done) => bar.at(done)).catch((error: unknown) => {
        throw new Usage(error instanceof Error ? error.message : String(error))
      })
      const database = await openDatabase(loadConfig(), header.migrations.at(-1))
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
        if (flags.json) printJson({ file, rows })
      } finally {
        await database.close()
      }
    })
}
