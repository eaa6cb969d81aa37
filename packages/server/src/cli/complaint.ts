import { Command as Name, commandBody, ComplaintQuery } from '@earshot/sdk/contract'
import { Option, type Command } from 'commander'
import { perform } from '../complaint/command.ts'
import { listComplaints } from '../complaint/list.ts'
import { RULES } from '../complaint/rules.ts'
import { complaintByNumber } from '../complaint/store.ts'
import { complaintOf } from '../complaint/view.ts'
import type { Database } from '../database/engine.ts'
import { invalid } from '../invalid.ts'
import type { StaffActor } from '../staff/actor.ts'
import type { Site } from '../site/store.ts'
import { findStaff, listStaff } from '../staff/store.ts'
import { dueOf, type Names, printDossier, responsibleOf, severityOf, stageOf } from './dossier.ts'
import { clockOf, plain, printJson, printTable, Usage } from './print.ts'
import { names } from './staff.ts'
import { chosenSite, told, withDatabase } from './store.ts'

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

/** `words=We are sorry` → `{ words: 'We are sorry' }`; what is no text in this field is read as JSON. */
function payloadOf({ set = [], payload = '{}' }: Flags, shape: ReturnType<typeof commandBody>['shape']): object {
  const json = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return text
    }
  }
  const whole = json(payload)
  if (typeof whole !== 'object' || whole === null) throw new Usage('--payload takes a JSON object.')
  const parts = set.map((pair): [string, unknown] => {
    const at = pair.indexOf('=')
    if (at < 1) throw new Usage(`--set takes a field and a value, as in "words=Thank you", not "${pair}".`)
    const [field, text] = [pair.slice(0, at), pair.slice(at + 1)]
    const takesText = Object.hasOwn(shape, field) && shape[field as keyof typeof shape].safeParse(text).success
    return [field, takesText ? text : json(text)]
  })
  return { ...whole, ...Object.fromEntries(parts) }
}

/** What ids stand for. */
async function namesOf(database: Database, { id, timeZone }: Site): Promise<Names> {
  const staff = new Map((await listStaff(database.write, id)).map((member) => [member.id, member]))
  return { staff, departments: await names(database, id), time: clockOf({ timeZone }) }
}

/** `bo@shop.example` is written sooner than an id. */
async function assigneeOf(database: Database, siteId: string, asked: string | undefined): Promise<string | undefined> {
  return asked?.includes('@') ? (await actorOf(database, siteId, asked)).id : asked
}

/** `earshot complaint …`: every command of the stage table, as the API has them. */
export function complaintCommands(program: Command): void {
  const complaint = program.command('complaint').description('complaints: see them, and do what the staff may do')

  complaint
    .command('list')
    .description('list complaints, newest first')
    .option(...site)
    .option('--stage <stages>', 'open, or stages such as received,investigating')
    .option('--assignee <email>', 'whose they are: mail address or id of a member of staff, or none')
    .addOption(
      new Option('--overdue [state]', 'only those with a clock past its due time')
        .choices(['true', 'false'])
        .preset('true'),
    )
    .addOption(
      new Option('--safety [state]', 'only those where somebody may come to harm')
        .choices(['true', 'false'])
        .preset('true'),
    )
    .option('--text <words>', 'words that it holds, or its number')
    .addOption(new Option('--sort <order>', 'newest first, or what is due next').choices(['newest', 'due']))
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option(...json)
    .action((flags: Filters) =>
      withDatabase(async (database, { url }) => {
        const chosen = await chosenSite(database, flags.site)
        const { id: siteId, timeZone } = chosen
        const { site: _, json: asJson, ...query } = flags
        query.assignee = await assigneeOf(database, siteId, query.assignee)
        const read = ComplaintQuery.safeParse(query)
        if (!read.success)
          throw new Usage(`--${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}.`)
        const actor = await actorOf(database, siteId, undefined)
        const { items } = await listComplaints(database, actor, read.data, url)
        if (asJson) return printJson(items)
        if (items.length === 0) return console.log('There is no complaint that matches.')
        const known = await namesOf(database, chosen)
        const now = Date.now()
        printTable(
          ['number', 'stage', 'opened', 'due', 'severity', 'responsible', 'customer'],
          items.map((one) => [
            one.number,
            stageOf(one),
            known.time(one.openedAt),
            dueOf(one, known.time, now),
            severityOf(one),
            plain(one.assignee === null ? responsibleOf(one, known) : (known.staff.get(one.assignee)?.name ?? ''), 20),
            plain(one.contact?.name ?? Object.values(one.contact ?? {})[0] ?? '', 24),
          ]),
        )
        console.log(`\nTimes are in ${timeZone}.`)
      }),
    )

  complaint
    .command('show <number>')
    .description('show one: words, conversation, clocks, and what is possible now')
    .option(...site)
    .option(...json)
    .action((number: string, flags: Flags) =>
      withDatabase(async (database, { url }) => {
        const chosen = await chosenSite(database, flags.site)
        const { id: siteId, timeZone } = chosen
        const actor = await actorOf(database, siteId, undefined)
        const found = await complaintOf(database.write, await rowOf(database, siteId, number), actor, url)
        if (flags.json) printJson(found)
        else {
          printDossier(found, await namesOf(database, chosen), Date.now())
          console.log(`\nTimes are in ${timeZone}.`)
        }
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
        const chosen = await chosenSite(database, flags.site)
        const siteId = chosen.id
        const read = body.safeParse(payloadOf(flags, body.shape))
        if (!read.success)
          throw new Usage(`${invalid(read.error, 'the command').message} Fields: ${fields.join(', ')}.`)
        const { version, ...payload } = read.data
        const actor = await actorOf(database, siteId, flags.as)
        const { feedback_id: feedbackId, token } = await rowOf(database, siteId, number)
        const done = await told(perform({ database, config }, { siteId, feedbackId, command, actor, payload, version }))
        const now = await complaintOf(database.write, done, actor, config.url)
        if (flags.json) printJson(now)
        else {
          const who = responsibleOf(now, await namesOf(database, chosen))
          console.log(`${number} is ${stageOf(now)}. Responsible: ${who}. Possible now: ${now.possible.join(', ')}.`)
          if (done.token !== token) console.log(`The private page is now ${now.url}`)
        }
      }),
    )
}
