import { FollowupQuery, FollowupResult, Heard, type Followup } from '@earshot/sdk/contract'
import { Option, type Command } from 'commander'
import type { Database } from '../database/engine.ts'
import { skipFollowup, tryAgain } from '../followup/act.ts'
import { coverageOf } from '../followup/coverage.ts'
import { listFollowups } from '../followup/list.ts'
import { planFollowups } from '../followup/plan.ts'
import { recordResult } from '../followup/result.ts'
import { getFollowup } from '../followup/store.ts'
import { followupOf } from '../followup/view.ts'
import { Problem } from '../problem.ts'
import type { Site } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { findStaff, listStaff } from '../staff/store.ts'
import { clockOf, plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
  /** Mail address of the member of staff who acts. */
  as?: string
}

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const
const as = ['--as <email>', 'the member of staff who does it; otherwise it is recorded for this command'] as const
const share = (of: number | null) => (of === null ? '–' : `${Math.round(of * 100)} %`)

/** Whoever sits at the server may do what an owner may; `--as` lets a member of staff act. */
async function actorOf(database: Database, siteId: string, email: string | undefined): Promise<StaffActor> {
  if (email === undefined) return { kind: 'key', id: 'cli', name: 'earshot command', role: 'owner', siteId }
  const member = await findStaff(database.write, siteId, email)
  if (!member) throw new Usage(`Nobody on the staff has the address ${email}. "earshot staff list" shows them.`)
  return { kind: 'staff', id: member.staff_id, name: member.name, role: member.role, siteId }
}

/** Does something to a follow-up, or only looks, and prints how it stands then. */
function acting(
  id: string,
  flags: Flags,
  act?: (needs: { database: Database; config: { url: string } }, site: Site, actor: StaffActor) => Promise<unknown>,
): Promise<void> {
  return withDatabase(async (database, config) => {
    const chosen = await chosenSite(database, flags.site)
    const actor = await actorOf(database, chosen.id, flags.as)
    try {
      await act?.({ database, config }, chosen, actor)
      const row = await getFollowup(database.write, chosen.id, id)
      const names = await namesOf(database, chosen.id)
      // The customer is greeted by whoever calls them, not by this command.
      const caller = flags.as === undefined ? names.get(row.staff_id ?? '') : undefined
      const reader = caller === undefined ? actor : { ...actor, name: caller }
      const shown = await followupOf({ database, publicUrl: config.url }, row, chosen, reader)
      if (flags.json) printJson(shown)
      else show(shown, names, chosen)
    } catch (error) {
      throw error instanceof Problem ? new Usage(error.message) : error
    }
  })
}

/** Names of the staff by their ids. */
async function namesOf(database: Database, siteId: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await listStaff(database.write, siteId)).map(({ id, name }) => [id, name]))
}

function show(one: Followup, names: ReadonlyMap<string, string>, { timeZone }: Site): void {
  const time = clockOf({ timeZone })
  const { result, script } = one
  const rows: [string, string | null][] = [
    ['follow-up', one.id],
    ['kind', one.about === null ? one.kind : `${one.kind} (${one.about})`],
    ['state', one.state],
    ['by', one.channel],
    ['not before', `${time(one.notBefore)} (${timeZone}; customer's zone ${one.timeZone})`],
    ['due', time(one.dueAt)],
    ['given to', one.staff === null ? 'nobody' : (names.get(one.staff) ?? one.staff)],
    ['customer', Object.values(one.contact ?? {}).join(', ')],
    ['complaint', one.complaint],
    ['order', one.order],
    ['tries', String(one.tries)],
    ['satisfied', typeof result?.satisfied === 'boolean' ? (result.satisfied ? 'yes' : 'no') : null],
    ['said', result?.words ?? null],
    ['opened', result?.complaint ?? null],
    ['page', one.state === 'done' ? null : one.url],
  ]
  for (const [label, value] of rows) if (value) console.log(`${label.padEnd(13)} ${plain(value)}`)
  if (one.possible.length === 0) return
  console.log(`\n${plain(script.greeting)}\n\n${plain(script.question)}`)
  for (const [name, lines] of [
    ['yes', script.satisfied],
    ['no', script.unsatisfied],
  ] as const)
    console.log(`\n${name}:\n${lines.map((line) => `  ${plain(line)}`).join('\n')}`)
  console.log(`\n${plain(script.thanks)}\n\npossible now: ${one.possible.join(', ')}`)
}

