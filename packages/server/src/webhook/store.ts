import { randomBytes } from 'node:crypto'
import type { Webhook, WebhookChange, WebhookInput } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { Tables, WebhookTable } from '../database/schema.ts'
import { checkAddress, FetchError } from '../guard/fetch.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { newSecret } from './sign.ts'

/** More than a shop has receivers for; each costs every event a row. */
const WEBHOOKS_MAX = 20
/** How long what is sent is signed with the secret before, too: time to put the new one in place. */
const OLD_SECRET_MS = 24 * 3_600_000

/** The site's webhooks, oldest first. */
export async function listWebhooks(query: Kysely<Tables>, siteId: string): Promise<WebhookTable[]> {
  return query.selectFrom('webhook').selectAll().where('site_id', '=', siteId).orderBy('webhook_id').execute()
}

/** One of them. Rejects with `webhook_unknown`. */
export async function getWebhook(query: Kysely<Tables>, siteId: string, id: string): Promise<WebhookTable> {
  const row = await at(query.selectFrom('webhook').selectAll(), siteId, id).executeTakeFirst()
  if (row) return row
  throw new Problem(
    'webhook_unknown',
    'There is no webhook with this id. "earshot webhook list" shows those there are.',
  )
}

/** Adds a webhook; it is told what happens from now on. Rejects with `invalid` where its address may not be called. */
export async function addWebhook(
  database: Database,
  siteId: string,
  input: WebhookInput,
  allow: readonly string[],
  now: number = Date.now(),
): Promise<WebhookTable> {
  await requireAddress(input.url, allow)
  return database.transaction(async (tx) => {
    // Both engines lock a row that is updated, be it to what it is: two at once must not pass the limit together.
    await tx.query
      .updateTable('site')
      .set({ name: (eb) => eb.ref('name') })
      .where('site_id', '=', siteId)
      .execute()
    if ((await listWebhooks(tx.query, siteId)).length >= WEBHOOKS_MAX)
      throw new Problem('webhook_limit', `A site has ${WEBHOOKS_MAX} webhooks at most. Remove one first.`)
    const row: WebhookTable = {
      site_id: siteId,
      // By time, so that lists are in the order of making.
      webhook_id: `${now.toString(36)}${randomBytes(4).toString('hex')}`,
      url: input.url,
      label: input.label ?? '',
      format: input.format ?? 'standard',
      types: JSON.stringify(input.types ?? []),
      words: input.words ? 1 : 0,
      secret: newSecret(),
      old_secret: null,
      old_until: null,
      state: 'on',
      reason: null,
      created_at: now,
      seen: await lastEvent(tx.query, siteId),
      failures: 0,
      rest_until: 0,
    }
    await tx.insertNew('webhook', [row])
    return row
  })
}

/** Changes what is named. Switched on again, it is told what happens from now on. */
export async function changeWebhook(
  database: Database,
  siteId: string,
  id: string,
  change: WebhookChange,
  allow: readonly string[],
): Promise<WebhookTable> {
  if (change.url !== undefined) await requireAddress(change.url, allow)
  return database.transaction(async (tx) => {
    const before = await getWebhook(tx.query, siteId, id)
    const { types, words, state, ...plain } = change
    const set = { ...plain } as Partial<WebhookTable>
    if (types) set.types = JSON.stringify(types)
    if (words !== undefined) set.words = words ? 1 : 0
    // Another address has not failed yet.
    if (change.url !== undefined) Object.assign(set, { failures: 0, rest_until: 0 })
    if (state !== undefined && state !== before.state)
      Object.assign(set, { state, reason: null, failures: 0, rest_until: 0 })
    if (state === 'on' && before.state === 'off') set.seen = await lastEvent(tx.query, siteId)
    if (Object.keys(set).length > 0) await at(tx.query.updateTable('webhook').set(set), siteId, id).execute()
    if (state === 'off') await endAll(tx, siteId, id, 'The webhook was switched off.')
    return { ...before, ...set }
  })
}

/** Removes a webhook with its log. */
export async function removeWebhook(database: Database, siteId: string, id: string): Promise<void> {
  await database.transaction(async ({ query }) => {
    await getWebhook(query, siteId, id)
    // First, as whoever makes deliveries holds it.
    await at(query.deleteFrom('webhook'), siteId, id).execute()
    await at(query.deleteFrom('delivery'), siteId, id).execute()
  })
}

/** Gives a webhook a new secret; what is sent is signed with both for a day. */
export async function rotateSecret(
  database: Database,
  siteId: string,
  id: string,
  now: number = Date.now(),
): Promise<WebhookTable> {
  return database.transaction(async ({ query }) => {
    const before = await getWebhook(query, siteId, id)
    const set = { secret: newSecret(), old_secret: before.secret, old_until: now + OLD_SECRET_MS }
    await at(query.updateTable('webhook').set(set), siteId, id).execute()
    return { ...before, ...set }
  })
}

/** What waits at a webhook is over. */
export async function endAll(tx: Tx, siteId: string, id: string, reason: string, now = Date.now()): Promise<void> {
  await at(tx.query.updateTable('delivery'), siteId, id)
    .set({ state: 'dead', reason, ended_at: now })
    .where('state', '=', 'queued')
    // What is on its way tells itself what became of it.
    .where('claimed_until', 'is', null)
    .execute()
}

/** A webhook as its owners see it. */
export function shown(row: WebhookTable, now: number = Date.now()): Webhook {
  const oldUntil = row.old_until !== null && row.old_until > now ? row.old_until : null
  return {
    id: row.webhook_id,
    url: row.url,
    label: row.label,
    format: row.format,
    types: JSON.parse(row.types) as string[],
    words: row.words === 1,
    state: row.state,
    reason: row.reason,
    createdAt: new Date(row.created_at).toISOString(),
    oldSecretUntil: oldUntil === null ? null : new Date(oldUntil).toISOString(),
  }
}

/** Narrows a query to one webhook. */
function at<Q>(query: Q, siteId: string, id: string): Q {
  const narrow = query as { where(column: string, is: '=', value: string): typeof narrow }
  return narrow.where('site_id', '=', siteId).where('webhook_id', '=', id) as Q
}

async function lastEvent(query: Kysely<Tables>, siteId: string): Promise<number> {
  const row = await query.selectFrom('event_counter').select('last').where('site_id', '=', siteId).executeTakeFirst()
  return row?.last ?? 0
}

async function requireAddress(url: string, allow: readonly string[]): Promise<void> {
  try {
    await checkAddress(url, allow)
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    // The refusal ends the sentence.
    const why = error.message.replace(/\.$/, '')
    throw refuse('the webhook', [{ path: 'url', code: 'invalid_value', ...says('not_callable', { fault: why }) }])
  }
}
