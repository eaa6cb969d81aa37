import { type Delivery, WebhookChange, WebhookInput } from '@earshot/sdk/contract'
import { Option, type Command } from 'commander'
import { bodyOf } from '../invalid.ts'
import { deliveryOf, listDeliveries, replay } from '../webhook/log.ts'
import { sendTest } from '../webhook/send.ts'
import {
  addWebhook,
  changeWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateSecret,
  shown,
} from '../webhook/store.ts'
import { plain, printJson, printTable, Usage } from './print.ts'
import { chosenSite, told, withDatabase } from './store.ts'

interface Flags {
  site?: string
  json?: true
}

interface Fields extends Flags {
  url?: string
  label?: string
  format?: string
  types?: string
  words?: boolean
  state?: string
}

const time = (at: string | null) => at?.slice(0, 19).replace('T', ' ') ?? ''
const site = ['--site <key>', 'the site (needed when there are several)'] as const
const json = ['--json', 'print JSON'] as const

/** What was given, as the contract's body: types come with commas between. */
function fieldsOf({ site: _, json: __, types, ...rest }: Fields): { body: unknown } {
  return { body: { ...rest, ...(types === undefined ? {} : { types: types.split(',').filter(Boolean) }) } }
}

function options(command: Command): Command {
  return command
    .option('--label <words>', 'what it is for')
    .addOption(
      new Option('--format <format>', 'Standard Webhooks, or a sentence for a chat').choices(['standard', 'slack']),
    )
    .option('--types <types>', 'what is told, with commas between: complaint.*,feedback.received')
    .option('--words', 'tell what customers answered, too')
    .option('--no-words', 'tell none of it')
}

/** `earshot webhook …`: addresses that are told what happens. */
export function webhookCommands(program: Command): void {
  const webhook = program.command('webhook').description('addresses that are told what happens')
  keeping(webhook)
  watching(webhook)
}

function keeping(webhook: Command): void {
  webhook
    .command('list')
    .description('list them (never the secrets)')
    .option(...site)
    .option(...json)
    .action((flags: Flags) =>
      withDatabase(async (database) => {
        const rows = await listWebhooks(database.write, (await chosenSite(database, flags.site)).id)
        const items = rows.map((row) => shown(row))
        if (flags.json) return printJson(items)
        if (items.length === 0) return console.log('There are none. "earshot webhook add https://…" makes one.')
        printTable(
          ['id', 'state', 'format', 'address', 'types', 'label', 'reason'],
          items.map((one) => [
            one.id,
            one.state,
            one.format,
            plain(one.url, 50),
            one.types.join(',') || 'all',
            plain(one.label, 30),
            one.reason ?? '',
          ]),
        )
      }),
    )

  options(webhook.command('add <url>'))
    .description('add one, and print its secret, once')
    .option(...site)
    .option(...json)
    .action((url: string, flags: Fields) =>
      withDatabase(async (database, config) => {
        const input = await told(Promise.resolve().then(() => bodyOf(fieldsOf({ ...flags, url }), WebhookInput)))
        const { id: siteId, key } = await chosenSite(database, flags.site)
        const row = await told(addWebhook(database, siteId, input, config.allowHosts))
        if (flags.json) return printJson({ ...shown(row), secret: row.secret })
        console.log(row.secret)
        console.error(`\nWebhook ${row.webhook_id} of ${key} is told what happens from now on.`)
        console.error('Keep the secret now: it is not shown again. "earshot webhook test" tries the address.')
      }),
    )

  options(webhook.command('set <id>'))
    .description('change what is named')
    .option('--url <url>', 'where events go')
    .addOption(new Option('--state <state>', 'switch it on or off').choices(['on', 'off']))
    .option(...site)
    .option(...json)
    .action((id: string, flags: Fields) =>
      withDatabase(async (database, config) => {
        const change = await told(Promise.resolve().then(() => bodyOf(fieldsOf(flags), WebhookChange)))
        const { id: siteId } = await chosenSite(database, flags.site)
        const row = await told(changeWebhook(database, siteId, id, change, config.allowHosts))
        if (flags.json) printJson(shown(row))
        else console.log(`Webhook ${id} is ${row.state}.`)
      }),
    )

  webhook
    .command('remove <id>')
    .description('remove one with its log')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags) =>
      withDatabase(async (database) => {
        await told(removeWebhook(database, (await chosenSite(database, flags.site)).id, id))
        if (flags.json) printJson({ id, removed: true })
        else console.log(`Webhook ${id} is removed; what waited for it is not sent.`)
      }),
    )

  webhook
    .command('rotate <id>')
    .description('give one a new secret and print it, once; the old one holds for 24 hours more')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags) =>
      withDatabase(async (database) => {
        const row = await told(rotateSecret(database, (await chosenSite(database, flags.site)).id, id))
        if (flags.json) return printJson({ ...shown(row), secret: row.secret })
        console.log(row.secret)
        console.error(`\nUntil ${time(shown(row).oldSecretUntil)} UTC what is sent is signed with the old one, too.`)
      }),
    )
}

