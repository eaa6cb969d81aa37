import { Command as Name, commandBody, ComplaintQuery, type Complaint } from '@earshot/sdk/contract'
import { Option, type Command } from 'commander'
import { perform } from '../complaint/command.ts'
import { listComplaints } from '../complaint/list.ts'
import { RULES } from '../complaint/rules.ts'
import { complaintByNumber } from '../complaint/store.ts'
import { complaintOf } from '../complaint/view.ts'
import type { Database } from '../database/engine.ts'
import { Problem } from '../problem.ts'
import type { StaffActor } from '../staff/actor.ts'
import { findStaff } from '../staff/store.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
  /** Mail address of the member of staff who acts. */
  as?: string
  set?: string[]
  payload?: string
}

type Filters = Flags &
  Record<'stage' | 'assignee' | 'overdue' | 'safety' | 'text' | 'sort' | 'limit', string | undefined>

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const
export const minute = (time: string | null) => time?.slice(0, 16).replace('T', ' ') ?? ''

/** Whoever sits at the server may do what an owner may, and the history says so; `--as` lets a member of staff act. */
export async function actorOf(database: Database, siteId: string, email: string | undefined): Promise<StaffActor> {
  if (email === undefined) return { kind: 'key', id: 'cli', name: 'earshot command', role: 'owner', siteId }
  const member = await findStaff(database.write, siteId, email)
  if (!member) throw new Usage(`Nobody on the staff has the address ${email}. "earshot staff list" shows them.`)
  return { kind: 'staff', id: member.staff_id, name: member.name, role: member.role, siteId }
}

async function rowOf(database: Database, siteId: string, number: string) {
  const row = await complaintByNumber(database, siteId, number)
  if (row) return row
  throw new Usage(`There is no complaint ${number}. "earshot complaint list" shows them.`)
}

/** `words=We are sorry` → `{ words: 'We are sorry' }`; what reads as JSON is taken as such. */
function payloadOf({ set = [], payload = '{}' }: Flags): Record<string, unknown> {
  const value = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  const whole = value(payload)
  if (typeof whole !== 'object' || whole === null) throw new Usage('--payload takes a JSON object.')
  const parts = set.map((pair): [string, unknown] => {
    const at = pair.indexOf('=')
    if (at < 1) throw new Usage(`--set takes a field and a value, as in "words=Thank you", not "${pair}".`)
    return [pair.slice(0, at), value(pair.slice(at + 1))]
  })
  return { ...whole, ...Object.fromEntries(parts) }
}

function show(complaint: Complaint): void {
  const rows: [string, string | null][] = [
    ['number', complaint.number],
    ['stage', complaint.outcome ? `${complaint.stage} (${complaint.outcome})` : complaint.stage],
    ['opened', minute(complaint.openedAt)],
    ['due', minute(complaint.dueAt)],
    ['severity', complaint.safety ? `${complaint.severity}, somebody’s safety is at stake` : complaint.severity],
    ['responsible', complaint.assignee ?? 'nobody'],
    ['customer', Object.values(complaint.contact ?? {}).join(', ')],
    ['private page', complaint.url],
    ...Object.entries(complaint.feedback.answers).map(([id, answer]): [string, string] => [id, String(answer)]),
  ]
  for (const [label, value] of rows) if (value) console.log(`${label.padEnd(13)} ${plain(value)}`)
  for (const clock of complaint.clocks)
    if (clock.state !== 'stopped')
      console.log(`clock         ${clock.kind}, due ${minute(clock.dueAt)} (${clock.state})`)
  for (const { at, by, author, note, words } of complaint.messages)
    console.log(`\n${minute(at)}  ${note ? 'note, ' : ''}${author ?? by}\n  ${plain(words)}`)
  for (const task of complaint.tasks)
    console.log(`\ntask ${task.id}  ${task.kind}  ${task.state}  ${minute(task.dueAt)}`)
  console.log(`\npossible now: ${complaint.possible.join(', ')}`)
}

