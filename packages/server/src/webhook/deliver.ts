import type { Config } from '../config.ts'
import { staffAt } from '../complaint/notice.ts'
import type { Database } from '../database/engine.ts'
import type { DeliveryTable, WebhookTable } from '../database/schema.ts'
import { eventOf } from '../event/event.ts'
import type { Log } from '../notify/lane.ts'
import { enqueue } from '../notify/outbox.ts'
import { pauseAfter, retryAt } from '../notify/retry.ts'
import { claim, fanOut, hurry, lagging, note, type Outcome, type Tried, waiting } from './queue.ts'
import { type Came, send } from './send.ts'
import { endAll } from './store.ts'

/** Webhooks that one server serves at a time, and messages on their way to one of them. */
const SERVED_MAX = 16
const AT_ONCE = 8
/** What is on its way when the server stops has this long to get there. */
const GRACE_MS = 5000
/** So many tries in a row that did not get through are an outage, after which what waits is sent at once. */
const OUTAGE = 2

/** Tells webhooks what happened. Any number of servers may do so at once. */
export interface Webhooks {
  /** Whether there is something to tell, and somebody who is not being told already. */
  due(now: number): Promise<boolean>
  /** Begins to tell what is due; a slow receiver keeps nobody else waiting. @returns how many got through since */
  deliver(): Promise<number>
  /** As `deliver`, and waits until nothing is due any more. @returns how many got through */
  deliverAll(): Promise<number>
  /** Begins nothing any more, and ends what is on its way. */
  close(): Promise<void>
}

interface Needs {
  config: Pick<Config, 'url' | 'allowHosts'>
  database: Database
  log: Log
}

interface Told extends Outcome {
  came: Came
}

