import { type Event, uuidv7, type WebhookTest } from '@earshot/sdk/contract'
import type { Config } from '../config.ts'
import type { Database } from '../database/engine.ts'
import type { WebhookTable } from '../database/schema.ts'
import { type Answer, FetchError, post } from '../guard/fetch.ts'
import { quoted } from '../notify/fault.ts'
import { getSite } from '../site/store.ts'
import { bodyOf } from './message.ts'
import type { Tried } from './queue.ts'
import { signed } from './sign.ts'

/** A receiver notes what it gets and answers; it works on it later. */
const TIMEOUT_MS = 15_000
/** A receiver may ask for a pause, but not to be forgotten. */
const PAUSE_MAX_MS = 3_600_000

/** What sending needs. */
interface Way {
  database: Database
  config: Pick<Config, 'url' | 'allowHosts'>
  clock: () => number
}

/** What became of a message. `down`: the receiver itself, not what was sent, is what failed. */
export type Came = 'sent' | 'not' | 'down' | 'gone'

export interface Sent {
  is: Came
  tried: Tried
  /** Milliseconds that it asked to be left alone for. */
  pause: number
}

/** Sends one event to one webhook. Rejects only when the store fails. */
export async function send(
  { database, config, clock }: Way,
  webhook: WebhookTable,
  event: Event,
  signal?: AbortSignal,
): Promise<Sent> {
  const site = await getSite(database, webhook.site_id)
  const at = clock()
  const began = performance.now()
  const tried = (more: Partial<Tried>): Tried => ({
    tried_at: at,
    took: Math.round(performance.now() - began),
    status: null,
    answer: null,
    reason: null,
    ...more,
  })
  const body = await bodyOf(database, webhook, site!, event, config.url)
  const old = webhook.old_until !== null && webhook.old_until > at ? [webhook.old_secret!] : []
  let answer: Answer
  try {
    answer = await post({
      url: webhook.url,
      allow: config.allowHosts,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Earshot',
        ...signed([webhook.secret, ...old], { id: event.id, at, body }),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      cut: true,
      keep: true,
      signal,
    })
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    return { is: 'down', tried: tried({ reason: error.message }), pause: 0 }
  }
  const { status, text, retryAfter = 0 } = answer
  const said = quoted(text)
  const got = tried({ status, answer: said === '' ? null : said })
  if (status >= 200 && status < 300) return { is: 'sent', tried: got, pause: 0 }
  const reason = `${new URL(webhook.url).host} answered ${status}${status >= 300 && status < 400 ? '; redirects are not followed' : ''}.`
  const is = status === 410 ? 'gone' : status >= 500 || status === 429 ? 'down' : 'not'
  return { is, tried: { ...got, reason }, pause: Math.min(retryAfter * 1000, PAUSE_MAX_MS) }
}

/** Tries an address with a message that tells of nothing; also while the webhook is off. */
export async function sendTest({ database, config }: Omit<Way, 'clock'>, webhook: WebhookTable): Promise<WebhookTest> {
  const event: Event = {
    id: uuidv7(),
    type: 'webhook.test',
    timestamp: new Date().toISOString(),
    data: { webhook: webhook.webhook_id },
  }
  const { is, tried } = await send({ database, config, clock: Date.now }, webhook, event)
  return { ok: is === 'sent', status: tried.status, answer: tried.answer, reason: tried.reason, took: tried.took! }
}
