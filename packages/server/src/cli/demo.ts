import type { Command } from 'commander'
import { printJson, progress, Usage } from './print.ts'
import { withDatabase } from './store.ts'

interface Flags {
  site: string
  seed: string
  days: string
  json?: true
}

function whole(flag: string, value: string, max: number): number {
  if (/^\d{1,9}$/.test(value) && Number(value) >= 1 && Number(value) <= max) return Number(value)
  throw new Usage(`${flag} takes a whole number from 1 to ${max}, not "${value}".`)
}

/** `earshot demo`: a believable shop to look at. */
export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('fill a site with some weeks of a believable shop, always the same from one seed')
    .option('--site <key>', 'the site; made when there is none', 'pk_demo')
    .option('--seed <n>', 'another number tells another story', '1')
    .option('--days <n>', 'length of the story, up to today', '42')
    .option('--json', 'print JSON')
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const story = {
          seed: whole('--seed', flags.seed, 999_999_999),
          days: whole('--days', flags.days, 3650),
          until: Date.now(),
        }
        // A server that only serves does without the story.
        const { ensureDemoSite, seedDemo } = await import('../demo/seed.ts')
        const site = await ensureDemoSite(database, flags.site)
        const bar = progress('Telling the story')
        const made = await seedDemo(database, site, story, (done, total) => bar.at(done, total))
        bar.end(`${made.feedback} feedbacks and ${made.complaints} complaints are in ${site.key}.`)
        if (flags.json) printJson({ site: site.key, ...made })
        else console.log('Look at them: earshot feedback list --site ' + site.key)
      }, true),
    )
}
