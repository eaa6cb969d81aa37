import { CustomerQuery, SplitInput, type Customer } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { cardOf } from '../customer/card.ts'
import { listCustomers } from '../customer/list.ts'
import { mergeCustomers, splitCustomer } from '../customer/merge.ts'
import type { Database } from '../database/engine.ts'
import type { StaffActor } from '../staff/actor.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
}

/** Whoever sits at the server may do what an owner may. */
export const actorOf = (siteId: string): StaffActor => ({
  kind: 'key',
  id: 'cli',
  name: 'earshot command',
  role: 'owner',
  siteId,
})

/** The one customer that somebody means: by id, mail address, phone, customer or order number, or by a name. */
async function idOf(database: Database, siteId: string, who: string): Promise<string> {
  const known = await database.write
    .selectFrom('customer')
    .select('customer_id')
    .where('site_id', '=', siteId)
    .where('customer_id', '=', who)
    .executeTakeFirst()
  if (known) return known.customer_id
  const { items } = await listCustomers(database, siteId, { text: who, limit: 2 })
  if (items.length === 1) return items[0]!.id
  throw new Usage(
    items.length === 0
      ? `There is no customer ${who}. "earshot customer list" shows them.`
      : `There are several who match ${who}. "earshot customer list --text" shows them with their ids.`,
  )
}

function show(card: Customer): void {
  const value = Object.entries(card.orders.value).map(([currency, sum]) => `${sum} ${currency}`)
  const rows: [string, string | null][] = [
    ['id', card.id],
    ['name', card.name],
    ['mail', card.email],
    ['phone', card.phone],
    ['language', card.language],
    ['member', card.member ? 'yes' : 'no'],
    ['known by', card.keys.map((key) => `${key.kind} ${key.value} (${key.by})`).join(', ')],
    [
      'consent',
      Object.entries(card.consent)
        .map(([way, one]) => `${way} ${one.given ? 'yes' : 'no'}`)
        .join(', ') || 'none',
    ],
    ['days', card.days.map((day) => `${day.name} ${day.date}`).join(', ')],
    ['quiet', card.quiet && `${card.quiet.from} to ${card.quiet.until} ${card.timeZone ?? ''}`],
    ['orders', `${card.orders.total}, ${value.join(', ') || 'of no told value'} (minor units)`],
    ['feedback', String(card.feedback.total)],
    ['complaints', card.complaints.map((one) => `${one.number} ${one.outcome ?? one.stage}`).join(', ')],
    ['satisfaction', card.satisfaction.map((one) => `${one.month} ${one.mean.toFixed(1)}`).join(', ')],
    ['merged', card.merged.map((one) => `${one.id} ${one.name ?? ''}`).join(', ')],
    ['perhaps', card.perhaps.map(({ customer }) => `${customer.id} ${customer.name ?? ''}`).join(', ')],
  ]
  for (const [label, text] of rows) if (text) console.log(`${label.padEnd(13)} ${plain(text)}`)
  for (const note of card.notes) console.log(`\n${note.at.slice(0, 10)}  ${plain(note.author)}\n  ${plain(note.words)}`)
}

/** `earshot customer …` */
export function customerCommands(program: Command): void {
  const customer = program.command('customer').description('customers: one card for each, merge and split them')
  const site = ['--site <key>', 'the site (needed when there are several)'] as const
  const json = ['--json', 'print JSON'] as const

  const act = (flags: Flags, work: (database: Database, siteId: string) => Promise<[Customer, string]>) =>
    withDatabase(async (database) => {
      const { id: siteId } = await chosenSite(database, flags.site)
      const [card, line] = await told(work(database, siteId))
      if (flags.json) printJson(card)
      else if (line) console.log(line)
      else show(card)
    })

  customer
    .command('list')
    .description('list customers, newest first')
    .option(...site)
    .option('--text <words>', 'a name, or exactly a mail address, phone, customer or order number')
    .option('--member <is>', 'true or false')
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option(...json)
    .action((flags: Flags & Record<'text' | 'member' | 'limit', string>) =>
      withDatabase(async (database) => {
        const { site: key, json: asJson, ...query } = flags
        const { id: siteId } = await chosenSite(database, key)
        const read = CustomerQuery.safeParse(query)
        if (!read.success)
          throw new Usage(`--${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}.`)
        const { items } = await listCustomers(database, siteId, read.data)
        if (asJson) return printJson(items)
        if (items.length === 0) return console.log('There is no customer who matches.')
        printTable(
          ['id', 'name', 'mail', 'phone', 'member'],
          items.map((one) => [
            one.id,
            plain(one.name ?? '', 30),
            plain(one.email ?? '', 40),
            plain(one.phone ?? '', 20),
            one.member ? 'yes' : '',
          ]),
        )
      }),
    )

  customer
    .command('show <who>')
    .description('show a card: by id, mail address, phone, customer or order number')
    .option(...site)
    .option(...json)
    .action((who: string, flags: Flags) =>
      act(flags, async (database, siteId) => [
        await cardOf(database.write, siteId, await idOf(database, siteId, who)),
        '',
      ]),
    )

  customer
    .command('merge <into> <other>')
    .description('make the other card part of the first; "split" undoes it')
    .option(...site)
    .option(...json)
    .action((into: string, other: string, flags: Flags) =>
      act(flags, async (database, siteId) => {
        const ids = [await idOf(database, siteId, into), await idOf(database, siteId, other)] as const
        const person = await database.transaction((tx) => mergeCustomers(tx, actorOf(siteId), ...ids))
        return [await cardOf(database.write, siteId, person), `${ids[1]} is part of ${person} now.`]
      }),
    )

  customer
    .command('split <who> <merged>')
    .description('undo a merge: <merged> is the id that the card names under "merged"')
    .option(...site)
    .option(...json)
    .action((who: string, merged: string, flags: Flags) =>
      act(flags, async (database, siteId) => {
        const id = await idOf(database, siteId, who)
        const what = SplitInput.parse({ merged })
        const out = await database.transaction((tx) => splitCustomer(tx, actorOf(siteId), id, what))
        return [await cardOf(database.write, siteId, out), `${out} is a card of its own again.`]
      }),
    )
}
