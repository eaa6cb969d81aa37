import {
  type Classification,
  ClassificationQuery,
  MeasureFileQuery,
  type Measures,
  textIn,
} from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { classificationOf } from '../measure/classification.ts'
import { csvOf } from '../measure/csv.ts'
import { measuresOf } from '../measure/overview.ts'
import { fileOf, tableOf } from '../measure/table.ts'
import type { Database } from '../database/engine.ts'
import type { Site } from '../site/store.ts'
import { at, type Flags, json, read, site } from './at.ts'
import { plain, printJson, printTable } from './print.ts'
import { told } from './store.ts'

/** `earshot measure …` */
export function measureCommands(program: Command): void {
  const measure = program.command('measure').description('figures over time')

  measure
    .command('show')
    .description('the figures of a period beside the one before')
    .option(...site)
    .option('--period <unit>', 'week, month (the default), quarter or year')
    .option('--date <date>', 'a day of it; today by default')
    .option('--from <date>', 'first day, in place of a period')
    .option('--to <date>', 'last day')
    .option('--part <part>', 'figures (the default), now, series, reasons, moments, …')
    .option('--moment <id>', 'only what was said there')
    .option('--product <sku>', 'only what is about it')
    .option('--csv', 'print CSV')
    .option(...json)
    .action((flags: Flags & Shown) => at(flags, (database, of) => show(database, of, flags)))

  measure
    .command('classification')
    .description('complaints by category, cause and department, month by month')
    .option(...site)
    .option('--from <month>', 'first month, as in 2026-01; the last 12 by default')
    .option('--to <month>', 'last month')
    .option('--csv', 'print CSV')
    .option(...json)
    .action((flags: Flags & { from?: string; to?: string; csv?: true }) =>
      at(flags, async (database, of) => {
        const { from, to } = flags
        const table = await told(classificationOf(database, of, read(ClassificationQuery.safeParse({ from, to }))))
        if (flags.json) return printJson(table)
        if (flags.csv) return void process.stdout.write(await csvOf(table, of.look.locale))
        printClassification(table, of.look.locale)
      }),
    )
}

interface Shown {
  period?: string
  date?: string
  from?: string
  to?: string
  part?: string
  moment?: string
  product?: string
  csv?: true
}

async function show(database: Database, of: Site, flags: Flags & Shown): Promise<void> {
  const { period, date, from, to, part = 'figures', moment, product } = flags
  const asked = read<MeasureFileQuery>(MeasureFileQuery.safeParse({ period, date, from, to, part, moment, product }))
  const { part: wanted, ...query } = asked
  const found: Measures = await told(measuresOf(database, of, { ...query, parts: wanted }))
  if (flags.json) return printJson(found)
  const table = tableOf(found, wanted, of.look.locale)
  if (flags.csv) return void process.stdout.write(await fileOf(table))
  const { first, last, before } = found.period
  process.stdout.write(`${first} to ${last}, against ${before.first} to ${before.last}\n`)
  const cell = (value: string | number) => (typeof value === 'string' ? plain(value, 60) : value)
  printTable(
    table.header,
    table.rows.map((row) => row.map(cell)),
  )
}

function printClassification(table: Classification, locale: string): void {
  const rows = (by: string, lines: Classification['categories']) =>
    lines.map(({ id, label, counts, total }) => [
      by,
      plain((label && textIn(label, locale)) || id || '(not filed)', 30),
      ...counts,
      total,
    ])
  const { yes, no, unknown } = table.preventable
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)
  printTable(
    ['by', '', ...table.months, 'total'],
    [
      ['all', '', ...table.complaints, sum(table.complaints)],
      ...rows('category', table.categories),
      ...rows('cause', table.causes),
      ...rows('department', table.departments),
      ['preventable', 'yes', ...yes, sum(yes)],
      ['preventable', 'no', ...no, sum(no)],
      ['preventable', 'not known', ...unknown, sum(unknown)],
      ...table.costs.map(({ currency, amounts, total }) => ['cost', currency ?? '', ...amounts, total]),
    ],
  )
}