/** `earshot complaint …`: every command of the stage table, as the API has them. */
export function complaintCommands(program: Command): void {
  const complaint = program.command('complaint').description('complaints: see them, and do what the staff may do')

  complaint
    .command('list')
    .description('list complaints, newest first')
    .option(...site)
    .option('--stage <stages>', 'open, or stages such as received,investigating')
    .option('--assignee <id>', 'id of a member of staff, or none')
    .addOption(new Option('--overdue <state>', 'only those with a clock past its due time').choices(['true', 'false']))
    .addOption(new Option('--safety <state>', 'only those where somebody may come to harm').choices(['true', 'false']))
    .option('--text <words>', 'words that it holds, or its number')
    .addOption(new Option('--sort <order>', 'newest first, or what is due next').choices(['newest', 'due']))
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option(...json)
    .action((flags: Filters) =>
      withDatabase(async (database, { url }) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const { site: _, json: asJson, ...query } = flags
        const read = ComplaintQuery.safeParse(query)
        if (!read.success)
          throw new Usage(`--${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}.`)
        const actor = await actorOf(database, siteId, undefined)
        const { items } = await listComplaints(database, actor, read.data, url)
        if (asJson) return printJson(items)
        if (items.length === 0) return console.log('There is no complaint that matches.')
        printTable(
          ['number', 'stage', 'opened', 'due', 'severity', 'responsible'],
          items.map((one) => [
            one.number,
            one.outcome ? `${one.stage} (${one.outcome})` : one.stage,
            minute(one.openedAt),
            minute(one.dueAt),
            one.safety ? `${one.severity}, safety` : one.severity,
            one.assignee ?? '',
          ]),
        )
      }),
    )

  complaint
    .command('show <number>')
    .description('show one: words, conversation, clocks, and what is possible now')
    .option(...site)
    .option(...json)
    .action((number: string, flags: Flags) =>
      withDatabase(async (database, { url }) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const actor = await actorOf(database, siteId, undefined)
        const found = await complaintOf(database.write, await rowOf(database, siteId, number), actor, url)
        if (flags.json) printJson(found)
        else show(found)
      }),
    )

  for (const command of Name.options) oneCommand(complaint, command)
}

function oneCommand(complaint: Command, command: Name): void {
  const body = commandBody(command)
  const fields = Object.keys(body.shape).filter((field) => field !== 'version')
  complaint
    .command(`${command} <number>`)
    .description(RULES[command].says)
    .option(...site)
    .option('--as <email>', 'the member of staff who does it; otherwise the history names this command')
    .option(
      '--set <field=value>',
      `repeatable; fields: ${fields.join(', ') || 'none'}`,
      (value: string, before?: string[]) => [...(before ?? []), value],
    )
    .option('--payload <json>', 'all fields at once')
    .option(...json)
    .action((number: string, flags: Flags) =>
      withDatabase(async (database, config) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const read = body.safeParse(payloadOf(flags))
        if (!read.success) {
          const [issue] = read.error.issues
          throw new Usage(`${issue!.path.join('.') || 'the payload'} ${issue!.message}. Fields: ${fields.join(', ')}.`)
        }
        const { version, ...payload } = read.data
        const actor = await actorOf(database, siteId, flags.as)
        const { feedback_id: feedbackId } = await rowOf(database, siteId, number)
        const done = await perform(
          { database, config },
          { siteId, feedbackId, command, actor, payload, version },
        ).catch((error: unknown) => {
          if (error instanceof Problem) throw new Usage(error.message)
          throw error
        })
        const now = await complaintOf(database.write, done, actor, config.url)
        if (flags.json) printJson(now)
        else
          console.log(
            `${number} is ${now.outcome ? `${now.stage} (${now.outcome})` : now.stage}. Possible now: ${now.possible.join(', ')}.`,
          )
      }),
    )
}
