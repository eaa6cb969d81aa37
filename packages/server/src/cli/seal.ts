import type { Command } from 'commander'
import { lastDay, sealOf } from '../complaint/seal.ts'
import { printJson, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
}

/** `earshot seal [day]`: what the owners were mailed, worked out anew. */
export function sealCommand(program: Command): void {
  program
    .command('seal [day]')
    .description('the hash of all histories at the end of a day (2026-11-21), to compare with what owners were mailed')
    .option('--site <key>', 'the site (needed when there are several)')
    .option('--json', 'print JSON')
    .action((day: string | undefined, flags: Flags) =>
      withDatabase(async (database) => {
        const last = lastDay(Date.now())
        const wanted = day ?? last
        if (!/^\d{4}-\d\d-\d\d$/.test(wanted) || Number.isNaN(Date.parse(wanted)) || wanted > last)
          throw new Usage(`A day is written like ${last}, and must be over; it is counted in UTC.`)
        const site = await chosenSite(database, flags.site)
        const seal = await sealOf(database, site.id, wanted)
        if (flags.json) return printJson(seal)
        console.log(`${seal.head}  ${seal.rows} entries at the end of ${seal.day} (UTC)`)
        console.error('If an owner was mailed another hash for this day, an entry was altered or taken away since.')
      }),
    )
}
