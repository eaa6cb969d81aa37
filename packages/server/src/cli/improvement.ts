import { ImprovementInput } from '@earshot/sdk/contract'
import { type Command, Option } from 'commander'
import {
  changeImprovement,
  checkImprovement,
  getImprovement,
  improvementOf,
  listImprovements,
  planImprovement,
} from '../improvement/store.ts'
import type { Site } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { at, type Flags, json, read, site, timeAt } from './at.ts'
import { clockOf, plain, printJson, printTable, Usage } from './print.ts'
import { requireMember } from './staff.ts'
import { told } from './store.ts'

/** Whoever is at the shell. */
const shell = (siteId: string): StaffActor => ({ kind: 'key', id: 'cli', name: 'earshot', role: 'owner', siteId })

interface ImprovementFlags extends Flags {
  cause?: string
  category?: string
  product?: string
  owner?: string
  due: string
  days?: string
  on?: string
  state?: 'planned' | 'done' | 'checked'
  effective?: true
  ineffective?: true
  words?: string
}

/** `earshot improvement …` */
export function improvementCommands(program: Command): void {
  const improvement = program.command('improvement').description('what is done about causes, and whether it helped')

  improvement
    .command('plan <words>')
    .description('plan what is done about a cause, a category or a product')
    .option(...site)
    .option('--cause <id>', 'a root cause')
    .option('--category <id>', 'a category, with those below it')
    .option('--product <sku>', 'a product: SKU or name')
    .option('--owner <email>', 'who sees to it, and is reminded')
    .requiredOption('--due <date>', 'when it should be done')
    .option('--days <n>', 'days before and after that are compared (30)')
    .option(...json)
    .action((words: string, flags: ImprovementFlags) =>
      at(flags, async (database, chosen) => {
        const { id: siteId } = chosen
        const { cause, category, product } = flags
        const owner = flags.owner && (await requireMember(database, siteId, flags.owner)).id
        const days = flags.days === undefined ? undefined : Number(flags.days)
        const input = read(
          ImprovementInput.safeParse({
            words,
            cause,
            category,
            product,
            owner,
            dueAt: timeOf(chosen, flags.due, '--due'),
            days,
          }),
        )
        const row = await told(database.transaction((tx) => planImprovement(tx, shell(siteId), input, Date.now())))
        if (flags.json) printJson(await improvementOf(database.write, row))
        else console.log(`Planned as ${row.improvement_id}.`)
      }),
    )

  improvement
    .command('list')
    .description('list improvements, newest first, with complaints before and after')
    .option(...site)
    .addOption(new Option('--state <state>', 'where it stands').choices(['planned', 'done', 'checked']))
    .option(...json)
    .action((flags: ImprovementFlags) =>
      at(flags, async (database, chosen) => {
        const { id: siteId } = chosen
        const { items } = await told(listImprovements(database, shell(siteId), { state: flags.state, limit: 100 }))
        if (flags.json) return printJson(items)
        if (items.length === 0) return console.log('There are none that match.')
        printTable(
          ['id', 'state', 'due', 'before', 'after', 'what'],
          items.map((one) => [
            one.id,
            one.effective === null ? one.state : one.effective ? 'helped' : 'did not help',
            clockOf(chosen)(one.dueAt).slice(0, 10),
            one.effect.before.complaints,
            one.effect.after?.complaints ?? '',
            plain(one.words, 50),
          ]),
        )
      }),
    )

  improvement
    .command('done <id>')
    .description('say that it is done')
    .option(...site)
    .option('--on <date>', 'when; now by default')
    .action((id: string, flags: ImprovementFlags) =>
      at(flags, async (database, chosen) => {
        const { id: siteId } = chosen
        const doneAt = flags.on === undefined ? new Date().toISOString() : timeOf(chosen, flags.on, '--on')
        await told(database.transaction((tx) => changeImprovement(tx, siteId, id, { doneAt }, Date.now())))
        console.log('Done. Its effect is counted from there on.')
      }),
    )

  improvement
    .command('check <id>')
    .description('say whether it helped')
    .option(...site)
    .option('--effective', 'it helped')
    .option('--ineffective', 'it did not')
    .option('--words <words>', 'what you found')
    .option(...json)
    .action((id: string, flags: ImprovementFlags) =>
      at(flags, async (database, { id: siteId }) => {
        if (Boolean(flags.effective) === Boolean(flags.ineffective))
          throw new Usage('Say --effective or --ineffective.')
        const found = { effective: flags.effective === true, words: flags.words }
        await told(database.transaction((tx) => checkImprovement(tx, siteId, id, found, Date.now())))
        const one = await improvementOf(database.write, await getImprovement(database.write, siteId, id))
        if (flags.json) return printJson(one)
        const { before, after, change } = one.effect
        const of = (stretch: typeof before) => `${stretch.complaints} complaints and ${stretch.orders} orders`
        const rate = change === null ? '' : `, ${change > 0 ? '+' : ''}${Math.round(change * 100)} %`
        console.log(`Checked: it ${one.effective ? 'helped' : 'did not help'}.`)
        if (after) console.log(`${of(before)} in the days before, ${of(after)} since${rate}.`)
      }),
    )
}

function timeOf(chosen: Site, text: string, flag: string): string {
  const at = timeAt(chosen, text)
  if (Number.isNaN(Date.parse(at))) throw new Usage(`${flag} takes a date such as 2026-12-01, not "${text}".`)
  return at
}