/** `earshot followup …`: return visits to customers. */
export function followupCommands(program: Command): void {
  const followup = program.command('followup').description('return visits: see what comes, and record what came of it')

  followup
    .command('plan')
    .description('plan what the rules ask for now; the running server does so by itself')
    .action(() =>
      withDatabase(async (database, config) => {
        const planned = await planFollowups({ database, config })
        console.log(`${planned} planned.`)
      }),
    )

  list(followup)

  followup
    .command('show <id>')
    .description('show one: whom to call, when, and what to say')
    .option(...site)
    .option(...as)
    .option(...json)
    .action((id: string, flags: Flags) => acting(id, flags))

  result(followup)

  followup
    .command('again <id>')
    .description('try again later: within three days')
    .requiredOption('--at <time>', 'when, as 2026-11-23T15:00:00Z')
    .option('--words <words>', 'what the customer said')
    .option(...site)
    .option(...as)
    .option(...json)
    .action((id: string, { at, words, ...flags }: Flags & { at: string; words?: string }) =>
      acting(id, flags, (needs, _, actor) => {
        if (Number.isNaN(Date.parse(at))) throw new Usage('--at takes a time such as 2026-11-23T15:00:00Z.')
        const again = { at: new Date(at).toISOString(), ...(words === undefined ? {} : { words }) }
        return tryAgain(needs, { id, actor, now: Date.now() }, again)
      }),
    )

  followup
    .command('skip <id>')
    .description('give it up')
    .requiredOption('--reason <words>', 'why')
    .option(...site)
    .option(...as)
    .option(...json)
    .action((id: string, { reason, ...flags }: Flags & { reason: string }) =>
      acting(id, flags, (needs, _, actor) => skipFollowup(needs, { id, actor, now: Date.now() }, reason)),
    )

  coverage(followup)
}

function list(followup: Command): void {
  followup
    .command('list')
    .description('list follow-ups, what comes next first')
    .option(...site)
    .option('--state <states>', 'waiting, or states such as open,taken')
    .option('--staff <id>', 'id of a member of staff, or none')
    .addOption(
      new Option('--kind <kind>', 'what they follow').choices(['complaint', 'purchase', 'day', 'leaving'] as const),
    )
    .addOption(new Option('--now <state>', 'only those that may be done right now').choices(['true', 'false']))
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option(...json)
    .action((flags: Flags & Record<string, string | undefined>) =>
      withDatabase(async (database) => {
        const chosen = await chosenSite(database, flags.site)
        const { site: _, json: asJson, ...query } = flags
        const read = FollowupQuery.safeParse(query)
        if (!read.success)
          throw new Usage(`--${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}.`)
        const actor = await actorOf(database, chosen.id, undefined)
        const { items } = await listFollowups(database, chosen, actor, read.data)
        if (asJson) return printJson(items)
        if (items.length === 0) return console.log('There is no follow-up that matches.')
        const names = await namesOf(database, chosen.id)
        const time = clockOf(chosen)
        printTable(
          ['id', 'kind', 'state', 'by', 'not before', 'due', 'given to', 'customer'],
          items.map((one) => [
            one.id,
            one.kind,
            one.state,
            one.channel,
            time(one.notBefore),
            time(one.dueAt),
            one.staff === null ? '' : (names.get(one.staff) ?? one.staff),
            one.name ?? '',
          ]),
        )
      }),
    )
}

function result(followup: Command): void {
  followup
    .command('result <id>')
    .description('record what came of it; who is not satisfied has their complaint opened again, or a new one')
    .addOption(new Option('--satisfied <answer>', 'whether the customer is').choices(['yes', 'no']))
    .option('--score <n>', 'satisfaction from 1 to 5, where they said so')
    .option('--unreached', 'nobody was reached, and it is not tried again')
    .option('--words <words>', 'what they said')
    .addOption(new Option('--heard <way>', 'how').choices(Heard.options).default('phone'))
    .option(...site)
    .option(...as)
    .option(...json)
    .action(
      (
        id: string,
        flags: Flags & Partial<Record<'satisfied' | 'score' | 'words' | 'heard', string>> & { unreached?: true },
      ) =>
        acting(id, flags, (needs, chosen, actor) => {
          const { satisfied, score, words, heard, unreached } = flags
          const read = FollowupResult.safeParse({
            reached: unreached !== true,
            ...(satisfied === undefined ? {} : { satisfied: satisfied === 'yes' }),
            ...(score === undefined ? {} : { satisfaction: Number(score) }),
            ...(words === undefined ? {} : { words }),
            heard,
          })
          if (!read.success) {
            const [issue] = read.error.issues
            throw new Usage(
              `${issue!.path.join('.')} ${issue!.message}: --satisfied yes, --satisfied no or --unreached.`,
            )
          }
          return recordResult(needs, chosen, { id, actor, now: Date.now() }, read.data)
        }),
    )
}

function coverage(followup: Command): void {
  followup
    .command('coverage')
    .description('how many of those were visited who should be')
    .option(...site)
    .option('--from <date>', 'from when; 30 days ago by default')
    .option('--to <date>', 'until when; now by default')
    .option(...json)
    .action((flags: Flags & { from?: string; to?: string }) =>
      withDatabase(async (database) => {
        const { id } = await chosenSite(database, flags.site)
        const { from, to } = flags
        const found = await coverageOf(database, id, { ...(from ? { from } : {}), ...(to ? { to } : {}) })
        if (flags.json) return printJson(found)
        const { members, complaints, kinds } = found
        console.log(
          `members who bought: ${members.bought}, visited since: ${members.visited} (${share(members.share)})`,
        )
        console.log(
          `complaints closed: ${complaints.closed}, visited within three days: ${complaints.withinThreeDays} (${share(complaints.share)})`,
        )
        printTable(
          ['kind', 'due', 'done', 'satisfied', 'unreached', 'skipped'],
          kinds.map((one) => [one.kind, one.due, one.done, one.satisfied, one.unreached, one.skipped].map(String)),
        )
      }),
    )
}
