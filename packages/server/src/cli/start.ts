import type { Command } from 'commander'
import { loadConfig } from '../config.ts'
import { listSites } from '../site/store.ts'
import { serve } from '../serve.ts'
import { setUpLinks } from '../staff/link.ts'
import { requireArgon2 } from '../staff/password.ts'
import { snippet } from './site.ts'

/** `earshot start`: the server, until it is told to stop. */
export function startCommand(program: Command): void {
  program
    .command('start')
    .description('start the server')
    .action(async () => {
      requireArgon2()
      const config = loadConfig()
      const { database } = await serve(config)
      const sites = await listSites(database)
      console.error(`Earshot listens at ${config.url}`)
      if (sites.length === 0) console.error('There is no site yet. In another terminal: earshot init')
      for (const site of sites) console.error(`  ${site.name}: ${snippet(config.url, site.key)}`)
      for (const [site, link] of await setUpLinks(database, config.url, sites))
        console.error(`\n${site.name} has no owner yet. This link makes the first, once, within a day:\n  ${link}`)
    })
}
