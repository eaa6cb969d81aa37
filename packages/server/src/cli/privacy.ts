import { createWriteStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EraseInput, type Erasure, type PersonFound, PersonQuery, RetentionChange } from '@earshot/sdk/contract'
import type { Command } from 'commander'
import { record } from '../event/record.ts'
import { bodyOf } from '../invalid.ts'
import { eraseAgain } from '../privacy/again.ts'
import { erase, goOn } from '../privacy/erase.ts'
import { exportPerson } from '../privacy/export.ts'
import { copyIn, keepCopies, linesOf, takeCopy } from '../privacy/file.ts'
import { findPerson } from '../privacy/find.ts'
import { changeRetention, retentionOf } from '../privacy/keep.ts'
import { personOf } from '../privacy/person.ts'
import { listErasures } from '../privacy/register.ts'
import { overdue, retainSite } from '../privacy/retention.ts'
import { listSites } from '../site/store.ts'
import { actorOf } from './customer.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
}

interface Who extends Flags {
  customer?: string
  email?: string
  phone?: string
  complaint?: string
  order?: string
}

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const

/** Whom a command is about, by one of five things. */
function who(command: Command): Command {
  return command
    .option('--customer <id>', 'a card')
    .option('--email <address>', 'all that names this address')
    .option('--phone <number>', 'all that names this telephone')
    .option('--complaint <number>', 'the card that it is on, or it alone')
    .option('--order <number>', 'the card that it is on, or it alone')
    .option(...site)
}

/** What was given, as the contract's question. */
function asked({ customer, email, phone, complaint, order }: Who): PersonQuery {
  const given = Object.entries({ customer, email, phone, complaint, order }).filter(([, value]) => value !== undefined)
  return bodyOf({ body: Object.fromEntries(given) }, PersonQuery)
}

function show({ counts, claimed, open }: PersonFound): void {
  printTable(['what', 'how many'], Object.entries(counts))
  if (claimed.length > 0)
    console.log(`Of the feedback ${claimed.length} only name the address; nobody has proven who wrote it.`)
  if (open.length > 0) console.log(`Still open: ${open.join(', ')}. Erasing closes them, and nobody will be answered.`)
}

/** `earshot privacy …`: what is kept of a person, taken along or erased. */
export function privacyCommands(program: Command): void {
  const privacy = program.command('privacy').description('export or erase a person; for how long things are kept')
  reading(privacy)
  erasing(privacy)
  keeping(privacy)
}

function reading(privacy: Command): void {
  who(privacy.command('find'))
    .description('what there is of somebody')
    .option(...json)
    .action((flags: Who) =>
      withDatabase(async (database) => {
        const { id } = await chosenSite(database, flags.site)
        const found = await told(
          (async () => findPerson(database.write, id, await personOf(database.write, id, asked(flags), Date.now())))(),
        )
        if (flags.json) printJson(found)
        else show(found)
      }),
    )
  who(privacy.command('export'))
    .description('everything of somebody, as JSON lines')
    .option('--out <file>', 'where it goes; standard output by default')
    .action((flags: Who & { out?: string }) =>
      withDatabase(async (database, config) => {
        const { id } = await chosenSite(database, flags.site)
        const now = Date.now()
        const person = await told((async () => personOf(database.write, id, asked(flags), now))())
        const { counts, customers } = await findPerson(database.write, id, person)
        if (Object.values(counts).every((count) => count === 0))
          throw new Usage('There is nothing of somebody like that.')
        const data = { customers, feedback: counts.feedback, by: actorOf(id).name }
        await database.transaction(async (tx) => record(tx, id, { type: 'customer.exported', data }, now))
        const lines = Readable.from(exportPerson(database, id, person, config.url, now))
        if (flags.out === undefined) await pipeline(lines, process.stdout, { end: false })
        else await pipeline(lines, createWriteStream(flags.out, { mode: 0o600, flags: 'wx' }))
      }),
    )
}

