import type { Command } from 'commander'
import type { Config } from '../config.ts'
import type { Database } from '../database/engine.ts'
import { revisions } from '../site/revision.ts'
import { seenOrigins } from '../site/seen.ts'
import { findSite, type Site } from '../site/store.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { withDatabase } from './store.ts'

/** `earshot site seen` and `earshot site history`: what became of a site. */
export function seenCommands(site: Command): void {
  site
    .command('seen <key>')
    .description('list the origins whose pages asked for a site’s script or sent to it, last seen first')
    .option('--json', 'print JSON')
    .action((key: string, flags: { json?: true }) =>
      ofSite(key, async (database, found, { url }) => {
        const seen = await seenOrigins(database, found, new URL(url).origin)
        if (flags.json) return printJson(seen)
        if (seen.length === 0) return console.log(`The script of ${key} was not seen anywhere yet.`)
        printTable(
          ['origin', 'first', 'last', 'may send'],
          seen.map((one) => [one.origin, minute(one.firstAt), minute(one.lastAt), one.allowed ? 'yes' : 'no']),
        )
      }),
    )

  site
    .command('history <key>')
    .description('list who changed which settings of a site, newest first')
    .option('--json', 'print JSON')
    .action((key: string, flags: { json?: true }) =>
      ofSite(key, async (database, found) => {
        const changes = await revisions(database.write, found.id)
        if (flags.json) return printJson(changes)
        if (changes.length === 0) return console.log(`Nobody changed ${key} yet.`)
        printTable(
          ['version', 'when', 'who', 'what'],
          changes.map((one) => [
            String(one.version),
            minute(one.at),
            plain(one.by.name, 40),
            plain(one.fields.join(' '), 80),
          ]),
        )
      }),
    )
}

const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`

function ofSite(key: string, work: (database: Database, site: Site, config: Config) => Promise<void>): Promise<void> {
  return withDatabase(async (database, config) => {
    const found = await findSite(database, key)
    if (!found) throw new Usage(`There is no site ${key}. "earshot site list" shows those there are.`)
    return work(database, found, config)
  })
}
