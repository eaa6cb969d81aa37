import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import {
  DeliveryQuery,
  ReplayInput,
  WebhookChange,
  WebhookInput,
  words,
  type Delivery,
  type DeliveryMessage,
  type DeliveryPage,
  type NewWebhook,
  type Replayed,
  type Webhook,
  type WebhookList,
  type WebhookTest,
} from '../contract/index.ts'
import { check } from './check.ts'
import { every, listed } from './pages.ts'
import { attempt } from './transport.ts'

/** Addresses that are told what happens. Needs the role `owner`. */
export interface Webhooks {
  /** Oldest first; never the secrets. */
  list(): Promise<Webhook[]>
  /** The secret is told this once. @throws EarshotError `invalid` where the address may not be called, `webhook_limit` */
  add(webhook: WebhookInput): Promise<NewWebhook>
  /** What is named changes. @throws EarshotError `webhook_unknown` */
  change(id: string, change: WebhookChange): Promise<Webhook>
  /** With its log; what waits for it is not sent. */
  remove(id: string): Promise<void>
  /** Sends a message of the type `webhook.test` now, and tells what came of it. */
  test(id: string): Promise<WebhookTest>
  /** A new secret, told this once; for 24 hours messages are signed with the old one, too. */
  rotate(id: string): Promise<NewWebhook>
  /** What became of each event, newest first, for 30 days. */
  deliveries(id: string, query?: DeliveryQuery): Promise<DeliveryPage>
  /** The same, fetched page by page as it is read. */
  allDeliveries(id: string, query?: DeliveryQuery): AsyncGenerator<Delivery, void, undefined>
  /** What it is told of one event of the log, as it would be sent now. @throws EarshotError `not_found` */
  message(id: string, event: string): Promise<DeliveryMessage>
  /** Sends one event of the log again, or all that are dead. @returns how many */
  replay(id: string, event?: string): Promise<number>
}

const Id = z.object({ id: words(64, 1).check(z.regex(/^[\w-]+$/)) })

/** @param http sends the key */
export function webhooks(http: KyInstance, url: string): Webhooks {
  const path = (id: string, of = '') => `api/webhooks/${check(Id, { id }, 'The call').id}${of}`

  // Not repeated by itself: the first try may have done it.
  function write<T>(method: 'post' | 'patch', to: () => string, body?: () => unknown): Promise<T> {
    return attempt(url, async () => http[method](to(), { retry: 0, ...(body && { json: body() }) }).json<T>())
  }

  function deliveries(id: string, query: DeliveryQuery = {}): Promise<DeliveryPage> {
    return attempt(url, async () => {
      const searchParams = check(DeliveryQuery, query, 'The question')
      return listed(await http.get(path(id, '/deliveries'), { searchParams }).json<DeliveryPage | null>(), url)
    })
  }

  return {
    list: () =>
      attempt(url, async () => {
        return listed(await http.get('api/webhooks').json<WebhookList | null>(), url).items
      }),
    add: (webhook) =>
      write(
        'post',
        () => 'api/webhooks',
        () => check(WebhookInput, webhook, 'The webhook'),
      ),
    change: (id, change) =>
      write(
        'patch',
        () => path(id),
        () => check(WebhookChange, change, 'The change'),
      ),
    remove: (id) => attempt(url, async () => void (await http.delete(path(id), { retry: 0 }))),
    test: (id) => write('post', () => path(id, '/test')),
    rotate: (id) => write('post', () => path(id, '/rotate')),
    deliveries,
    message: (id, event) =>
      attempt(url, async () =>
        http.get(path(id, `/deliveries/${check(Id, { id: event }, 'The call').id}`)).json<DeliveryMessage>(),
      ),
    allDeliveries: (id, query) => every((page) => deliveries(id, page), query),
    replay: async (id, event) => {
      const body = () => check(ReplayInput, event === undefined ? {} : { event }, 'The call')
      return (await write<Replayed>('post', () => path(id, '/replay'), body)).replayed
    },
  }
}
