import { type Classification, ClassificationQuery, textIn } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { classificationOf } from '../measure/classification.ts'
import { csvOf } from '../measure/csv.ts'
import { at, type Flags, json, read, site } from './at.ts'
import { plain, printJson, printTable } from './print.ts'
import { told } from './store.ts'

/** `earshot measure …` */
export function measureCommands(program: Command): void {
  const measure = program.command('measure').description('figures over time')

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