/** @param clock for tests */
export function createWebhooks({ config, database, log }: Needs, clock: () => number = Date.now): Webhooks {
  const served = new Map<string, Promise<void>>()
  const cut = new AbortController()
  let closing = false
  let through = 0

  /** Tells one webhook until nothing is due there, or it does not take it. */
  async function serve(first: WebhookTable): Promise<void> {
    let webhook: WebhookTable | undefined = first
    while (webhook && !closing) {
      // After a failure one message finds out whether it is there again.
      const rows = await claim(database, webhook, clock(), webhook.failures > 0 ? 1 : AT_ONCE)
      if (rows.length === 0) return
      const told = await Promise.all(rows.map((row) => tell(webhook!, row)))
      await note(database, told)
      const came = told.map((one) => one.came)
      through += came.filter((one) => one === 'sent').length
      if (came.includes('gone')) return switchOff(webhook)
      webhook = await learn(webhook, came)
    }
  }

  async function tell(webhook: WebhookTable, row: DeliveryTable): Promise<Told> {
    const event = await database.write
      .selectFrom('event')
      .selectAll()
      .where('site_id', '=', row.site_id)
      .where('seq', '=', row.seq)
      .executeTakeFirst()
    const over = (came: Came, state: 'sent' | 'dead', tried: Partial<Tried>): Told => ({
      came,
      row,
      set: { ...tried, state, ended_at: clock() },
    })
    if (!event) return over('not', 'dead', { reason: 'The event is no longer kept.' })
    const { is, tried, pause } = await send({ database, config, clock }, webhook, eventOf(event), cut.signal)
    if (is === 'sent') return over(is, 'sent', tried)
    if (is === 'gone') return over(is, 'dead', tried)
    const now = clock()
    // Stopped by ourselves: as if it had never been tried.
    if (cut.signal.aborted) return { came: is, row, set: { due_at: now, attempts: row.attempts - 1 } }
    log.info({ type: row.type, status: tried.status, attempts: row.attempts }, 'a webhook did not take an event')
    const due = retryAt(row.attempts, now)
    if (due === undefined || due > row.stale_at) return over(is, 'dead', tried)
    return { came: is, row, set: { ...tried, due_at: Math.max(due, now + pause) } }
  }

  /** After a few messages: leaves alone who does not take them. @returns the webhook as it is now, if there is more to do */
  async function learn(webhook: WebhookTable, came: readonly Came[]): Promise<WebhookTable | undefined> {
    const now = clock()
    const update = (set: Partial<WebhookTable>) =>
      database.write
        .updateTable('webhook')
        .set(set)
        .where('site_id', '=', webhook.site_id)
        .where('webhook_id', '=', webhook.webhook_id)
        .returningAll()
        .executeTakeFirst()
    if (came.includes('down') && !came.includes('sent')) {
      const failures = webhook.failures + 1
      await update({ failures, rest_until: now + pauseAfter(failures) })
      return undefined
    }
    if (!came.includes('sent') || webhook.failures === 0) return current(database, webhook)
    const after = await update({ failures: 0, rest_until: 0 })
    if (webhook.failures >= OUTAGE) await hurry(database, webhook, now)
    return after?.state === 'on' ? after : undefined
  }

  /** It asked to be told no more. The owners hear of it. */
  async function switchOff(webhook: WebhookTable): Promise<void> {
    const now = clock()
    const { site_id, webhook_id, label, url } = webhook
    const reason = 'It answered 410: it is gone for good.'
    await database.transaction(async (tx) => {
      const { numUpdatedRows } = await tx.query
        .updateTable('webhook')
        .set({ state: 'off', reason })
        .where('site_id', '=', site_id)
        .where('webhook_id', '=', webhook_id)
        .where('state', '=', 'on')
        .executeTakeFirst()
      await endAll(tx, site_id, webhook_id, reason, now)
      if (numUpdatedRows === 0n) return
      const owners = await staffAt(tx, site_id, { role: 'owner' })
      const values = { address: new URL(url).host, label: label === '' ? null : label }
      await enqueue(
        tx,
        owners.map((to) => ({ siteId: site_id, topic: 'webhook' as const, to, values })),
        now,
      )
    })
  }

  function begin(webhook: WebhookTable): void {
    const key = `${webhook.site_id} ${webhook.webhook_id}`
    if (closing || served.size >= SERVED_MAX || served.has(key)) return
    const serving = serve(webhook)
      // Only the store fails here; the claims end by themselves, and what was in hand is tried again.
      .catch((error: unknown) => log.error({ err: error }, 'webhooks cannot be told'))
      .finally(() => served.delete(key))
    served.set(key, serving)
  }

  const free = (webhooks: readonly WebhookTable[]) =>
    webhooks.filter((one) => !served.has(`${one.site_id} ${one.webhook_id}`))

  /** @returns at how many webhooks something is due */
  async function beginAll(): Promise<number> {
    await fanOut(database, clock())
    const due = await waiting(database, clock())
    for (const webhook of due) begin(webhook)
    return due.length
  }

  async function idle(): Promise<void> {
    while (served.size > 0) await Promise.all(served.values())
  }

  return {
    async due(now) {
      if (closing) return false
      if (await lagging(database).limit(1).executeTakeFirst()) return true
      return served.size < SERVED_MAX && free(await waiting(database, now)).length > 0
    },
    async deliver() {
      await beginAll()
      const since = through
      through = 0
      return since
    },
    async deliverAll() {
      while ((await beginAll()) > 0) await idle()
      const all = through
      through = 0
      return all
    },
    async close() {
      closing = true
      const timer = setTimeout(() => cut.abort(), GRACE_MS)
      await idle()
      clearTimeout(timer)
    },
  }
}

async function current(database: Database, { site_id, webhook_id }: WebhookTable): Promise<WebhookTable | undefined> {
  return database.write
    .selectFrom('webhook')
    .selectAll()
    .where('site_id', '=', site_id)
    .where('webhook_id', '=', webhook_id)
    .where('state', '=', 'on')
    .executeTakeFirst()
}
