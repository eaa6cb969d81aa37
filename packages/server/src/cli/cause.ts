import { CauseInput, textIn } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { addCause, changeCause, listCauses } from '../cause/store.ts'
import { at, type Flags, json, read, site } from './at.ts'
import { labels } from './department.ts'
import { plain, printJson, printTable } from './print.ts'
import { told } from './store.ts'

const listed = (value: string, before: string[] = []) => [...before, value]

/** `earshot cause …` */
export function causeCommands(program: Command): void {
  const cause = program.command('cause').description('what complaints can come from')

  cause
    .command('add <id>')
    .description('add a root cause')
    .option(...site)
    .requiredOption('--label <language=words>', 'its name, as in "en=Packing"; repeatable', listed)
    .option(...json)
    .action((id: string, flags: Flags & { label: string[] }) =>
      at(flags, async (database, { id: siteId }) => {
        const input = read(CauseInput.safeParse({ id, label: labels(flags.label) }))
        const made = await told(database.transaction((tx) => addCause(tx, siteId, input)))
        if (flags.json) printJson(made)
        else console.log(`${made.id} is there. "earshot complaint classify … --set rootCause=${made.id}" files by it.`)
      }),
    )

  for (const [name, archived, says] of [
    ['archive', true, 'keep it for the complaints that it has, and file nothing new by it'],
    ['restore', false, 'file by an archived one again'],
  ] as const)
    cause
      .command(`${name} <id>`)
      .description(says)
      .option(...site)
      .action((id: string, flags: Flags) =>
        at(flags, async (database, { id: siteId }) => {
          await told(database.transaction((tx) => changeCause(tx, siteId, id, { archived })))
          console.log(`${id} is ${archived ? 'archived' : 'back'}.`)
        }),
      )

  cause
    .command('list')
    .description('list root causes')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      at(flags, async (database, { id: siteId, look }) => {
        const causes = await listCauses(database.write, siteId)
        if (flags.json) return printJson(causes)
        if (causes.length === 0) return console.log('There are none yet. "earshot cause add" makes one.')
        printTable(
          ['id', 'label', 'archived'],
          causes.map((one) => [one.id, plain(textIn(one.label, look.locale), 50), one.archived ? 'yes' : '']),
        )
      }),
    )
}
