import { existsSync } from 'node:fs'
import { OrderQuery, ORDERS_MAX, type OrderOutcome } from '@earshot/sdk/contract'
import { Option, type Command } from 'commander'
import type { Database } from '../database/engine.ts'
import { fileOrders, type FiledOrder } from '../order/file.ts'
import { getOrder, listOrders } from '../order/list.ts'
import { upsertOrders } from '../order/upsert.ts'
import { plain, printJson, printTable, progress, Usage } from './print.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
}

type Filters = Flags &
  Record<'begins' | 'customer' | 'sku' | 'batch' | 'category' | 'state' | 'from' | 'to' | 'limit', string>

/** Refused orders that are told one by one; more have one cause. */
const TOLD = 20

/** A refused order, by its line. */
interface Refusal extends OrderOutcome {
  line: number
}

interface Sum {
  created: number
  updated: number
  unchanged: number
  refused: Refusal[]
}

async function importFile(database: Database, siteId: string, path: string, onOrder: (done: number) => void) {
  const sum: Sum = { created: 0, updated: 0, unchanged: 0, refused: [] }
  let done = 0
  let waiting: FiledOrder[] = []
  const send = async () => {
    const receipt = await upsertOrders(
      database,
      siteId,
      waiting.map(({ order }) => order),
    )
    for (const name of ['created', 'updated', 'unchanged'] as const) sum[name] += receipt[name]
    for (const [i, one] of receipt.items.entries())
      if (one.result === 'refused') sum.refused.push({ line: waiting[i]!.line, ...one })
    done += waiting.length
    waiting = []
    onOrder(done)
  }
  for await (const one of fileOrders(path)) {
    waiting.push(one)
    if (waiting.length === ORDERS_MAX) await send()
  }
  if (waiting.length > 0) await send()
  return sum
}

function tell({ created, updated, unchanged, refused }: Sum): void {
  console.log(`${created} created, ${updated} updated, ${unchanged} unchanged, ${refused.length} refused.`)
  for (const { line, id, errors = [] } of refused.slice(0, TOLD))
    console.log(
      `line ${line}${id === null ? '' : ` (${plain(id, 40)})`}: ${errors.map((one) => `${plain(one.path, 60) || 'the order'} ${one.message}`).join('; ')}`,
    )
  if (refused.length > TOLD) console.log(`… and ${refused.length - TOLD} more; --json tells all.`)
}

/** `earshot order …` */
export function orderCommands(program: Command): void {
  const order = program.command('order').description('orders: bring them in, see them')
  const site = ['--site <key>', 'the site (needed when there are several)'] as const

  order
    .command('import <file>')
    .description('bring in orders from JSON lines or CSV; what is known is brought up to date')
    .option(...site)
    .option('--json', 'print JSON')
    .action((file: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        if (!existsSync(file)) throw new Usage(`There is no file ${file}.`)
        const bar = progress('Importing')
        const sum = await importFile(database, siteId, file, (done) => bar.at(done)).catch((error: unknown) => {
          if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
            throw new Usage(`${file} is not CSV: ${plain(error.message, 200)}.`)
          throw error
        })
        bar.end(`Read ${file}.`)
        if (flags.json) printJson(sum)
        else tell(sum)
        if (sum.refused.length > 0) process.exitCode = 1
      }),
    )

  order
    .command('list')
    .description('list orders by when they were placed, newest first')
    .option(...site)
    .option('--begins <number>', 'whose number begins so, in large or small letters')
    .option('--customer <id>', 'id of a customer')
    .option('--sku <number>', 'with this product')
    .option('--batch <number>', 'with a product of this batch')
    .option('--category <name>', 'with a product of this category')
    .addOption(
      new Option('--state <state>', 'where it stands').choices([
        'placed',
        'shipped',
        'delivered',
        'cancelled',
        'returned',
      ]),
    )
    .option('--from <date>', 'placed at or after')
    .option('--to <date>', 'placed before')
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option('--json', 'print JSON')
    .action((flags: Filters) =>
      withDatabase(async (database) => {
        const { site: key, json, ...query } = flags
        const { id: siteId } = await chosenSite(database, key)
        const read = OrderQuery.safeParse(query)
        if (!read.success)
          throw new Usage(`--${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}.`)
        const { items } = await told(listOrders(database, siteId, read.data))
        if (json) return printJson(items)
        if (items.length === 0) return console.log('There is no order that matches.')
        printTable(
          ['number', 'placed', 'state', 'total', 'customer'],
          items.map((one) => [
            plain(one.id, 30),
            one.placed.slice(0, 10),
            one.state,
            one.total === null ? '' : `${one.total} ${one.currency}`,
            plain(one.customer?.name ?? one.customer?.id ?? '', 30),
          ]),
        )
      }),
    )

  order
    .command('show <number>')
    .description('show one order as JSON')
    .option(...site)
    .action((number: string, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const found = await getOrder(database.write, siteId, number)
        if (!found) throw new Usage(`There is no order ${number}. "earshot order list" shows them.`)
        printJson(found)
      }),
    )
}
