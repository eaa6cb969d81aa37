import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { checkWords } from '../courtesy/store.ts'
import { at, type Flags, json, site } from './at.ts'
import { plain, printJson } from './print.ts'

/** `earshot courtesy` */
export function courtesyCommand(program: Command): void {
  program
    .command('courtesy <words>')
    .description('point out phrases that could hurt, before you send them; "-" reads standard input')
    .option(...site)
    .option('--language <tag>', 'of the words; found out by default')
    .option(...json)
    .action((given: string, flags: Flags & { language?: string }) =>
      at(flags, async (database, { id: siteId, look }) => {
        const words = given === '-' ? readFileSync(0, 'utf8') : given
        const result = await checkWords(database.write, siteId, look.locale, { words, language: flags.language })
        if (flags.json) return printJson(result)
        if (result.language === null) return console.log('There are no phrases in this language yet.')
        if (result.findings.length === 0) return console.log('Nothing to point out.')
        for (const { words: found, kind, why, better } of result.findings)
          console.log(`“${plain(found, 60)}” (${kind})\n  ${plain(why)}\n  → ${plain(better)}`)
      }),
    )
}
