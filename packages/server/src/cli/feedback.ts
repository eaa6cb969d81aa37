import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Option, type Command } from 'commander'
import { FeedbackQuery, type Feedback } from '@earshot/sdk/contract'
import { csvRows, jsonLines, questionIds } from '../feedback/export.ts'
import { eachFeedback, getFeedback, listFeedback, type FeedbackFilter } from '../feedback/store.ts'
import { loadMoments } from '../moment/store.ts'
import { clockOf, plain, printJson, printTable, progress, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Filters {
  site?: string
  moment?: string
  satisfaction?: string
  text?: string
  customer?: string
  from?: string
  to?: string
  limit?: string
  json?: true
}

function withFilters(command: Command): Command {
  return command
    .option('--site <key>', 'the site (needed when there are several)')
    .option('--moment <name>', 'said at this moment, such as purchase')
    .option('--satisfaction <numbers>', 'satisfaction 1 to 5, as in 1,2')
    .option('--text <words>', 'words that it holds')
    .option('--customer <id>', 'on the card of this customer')
    .option('--from <date>', 'received at or after')
    .option('--to <date>', 'received before')
}

/** The flags as the query that the API takes, so that both refuse the same things. */
function queryOf({ site: _, json: __, ...rest }: Filters): FeedbackQuery {
  const read = FeedbackQuery.safeParse(rest)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Usage(`--${issue!.path.join('.')} ${issue!.message}.`)
}

/** The words of a feedback on one line, whatever the questions were. */
function words(feedback: Feedback): string {
  return Object.entries(feedback.answers)
    .filter(([id]) => id !== 'satisfaction')
    .map(([, answer]) => (Array.isArray(answer) ? answer.join(', ') : String(answer)))
    .join(' · ')
}

const scale = (satisfaction: number | null) =>
  satisfaction === null ? '' : '●'.repeat(satisfaction) + '○'.repeat(5 - satisfaction)

function show(feedback: Feedback): void {
  const money =
    feedback.order?.total === undefined
      ? ''
      : `, ${feedback.order.total} ${feedback.order.currency ?? ''} (minor units)`
  const rows: [string, string][] = [
    ['id', feedback.id],
    ['received', feedback.receivedAt],
    ['moment', `${feedback.moment} (version ${feedback.momentVersion})`],
    ...Object.entries(feedback.answers).map(([id, answer]): [string, string] => [
      id,
      Array.isArray(answer) ? answer.join(', ') : String(answer),
    ]),
    ...Object.entries(feedback.contact ?? {}).map(([field, value]): [string, string] => [field, String(value)]),
    ['order', feedback.order ? `${feedback.order.id}${money}` : ''],
    ['items', (feedback.order?.items ?? []).map((item) => `${item.quantity ?? 1} × ${item.name}`).join(', ')],
    ['page', feedback.page?.url ?? ''],
    ['flags', feedback.flags.join(', ')],
    [
      'complaint',
      feedback.complaint ? `${feedback.complaint.number} (${feedback.complaint.stage}) ${feedback.complaint.url}` : '',
    ],
  ]
  for (const [label, value] of rows) if (value) console.log(`${label.padEnd(13)} ${plain(value)}`)
}

/** `earshot feedback …` */
export function feedbackCommands(program: Command): void {
  const feedback = program.command('feedback').description('what customers said')

  withFilters(feedback.command('list').description('list it, newest first'))
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option('--json', 'print JSON')
    .action((flags: Filters) =>
      withDatabase(async (database, { url }) => {
        const site = await chosenSite(database, flags.site)
        const page = await listFeedback(database, site.id, queryOf(flags), url)
        if (flags.json) return printJson(page.items)
        if (page.items.length === 0) return console.log('Nothing was said that matches.')
        const time = clockOf(site)
        printTable(
          ['received', 'moment', 'satisfied', 'complaint', 'words', 'id'],
          page.items.map((one) => [
            time(one.receivedAt),
            one.moment,
            scale(one.satisfaction),
            one.complaint?.number ?? '',
            plain(words(one), 60),
            one.id,
          ]),
        )
        if (page.next)
          console.error('\nThere is more: --limit, --from and --to show it, "earshot feedback export" all of it.')
      }),
    )

  feedback
    .command('show <id>')
    .description('show one, whole')
    .option('--site <key>', 'the site (needed when there are several)')
    .option('--json', 'print JSON')
    .action((id: string, flags: Filters) =>
      withDatabase(async (database, { url }) => {
        const site = await chosenSite(database, flags.site)
        const found = await getFeedback(database, site.id, id, url)
        if (!found) throw new Usage(`${site.key} has no feedback ${id}. "earshot feedback list" shows what there is.`)
        if (flags.json) printJson(found)
        else show(found)
      }),
    )

  withFilters(feedback.command('export').description('all that matches, whole, to a file or standard output'))
    .addOption(
      new Option('--format <format>', 'one line of JSON for each, or a table')
        .choices(['jsonl', 'csv'])
        .default('jsonl'),
    )
    .option('--output <file>', 'file to write; standard output by default')
    .action((flags: Filters & { format: 'jsonl' | 'csv'; output?: string }) =>
      withDatabase(async (database, { url }) => {
        const { format, output, ...filters } = flags
        const { limit: _, cursor: __, ...filter } = queryOf(filters)
        const site = await chosenSite(database, flags.site)
        const bar = progress('Exporting')
        let done = 0
        const counted = async function* (filter: FeedbackFilter) {
          for await (const page of eachFeedback(database, site.id, filter, url)) {
            done += page.length
            bar.at(done)
            yield page
          }
        }
        const lines =
          format === 'csv'
            ? csvRows(counted(filter), questionIds((await loadMoments(database, site.id)).values()))
            : jsonLines(counted(filter))
        if (output) await pipeline(Readable.from(lines), createWriteStream(output, { mode: 0o600 }))
        else
          for await (const chunk of lines)
            if (!process.stdout.write(chunk)) await new Promise((done) => process.stdout.once('drain', done))
        bar.end(`${done.toLocaleString('en')} exported${output ? ` to ${output}` : ''}.`)
      }),
    )
}
