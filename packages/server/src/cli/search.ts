import { SearchQuery } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { rebuild } from '../search/fill.ts'
import { searchSite } from '../search/site.ts'
import { listSites } from '../site/store.ts'
import { plain, printJson, printTable, progress, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Flags {
  site?: string
  kind?: string
  limit?: string
  json?: true
}

/** `earshot search …` */
export function searchCommands(program: Command): void {
  const search = program
    .command('search')
    .description('words in feedback, complaints with their messages, and customers, newest first')
    .argument('[words...]', 'words that it holds; of the last the beginning is enough')
    .option('--site <key>', 'the site (needed when there are several)')
    .option('--kind <kinds>', 'feedback, complaint or customer, or several as in complaint,customer')
    .option('--limit <n>', 'how many, 1 to 50', '20')
    .option('--json', 'print JSON')
    .action((words: string[], flags: Flags) =>
      withDatabase(async (database) => {
        const { site: key, json, ...query } = flags
        const read = SearchQuery.safeParse({ text: words.join(' '), ...query })
        if (!read.success) {
          const [issue] = read.error.issues
          throw new Usage(
            issue!.path[0] === 'text'
              ? 'What to look for: earshot search mug broken'
              : `--${issue!.path.join('.')} ${issue!.message}.`,
          )
        }
        const site = await chosenSite(database, key)
        const page = await searchSite(database, site.id, read.data)
        if (json) return printJson(page.items)
        if (page.items.length === 0) console.log('Nothing holds these words.')
        else
          printTable(
            ['when', 'kind', 'from', 'words', 'number or id'],
            page.items.map((one) => [
              one.at.slice(0, 16).replace('T', ' '),
              one.kind,
              plain(one.who, 24),
              plain(one.snippet.text, 60),
              one.number ?? one.id,
            ]),
          )
        if (page.next) console.error('\nThere is more: --limit shows it.')
        if (!page.complete) console.error('\nNot all words are findable yet; a running server is at it.')
      }),
    )

  search
    .command('rebuild')
    .description('make the index of all words anew; nothing else is touched')
    .option('--site <key>', 'only this site')
    .action((_: unknown, command: Command) =>
      withDatabase(async (database) => {
        // `--site` is the search's own, too, which then takes it.
        const { site: key } = command.optsWithGlobals<Flags>()
        const sites = key === undefined ? await listSites(database) : [await chosenSite(database, key)]
        const bar = progress('Indexing')
        let done = 0
        for (const site of sites) done += await rebuild(database, site.id, (documents) => bar.at(done + documents))
        bar.end(`${done.toLocaleString('en')} entries are findable.`)
      }),
    )
}
