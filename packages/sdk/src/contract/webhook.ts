import * as z from 'zod/mini'
import { EVENT_TYPES, EventType } from './event.ts'
import { Time } from './feedback.ts'
import { words } from './text.ts'

const NOUNS = [...new Set(EVENT_TYPES.map((type) => type.split('.')[0]!))]

/** A type of event, or all of a kind: `complaint.*`. */
export const EventFilter = words(64).check(
  z.refine((value: string) => EVENT_TYPES.includes(value as EventType) || NOUNS.some((noun) => value === `${noun}.*`), {
    error: `must be a type of event, or one of ${NOUNS.map((noun) => `${noun}.*`).join(', ')}`,
  }),
)

/** Whether a filter lets a type of event pass; one that names nothing lets all pass. */
export function passes(filter: readonly string[], type: EventType): boolean {
  return filter.length === 0 || filter.includes(type) || filter.includes(`${type.split('.')[0]!}.*`)
}

const Format = z.enum(['standard', 'slack'], { error: 'must be standard or slack' })

const fields = {
  /** Where events go, by HTTPS, in a public network. */
  url: words(2000, 1),
  /** What it is for. */
  label: words(200),
  /** `standard`: Standard Webhooks. `slack`: a sentence, for incoming hooks of Slack and what is compatible with it. */
  format: Format,
  /** What is told; empty: everything. */
  types: z.array(EventFilter).check(z.maxLength(100)),
  /** Whether what the customer answered is told with `feedback.…` and `complaint.registered`; never how to reach them. */
  words: z.boolean(),
}

/** `POST /api/webhooks`. */
export const WebhookInput = z.strictObject({
  url: fields.url,
  label: z.optional(fields.label),
  format: z.optional(fields.format),
  types: z.optional(fields.types),
  words: z.optional(fields.words),
})
export type WebhookInput = z.infer<typeof WebhookInput>

/** `PATCH /api/webhooks/{id}`: what is named changes. */
export const WebhookChange = z.strictObject({
  url: z.optional(fields.url),
  label: z.optional(fields.label),
  format: z.optional(fields.format),
  types: z.optional(fields.types),
  words: z.optional(fields.words),
  /** What happens while it is off is not told later. */
  state: z.optional(z.enum(['on', 'off'])),
})
export type WebhookChange = z.infer<typeof WebhookChange>

/** An address that is told what happens. */
export const Webhook = z.strictObject({
  id: z.string(),
  url: z.string(),
  label: z.string(),
  format: Format,
  types: z.array(z.string()),
  words: z.boolean(),
  state: z.enum(['on', 'off']),
  /** Why Earshot switched it off. */
  reason: z.nullable(z.string()),
  createdAt: Time,
  /** Until when what is sent is signed with the secret before the last rotation, too. */
  oldSecretUntil: z.nullable(Time),
})
export type Webhook = z.infer<typeof Webhook>

/** A webhook with its secret, `whsec_…`, which is told this once. */
export const NewWebhook = z.extend(Webhook, { secret: z.string() })
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookList = z.strictObject({ items: z.array(Webhook), next: z.null() })
export type WebhookList = z.infer<typeof WebhookList>

/** What a message sent to try an address came to. */
export const WebhookTest = z.strictObject({
  ok: z.boolean(),
  /** Of the answer; null where none came. */
  status: z.nullable(z.int()),
  /** First words of the answer. */
  answer: z.nullable(z.string()),
  /** Why it did not get through. */
  reason: z.nullable(z.string()),
  /** In milliseconds. */
  took: z.int(),
})
export type WebhookTest = z.infer<typeof WebhookTest>

/** What became of one event at one webhook. */
export const Delivery = z.strictObject({
  /** Id of the event: the header `webhook-id`. */
  event: z.string(),
  type: EventType,
  state: z.enum(['queued', 'sent', 'dead']),
  createdAt: Time,
  /** How often it was tried. */
  attempts: z.int(),
  /** When it is tried next; null where it is over. */
  nextAt: z.nullable(Time),
  endedAt: z.nullable(Time),
  /** The last try: when, how long it took in milliseconds, what was answered. */
  triedAt: z.nullable(Time),
  took: z.nullable(z.int()),
  status: z.nullable(z.int()),
  answer: z.nullable(z.string()),
  /** Why it waits or is dead. */
  reason: z.nullable(z.string()),
})
export type Delivery = z.infer<typeof Delivery>

/** Filters of `GET /api/webhooks/{id}/deliveries`, as query parameters. */
export const DeliveryQuery = z.strictObject({
  state: z.optional(z.enum(['queued', 'sent', 'dead'])),
  /** Items a page, 1 to 200; 50 by default. */
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  /** `next` of the page before. */
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, { error: 'must be `next` of a page' }))),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

/** Newest first. */
export const DeliveryPage = z.strictObject({ items: z.array(Delivery), next: z.nullable(z.string()) })
export type DeliveryPage = z.infer<typeof DeliveryPage>

/** `GET /api/webhooks/{id}/deliveries/{event}`: what a webhook is told of an event. */
export const DeliveryMessage = z.strictObject({
  /** Of the event: the header `webhook-id`. */
  event: z.string(),
  /** The body, as it would be sent now: words that were erased since are not in it. */
  body: z.string(),
})
export type DeliveryMessage = z.infer<typeof DeliveryMessage>

/** `POST /api/webhooks/{id}/replay`: one event, or all that are dead. */
export const ReplayInput = z.strictObject({ event: z.optional(words(64, 1)) })
export type ReplayInput = z.infer<typeof ReplayInput>

/** How many will be tried again. */
export const Replayed = z.strictObject({ replayed: z.int() })
export type Replayed = z.infer<typeof Replayed>

/** Query parameters of `GET /api/events`. */
export const EventsQuery = z.strictObject({
  /** What is wanted, with commas between: `complaint.*,feedback.received`; everything by default. */
  types: z.optional(
    words(2000).check(
      z.refine((value: string) => value.split(',').every((one) => EventFilter.safeParse(one).success), {
        error: 'must be types of events such as complaint.*,feedback.received',
      }),
    ),
  ),
  /** `true`: also who is at which complaint, as events `presence` that are not kept. For members, not for keys. */
  presence: z.optional(z.enum(['true', 'false'])),
  /** `true`: also what whoever listens marks as read or not, as events `marks` that are not kept. For members. */
  marks: z.optional(z.enum(['true', 'false'])),
  /** As the header `Last-Event-ID`, for clients that cannot set one: go on after this. */
  lastId: z.optional(z.string().check(z.regex(/^\d{1,15}$/, { error: 'must be the id of an event of this stream' }))),
  /** Where no id is known yet: begin that many seconds ago, up to an hour; so what was read meanwhile misses nothing. */
  back: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(3600))),
})
export type EventsQuery = z.infer<typeof EventsQuery>

/** What `event: ready` and `event: reset`, the first of every stream, tell. */
export const StreamBegun = z.strictObject({
  /**
   * What tells the server's console from that of another release. A page of the console has its own in
   * `<meta name="earshot-release">`: where they differ, it is to be loaded anew. `null`: there is no console.
   */
  release: z.nullable(z.string()),
})
export type StreamBegun = z.infer<typeof StreamBegun>
