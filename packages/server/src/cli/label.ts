import { LabelInput } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import type { Database } from '../database/engine.ts'
import { addLabel, applyLabels, listLabels, removeLabel } from '../label/store.ts'
import { at, type Flags, json, read, site } from './at.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { told } from './store.ts'

/** `earshot label …` */
export function labelCommands(program: Command): void {
  const label = program.command('label').description('words of your own for feedback and complaints')

  label
    .command('add <name>')
    .description('add a label')
    .option(...site)
    .option('--colour <colour>', 'grey, red, orange, yellow, green, teal, blue, purple or pink')
    .option(...json)
    .action((name: string, flags: Flags & { colour?: string }) =>
      at(flags, async (database, { id: siteId }) => {
        const { colour } = flags
        const input = read(LabelInput.safeParse({ name, ...(colour === undefined ? {} : { colour }) }))
        const made = await told(database.transaction((tx) => addLabel(tx, siteId, input)))
        if (flags.json) printJson(made)
        else console.log(`${made.name} is there. "earshot label put" puts it on complaints.`)
      }),
    )

  for (const [name, says] of [
    ['put', 'put a label on complaints'],
    ['take', 'take a label off complaints'],
  ] as const)
    label
      .command(`${name} <label> <numbers...>`)
      .description(says)
      .option(...site)
      .action((asked: string, complaints: string[], flags: Flags) =>
        at(flags, async (database, { id: siteId }) => {
          const ids = [await idOf(database, siteId, asked)]
          const change = { complaints, ...(name === 'put' ? { add: ids } : { remove: ids }) }
          const done = await told(database.transaction((tx) => applyLabels(tx, siteId, change)))
          console.log(`Done to ${done.length} of ${new Set(complaints).size}.`)
        }),
      )

  label
    .command('remove <label>')
    .description('remove a label, also from everything that has it')
    .option(...site)
    .action((asked: string, flags: Flags) =>
      at(flags, async (database, { id: siteId }) => {
        const id = await idOf(database, siteId, asked)
        await told(database.transaction((tx) => removeLabel(tx, siteId, id)))
        console.log('It is removed.')
      }),
    )

  label
    .command('list')
    .description('list labels')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      at(flags, async (database, { id: siteId }) => {
        const all = await listLabels(database.write, siteId)
        if (flags.json) return printJson(all)
        if (all.length === 0) return console.log('There are none yet. "earshot label add" makes one.')
        printTable(
          ['id', 'name', 'colour'],
          all.map((one) => [one.id, plain(one.name, 50), one.colour]),
        )
      }),
    )
}

/** A name is written sooner than an id. */
async function idOf(database: Database, siteId: string, asked: string): Promise<string> {
  const all = await listLabels(database.write, siteId)
  const found = all.find(({ id, name }) => id === asked || name.toLowerCase() === asked.toLowerCase())
  if (found) return found.id
  throw new Usage('The site has no label of this name or id. "earshot label list" shows those there are.')
}