function erasing(privacy: Command): void {
  who(privacy.command('erase'))
    .description('take away everything of somebody, for good')
    .requiredOption('--reason <words>', 'why; do not name the person, as it stays')
    .option('--dry-run', 'only tell what would go')
    .option(...json)
    .action((flags: Who & { reason: string; dryRun?: true }) =>
      withDatabase(async (database, config) => {
        const { id } = await chosenSite(database, flags.site)
        const work = async (): Promise<Erasure | PersonFound> => {
          const question = asked(flags)
          bodyOf({ body: { ...question, reason: flags.reason } }, EraseInput)
          if (flags.dryRun)
            return findPerson(database.write, id, await personOf(database.write, id, question, Date.now()))
          const begun = await erase(database, { siteId: id, asked: question, reason: flags.reason, by: actorOf(id) })
          await goOn(database, Date.now())
          await keepCopies(database, config.data)
          return (await listErasures(database, id)).find((one) => one.id === begun.id) ?? begun
        }
        const done = await told(work())
        if (flags.json) printJson(done)
        else if ('counts' in done) show(done)
        else printTable(['erased', 'how many'], Object.entries(done.erased))
      }),
    )
  privacy
    .command('erasures')
    .description('when somebody was erased, by whom and why')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const { id } = await chosenSite(database, flags.site)
        const items = await listErasures(database, id)
        if (flags.json) return printJson(items)
        printTable(
          ['at', 'state', 'by', 'why', 'feedback'],
          items.map((one) => [
            one.at.slice(0, 16),
            one.state,
            plain(one.by),
            plain(one.reason, 50),
            one.erased.feedback,
          ]),
        )
      }),
    )
  privacy
    .command('tombstones')
    .description('print what must not come back, as hashes, for --erasures of a restore')
    .option('--out <file>', 'where it goes; standard output by default')
    .action((flags: { out?: string }) =>
      withDatabase(async (database) => {
        const lines = Readable.from(linesOf(database))
        if (flags.out === undefined) await pipeline(lines, process.stdout, { end: false })
        else await pipeline(lines, createWriteStream(flags.out, { mode: 0o600 }))
      }),
    )
  privacy
    .command('again')
    .description('erase again what a restore brought back')
    .option('--erasures <file>', 'what was erased; erasures.jsonl beside the data by default')
    .option(...json)
    .action((flags: { erasures?: string; json?: true }) =>
      withDatabase(async (database, config) => {
        if (flags.erasures !== undefined && !existsSync(flags.erasures))
          throw new Usage(`There is no file ${flags.erasures}. Compare the path of --erasures.`)
        const copy = flags.erasures ?? copyIn(config.data)
        if (copy !== undefined) await takeCopy(database, copy)
        let erased = 0
        for (const { id } of await listSites(database)) erased += await eraseAgain(database, id, Date.now())
        await keepCopies(database, config.data)
        if (flags.json) printJson({ erased })
        else console.log(erased === 0 ? 'Nothing that was erased is here.' : `${erased} things erased again.`)
      }),
    )
}

function keeping(privacy: Command): void {
  privacy
    .command('retention')
    .description('for how long things are kept; with options, change it')
    .option('--feedback-months <months>', 'words, contact and files of feedback; "never" to keep them')
    .option('--complaint-months <months>', 'the same of complaints, from their closing; "never" to keep them')
    .option('--order-months <months>', 'whose an order was; "never" to keep it')
    .option('--customer-months <months>', 'cards on which nothing is left; "never" to keep them')
    .option('--mail-days <days>', 'mail that is over')
    .option('--event-days <days>', 'events, and what webhooks were told')
    .option('--dry-run', 'tell what is over by now')
    .option('--now', 'do at once what a job does once a day')
    .option(...site)
    .option(...json)
    .action((flags: Flags & Record<string, string | true | undefined>) =>
      withDatabase(async (database) => {
        const { id } = await chosenSite(database, flags.site)
        const given: Record<string, number | null> = {}
        for (const name of [
          'feedbackMonths',
          'complaintMonths',
          'orderMonths',
          'customerMonths',
          'mailDays',
          'eventDays',
        ]) {
          const value = flags[name]
          if (typeof value === 'string') given[name] = value === 'never' ? null : Number(value)
        }
        if (Object.keys(given).length > 0)
          await told((async () => changeRetention(database, id, bodyOf({ body: given }, RetentionChange)))())
        if (flags['dryRun'] || flags['now']) {
          const now = Date.now()
          const over = flags['dryRun'] ? await overdue(database, id, now) : await retainSite(database, id, now)
          if (flags.json) printJson(over)
          else printTable([flags['dryRun'] ? 'over' : 'gone', 'how many'], Object.entries(over))
          return
        }
        const rules = await retentionOf(database.write, id)
        if (flags.json) printJson(rules)
        else
          printTable(
            ['what', 'kept'],
            Object.entries(rules).map(([name, value]) => [name, value ?? 'for ever']),
          )
      }),
    )
}
