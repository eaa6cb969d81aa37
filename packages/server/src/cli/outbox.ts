import { Option, type Command } from 'commander'
import type { OutboxTable } from '../database/schema.ts'
import { listOutbox, replay } from '../notify/claim.ts'
import { hasWay } from '../notify/settings.ts'
import { outgoingOf } from '../notify/view.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

interface Flags {
  site?: string
  state?: OutboxTable['state']
  limit: string
  json?: true
}

const time = (at: number | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' '))

/** As the API has it, with the name that scripts know. */
function shown(row: OutboxTable): Record<string, unknown> {
  const { mail, ...rest } = outgoingOf(row)
  return { topic: mail, ...rest }
}

/** `earshot outbox …`: mail that waits, went or did not go. */
export function outboxCommands(program: Command): void {
  const outbox = program.command('outbox').description('mail that waits, went out or did not')

  outbox
    .command('list')
    .description('list it, newest first, with the reason where it did not go')
    .option('--site <key>', 'the site (needed when there are several)')
    .addOption(new Option('--state <state>', 'only these').choices(['queued', 'sent', 'dead']))
    .option('--limit <n>', 'how many, 1 to 1000', '20')
    .option('--json', 'print JSON')
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const limit = /^\d{1,4}$/.test(flags.limit) ? Number(flags.limit) : 0
        if (limit < 1 || limit > 1000) throw new Usage(`--limit takes a number from 1 to 1000, not "${flags.limit}".`)
        const site = await chosenSite(database, flags.site)
        const rows = await listOutbox(database, site.id, flags.state, limit)
        if (flags.json) return printJson(rows.map(shown))
        if (rows.length === 0) return console.log('Nothing is in the outbox that matches.')
        printTable(
          ['written', 'mail', 'to', 'state', 'tries', 'next', 'reason', 'id'],
          rows.map((row) => [
            time(row.created_at),
            row.topic,
            plain(row.address, 40),
            row.state,
            row.attempts,
            row.state === 'queued' ? time(row.due_at) : '',
            plain(row.reason ?? '', 60),
            row.outbox_id,
          ]),
        )
      }),
    )

  outbox
    .command('replay [id]')
    .description('try again what is dead, and at once what waits: one mail, or all of the site')
    .option('--site <key>', 'the site (needed when there are several)')
    .option('--json', 'print JSON')
    .action((id: string | undefined, flags: Flags) =>
      withDatabase(async (database, config) => {
        const site = await chosenSite(database, flags.site)
        const count = await replay(database, site.id, id, Date.now())
        if (id !== undefined && count === 0)
          throw new Usage(
            `No mail ${id} of ${site.key} can be sent again: it is unknown, was sent, or is on its way. ` +
              '"earshot outbox list" shows which.',
          )
        if (flags.json) return printJson({ replayed: count })
        console.log(`${count} ${count === 1 ? 'mail' : 'mails'} will be tried at once by the running server.`)
        if (!(await hasWay(database.write, config, site.id)))
          console.log('No way for mail is set up yet, so they wait: see docs/mail.md.')
      }),
    )
}
