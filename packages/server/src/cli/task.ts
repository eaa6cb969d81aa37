import { Task, TaskQuery } from '@earshot/sdk/contract'
import { Option, type Command } from 'commander'
import { perform } from '../complaint/command.ts'
import { listTasks, taskById } from '../task/list.ts'
import { complaintByNumber } from '../complaint/store.ts'
import { actorOf } from './complaint.ts'
import { clockOf, plain, printJson, printTable, Usage } from './print.ts'
import { departmentNamed, names } from './staff.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
  as?: string
  state?: string
  department?: string
  mine?: true
  before?: string
  limit?: string
  result?: string
  reason?: string
}

const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const
const as = ['--as <email>', 'the member of staff who does it; otherwise the history names this command'] as const

/** `earshot task …`: what departments carry out once a customer has accepted a remedy. */
export function taskCommands(program: Command): void {
  const task = program.command('task').description('what departments carry out to put complaints right')

  task
    .command('list')
    .description('list tasks: open ones by what is due next, the others by what was due last')
    .option(...site)
    .addOption(new Option('--state <state>', 'only these').choices(Task.shape.state.options).default('open'))
    .option('--department <name>', 'of this department; none for those of no department')
    .option('--mine', 'of the departments of who is named by --as')
    .option('--as <email>', 'the member of staff whose they are')
    .option('--before <time>', 'due before, such as 2026-12-01T00:00:00Z')
    .option('--limit <n>', 'how many, 1 to 200', '20')
    .option(...json)
    .action(list)
  task
    .command('done <task>')
    .description('it is done; after the last one the customer is asked to confirm')
    .option(...site)
    .option(...as)
    .option('--result <words>', 'what came of it')
    .option(...json)
    .action((id: string, flags: Flags) => end(id, 'complete', flags))
  task
    .command('fail <task>')
    .description('it cannot be done; a remedy is looked for anew')
    .option(...site)
    .option(...as)
    .requiredOption('--reason <words>', 'why not')
    .option(...json)
    .action((id: string, flags: Flags) => end(id, 'fail', flags))
}

function list(flags: Flags): Promise<void> {
  return withDatabase(async (database) => {
    const { id: siteId, timeZone } = await chosenSite(database, flags.site)
    const { state, before, limit, mine } = flags
    if (mine && flags.as === undefined) throw new Usage('Say whose: --mine --as bo@shop.example.')
    const department =
      flags.department === undefined || flags.department === 'none'
        ? flags.department
        : await departmentNamed(database, siteId, flags.department)
    const asked = { state, department, before, limit, mine: mine && 'true' }
    const read = TaskQuery.safeParse(asked)
    if (!read.success) throw new Usage(`--${read.error.issues[0]!.path.join('.')} ${read.error.issues[0]!.message}.`)
    const { items } = await listTasks(database, await actorOf(database, siteId, flags.as), read.data)
    if (flags.json) return printJson(items)
    if (items.length === 0) return console.log('There is no task that matches.')
    const departments = await names(database, siteId)
    const time = clockOf({ timeZone })
    printTable(
      ['task', 'complaint', 'kind', 'department', 'due', 'state', 'what'],
      items.map((one) => [
        one.id,
        one.complaint,
        one.kind,
        plain(departments.get(one.department ?? '') ?? '', 20),
        time(one.dueAt),
        one.state,
        plain(one.result ?? one.words ?? '', 40),
      ]),
    )
    console.log(`\nTimes are in ${timeZone}.`)
  })
}

function end(id: string, command: 'complete' | 'fail', flags: Flags): Promise<void> {
  return withDatabase(async (database, config) => {
    const { id: siteId } = await chosenSite(database, flags.site)
    const task = await taskById(database, siteId, id)
    const complaint = task?.state === 'open' && (await complaintByNumber(database, siteId, task.complaint))
    if (!complaint) throw new Usage(`There is no open task ${plain(id, 40)}. "earshot task list" shows them.`)
    const said = command === 'fail' ? { reason: flags.reason } : { result: flags.result }
    const payload = { task: id, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) }
    const actor = await actorOf(database, siteId, flags.as)
    const order = { siteId, feedbackId: complaint.feedback_id, command, actor, payload }
    const { number, stage } = await told(perform({ database, config }, order))
    if (flags.json)
      return printJson({ task: id, state: command === 'fail' ? 'failed' : 'done', complaint: number, stage })
    console.log(`The task ${command === 'fail' ? 'has failed' : 'is done'}. ${number} is ${stage}.`)
  })
}
