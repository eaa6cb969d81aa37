import {
  DeliveryMessage,
  DeliveryPage,
  DeliveryQuery,
  NewWebhook,
  Replayed,
  ReplayInput,
  Webhook,
  WebhookChange,
  WebhookInput,
  WebhookList,
  WebhookTest,
} from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf, idOf, queryOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { deliveryOf, listDeliveries, messageOf, replay } from './log.ts'
import { sendTest } from './send.ts'
import { addWebhook, changeWebhook, getWebhook, listWebhooks, removeWebhook, rotateSecret, shown } from './store.ts'

/** Items on a page of the log unless asked otherwise. */
const PAGE = 50

/** The addresses that are told what happens. */
export function webhooks({ database }: Services): Endpoint {
  return {
    summary: 'Webhooks, oldest first; never the secrets',
    answers: { 200: WebhookList },
    role: 'owner',
    async handle(request) {
      const rows = await listWebhooks(database.write, actorOf(request).siteId)
      return { items: rows.map((row) => shown(row)), next: null }
    },
  }
}

/** Adds one. */
export function newWebhook({ database, config }: Services): Endpoint {
  return {
    summary: 'Add a webhook; its secret is told this once',
    body: WebhookInput,
    answers: { 201: NewWebhook },
    problems: ['invalid', 'webhook_limit'],
    role: 'owner',
    async handle(request, reply) {
      const input = bodyOf(request, WebhookInput)
      const row = await addWebhook(database, actorOf(request).siteId, input, config.allowHosts)
      void reply.code(201)
      return { ...shown(row), secret: row.secret }
    },
  }
}

/** Changes one. */
export function webhookChange({ database, config }: Services): Endpoint {
  return {
    summary: 'Change a webhook: what is named changes',
    body: WebhookChange,
    answers: { 200: Webhook },
    problems: ['invalid', 'webhook_unknown'],
    role: 'owner',
    async handle(request) {
      const change = bodyOf(request, WebhookChange)
      return shown(await changeWebhook(database, actorOf(request).siteId, idOf(request), change, config.allowHosts))
    },
  }
}

/** Removes one. */
export function webhookRemoval({ database }: Services): Endpoint {
  return {
    summary: 'Remove a webhook with its log; what waits for it is not sent',
    answers: { 204: null },
    problems: ['webhook_unknown'],
    role: 'owner',
    async handle(request, reply) {
      await removeWebhook(database, actorOf(request).siteId, idOf(request))
      return reply.code(204).send()
    },
  }
}

/** Tries one. */
export function webhookTest(services: Services): Endpoint {
  return {
    summary: 'Send a webhook a message of the type webhook.test now, and tell what came of it',
    answers: { 200: WebhookTest },
    problems: ['webhook_unknown', 'rate_limited'],
    role: 'owner',
    async handle(request) {
      return sendTest(services, await getWebhook(services.database.write, actorOf(request).siteId, idOf(request)))
    },
  }
}

/** Gives one a new secret. */
export function webhookRotation({ database }: Services): Endpoint {
  return {
    summary: 'Give a webhook a new secret, told this once; for 24 hours messages are signed with the old one, too',
    answers: { 200: NewWebhook },
    problems: ['webhook_unknown'],
    role: 'owner',
    async handle(request) {
      const row = await rotateSecret(database, actorOf(request).siteId, idOf(request))
      return { ...shown(row), secret: row.secret }
    },
  }
}

/** What became of the events at one. */
export function webhookDeliveries({ database }: Services): Endpoint {
  return {
    summary: 'What became of each event at a webhook, newest first, for 30 days',
    query: DeliveryQuery,
    answers: { 200: DeliveryPage },
    problems: ['invalid', 'webhook_unknown'],
    role: 'owner',
    async handle(request) {
      const { siteId } = actorOf(request)
      const { state, limit = PAGE, cursor } = queryOf(request, DeliveryQuery)
      const { webhook_id } = await getWebhook(database.write, siteId, idOf(request))
      const before = cursor === undefined ? undefined : Number(cursor)
      const rows = await listDeliveries(database, siteId, webhook_id, { state, limit: limit + 1, before })
      const items = rows.slice(0, limit)
      return { items: items.map(deliveryOf), next: rows.length > limit ? String(items.at(-1)!.seq) : null }
    },
  }
}

/** What one is told of an event. */
export function webhookMessage({ database, config }: Services): Endpoint {
  return {
    summary: 'What a webhook is told of an event of its log, as it would be sent now',
    answers: { 200: DeliveryMessage },
    problems: ['webhook_unknown', 'not_found'],
    role: 'owner',
    async handle(request) {
      const { siteId } = actorOf(request)
      const webhook = await getWebhook(database.write, siteId, idOf(request))
      const { event } = request.params as { event: string }
      return messageOf(database, webhook, /^[\w-]{1,64}$/.test(event) ? event : '-', config.url)
    },
  }
}

/** Sends again. */
export function webhookReplay({ database }: Services): Endpoint {
  return {
    summary: 'Send an event of the log again, or all that are dead',
    body: ReplayInput,
    answers: { 200: Replayed },
    problems: ['invalid', 'webhook_unknown', 'not_found'],
    role: 'owner',
    async handle(request) {
      const { siteId } = actorOf(request)
      const { event } = bodyOf(request, ReplayInput)
      const { webhook_id } = await getWebhook(database.write, siteId, idOf(request))
      const replayed = await replay(database, siteId, webhook_id, event, Date.now())
      if (event !== undefined && replayed === 0)
        throw new Problem('not_found', 'The log of this webhook has no such event, or it is on its way just now.')
      return { replayed }
    },
  }
}
