import type { Command } from 'commander'
import { createKey, listKeys, revokeKey } from '../staff/keys.ts'
import { ROLES, type Role } from '../staff/roles.ts'
import { printJson, printTable, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Options {
  site?: string
  role: Role
  label: string
  json?: true
}

const date = (time: number | null) => (time === null ? '' : new Date(time).toISOString().slice(0, 16).replace('T', ' '))

/** `earshot key …`: secret keys of the shop's own programs. */
export function keyCommands(program: Command): void {
  const key = program.command('key').description('API keys for the shop’s own programs')
  const site = ['--site <key>', 'the site (needed when there are several)'] as const
  const json = ['--json', 'print JSON'] as const

  key
    .command('create')
    .description('make a key and print it, once')
    .option(...site)
    .option('--role <role>', `what it may do: ${ROLES.join(', ')}`, 'owner')
    .option('--label <words>', 'what it is for', '')
    .option(...json)
    .action(async (options: Options) => {
      if (!ROLES.includes(options.role))
        throw new Usage(`There is no role "${options.role}". Roles: ${ROLES.join(', ')}.`)
      await withDatabase(async (database) => {
        const { id: siteId, key: siteKey } = await chosenSite(database, options.site)
        const made = await createKey(database, siteId, options.role, options.label)
        if (options.json) return printJson({ id: made.key.id, site: siteKey, role: made.key.role, key: made.secret })
        console.log(made.secret)
        console.error(`\nKey ${made.key.id} of ${siteKey}, role ${made.key.role}. Keep it now: it is not shown again.`)
      })
    })

  key
    .command('list')
    .description('list keys (never the secrets)')
    .option(...site)
    .option(...json)
    .action((options: Options) =>
      withDatabase(async (database) => {
        const keys = await listKeys(database, (await chosenSite(database, options.site)).id)
        if (options.json) return printJson(keys.map(({ siteId: _, ...rest }) => rest))
        if (keys.length === 0) return console.log('There are no keys. "earshot key create" makes one.')
        printTable(
          ['id', 'role', 'label', 'created', 'last used', 'revoked'],
          keys.map((one) => [
            one.id,
            one.role,
            one.label,
            date(one.createdAt),
            date(one.lastUsedAt),
            date(one.revokedAt),
          ]),
        )
      }),
    )

  key
    .command('revoke <id>')
    .description('end a key at once')
    .option(...site)
    .option(...json)
    .action((id: string, options: Options) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, options.site)
        if (!(await revokeKey(database, siteId, id)))
          throw new Usage(`There is no key ${id} in force. "earshot key list" shows them.`)
        if (options.json) printJson({ id, revoked: true })
        else console.log(`Key ${id} is revoked. Requests with it are refused from now on.`)
      }),
    )
}