function watching(webhook: Command): void {
  webhook
    .command('test <id>')
    .description('send a message of the type webhook.test now, and tell what came of it')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags) =>
      withDatabase(async (database, config) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        const result = await sendTest({ database, config }, await told(getWebhook(database.write, siteId, id)))
        if (!result.ok) process.exitCode = 1
        if (flags.json) return printJson(result)
        const said = result.answer === null ? '' : ` It said: ${plain(result.answer)}`
        console.log(`${result.ok ? `It answered ${result.status} in ${result.took} ms.` : result.reason}${said}`)
      }),
    )

  webhook
    .command('deliveries <id>')
    .description('what became of each event, newest first')
    .addOption(new Option('--state <state>', 'only these').choices(['queued', 'sent', 'dead']))
    .option('--limit <n>', 'how many, 1 to 1000', '20')
    .option(...site)
    .option(...json)
    .action((id: string, flags: Flags & { state?: Delivery['state']; limit: string }) =>
      withDatabase(async (database) => {
        const limit = /^\d{1,4}$/.test(flags.limit) ? Number(flags.limit) : 0
        if (limit < 1 || limit > 1000) throw new Usage(`--limit takes a number from 1 to 1000, not "${flags.limit}".`)
        const { id: siteId } = await chosenSite(database, flags.site)
        await told(getWebhook(database.write, siteId, id))
        const rows = (await listDeliveries(database, siteId, id, { state: flags.state, limit })).map(deliveryOf)
        if (flags.json) return printJson(rows)
        if (rows.length === 0) return console.log('Nothing happened yet that it is told of.')
        printTable(
          ['happened', 'type', 'state', 'tries', 'status', 'next', 'reason', 'event'],
          rows.map((row) => [
            time(row.createdAt),
            row.type,
            row.state,
            row.attempts,
            row.status ?? '',
            time(row.nextAt),
            plain(row.reason ?? '', 50),
            row.event,
          ]),
        )
      }),
    )

  webhook
    .command('replay <id> [event]')
    .description('send one event of the log again, or all that are dead')
    .option(...site)
    .option(...json)
    .action((id: string, event: string | undefined, flags: Flags) =>
      withDatabase(async (database) => {
        const { id: siteId } = await chosenSite(database, flags.site)
        await told(getWebhook(database.write, siteId, id))
        const count = await replay(database, siteId, id, event, Date.now())
        if (event !== undefined && count === 0)
          throw new Usage(
            `The log of ${id} has no event ${event}, or it is on its way. "earshot webhook deliveries" shows it.`,
          )
        if (flags.json) printJson({ replayed: count })
        else console.log(`${count} ${count === 1 ? 'event' : 'events'} will be sent at once by the running server.`)
      }),
    )
}
