import { ClusterRulesChange } from '@earshot/sdk/contract'
import { type Command, Option } from 'commander'
import { changeRules, loadRules } from '../cluster/rules.ts'
import { getCluster, listClusters } from '../cluster/store.ts'
import { at, type Flags, json, read, site } from './at.ts'
import { plain, printJson, printTable } from './print.ts'
import { told } from './store.ts'

/** `earshot cluster …` */
export function clusterCommands(program: Command): void {
  const cluster = program.command('cluster').description('several complaints about one thing in a short time')

  cluster
    .command('list')
    .description('list clusters, newest first')
    .option(...site)
    .addOption(new Option('--state <state>', 'only those that go on, or only the others').choices(['open', 'ended']))
    .option(...json)
    .action((flags: Flags & { state?: 'open' | 'ended' }) =>
      at(flags, async (database, { id: siteId }) => {
        const { items } = await told(listClusters(database, siteId, { state: flags.state }))
        if (flags.json) return printJson(items)
        if (items.length === 0) return console.log('There are none: no thing is complained about so often.')
        printTable(
          ['id', 'about', 'complaints', 'from', 'last', 'ended'],
          items.map((one) => [
            one.id,
            `${one.kind} ${plain(one.label, 40)}`,
            one.complaints,
            one.from.slice(0, 10),
            one.last.slice(0, 10),
            one.endedAt?.slice(0, 10) ?? '',
          ]),
        )
      }),
    )

  cluster
    .command('show <id>')
    .description('show one cluster with its complaints as JSON')
    .option(...site)
    .action((id: string, flags: Flags) =>
      at(flags, async (database, { id: siteId }) => printJson(await told(getCluster(database.write, siteId, id)))),
    )

  cluster
    .command('rules')
    .description('show what raises the alarm, or change it')
    .option(...site)
    .option('--complaints <n>', 'this many about one thing')
    .option('--days <n>', 'within this many days')
    .addOption(new Option('--alarm <on>', 'whether it is raised at all').choices(['on', 'off']))
    .action((flags: Flags & { complaints?: string; days?: string; alarm?: string }) =>
      at(flags, async (database, { id: siteId }) => {
        const given = {
          ...(flags.complaints === undefined ? {} : { complaints: Number(flags.complaints) }),
          ...(flags.days === undefined ? {} : { days: Number(flags.days) }),
          ...(flags.alarm === undefined ? {} : { on: flags.alarm === 'on' }),
        }
        const change = read(ClusterRulesChange.safeParse(given))
        const now = Date.now()
        if (Object.keys(change).length > 0) await database.transaction((tx) => changeRules(tx, siteId, change, now))
        printJson(await loadRules(database.write, siteId))
      }),
    )
}
