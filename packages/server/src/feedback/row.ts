import type { Contact, Feedback, FeedbackInput, Flag, HowHeard, Order } from '@earshot/sdk/contract'
import { complaintUrl } from '../complaint/store.ts'
import type { FeedbackTable } from '../database/schema.ts'

/** The order as kept: without its token, but with what it proved. */
export type StoredOrder = Omit<Order, 'token'> & { proven: boolean }

/** How staff heard what they brought in, as kept. */
export type Heard = Omit<HowHeard, 'saidAt'> & { saidAt?: number | undefined }

/** What ingestion found out about a feedback besides its own words. */
export interface Findings {
  siteId: string
  momentVersion: number
  receivedAt: number
  satisfaction: number | null
  flags: readonly Flag[]
  /** Whether its token proves the order. */
  proven: boolean
  test: boolean
  /** How staff heard it, where they brought it in. */
  heard?: Heard | undefined
}

/** One row for the table, from valid input. */
export function rowOf(input: FeedbackInput, found: Findings): FeedbackTable {
  const { contact, product, page } = input
  let order: StoredOrder | undefined
  if (input.order) {
    const { token: _, ...kept } = input.order
    order = { ...kept, proven: found.proven }
  }
  return {
    site_id: found.siteId,
    feedback_id: input.id,
    moment: input.moment,
    moment_version: found.momentVersion,
    received_at: found.receivedAt,
    satisfaction: found.satisfaction,
    answers: JSON.stringify(input.answers),
    contact: contact && Object.keys(contact).length > 0 ? JSON.stringify(contact) : null,
    order_id: order?.id ?? null,
    order_data: order ? JSON.stringify(order) : null,
    product: product ? JSON.stringify(product) : null,
    attachments: input.attachments?.length ? JSON.stringify(input.attachments) : '[]',
    locale: input.locale ?? null,
    page: page ? JSON.stringify(page) : null,
    flags: found.flags.length > 0 ? JSON.stringify(found.flags) : '[]',
    test: found.test ? 1 : 0,
    wanted: input.complaint ? 1 : 0,
    search: searchText(input.answers, contact, order),
    customer_id: null,
    customer_by: null,
    brought: heardText(found.heard),
  }
}

/** Lower-cased words that the inbox's text filter looks through. */
export function searchText(
  answers: Readonly<Record<string, unknown>>,
  contact: Contact | undefined,
  order: Omit<Order, 'token'> | undefined,
): string {
  let text = ''
  for (const id in answers) {
    const answer = answers[id]
    if (typeof answer === 'string') text += `${answer}\n`
    else if (Array.isArray(answer)) text += `${answer.join('\n')}\n`
  }
  for (const key in contact) text += `${contact[key as keyof Contact]}\n`
  if (order) {
    text += `${order.id}\n`
    for (const item of order.items ?? []) text += `${item.name}\n${item.sku ?? ''}\n`
  }
  return text.toLowerCase()
}

/** A row with the complaint that it opened, if any. */
export type JoinedRow = FeedbackTable & { number: string | null; token: string | null; stage: string | null }

/** A stored feedback as staff read it. */
export function feedbackOf(row: JoinedRow, publicUrl: string): Feedback {
  return {
    id: row.feedback_id,
    moment: row.moment,
    momentVersion: row.moment_version,
    receivedAt: new Date(row.received_at).toISOString(),
    satisfaction: row.satisfaction,
    answers: JSON.parse(row.answers) as Feedback['answers'],
    contact: parsed(row.contact) as Contact | null,
    order: parsed(row.order_data) as StoredOrder | null,
    product: parsed(row.product) as Feedback['product'],
    attachments: JSON.parse(row.attachments) as string[],
    locale: row.locale,
    page: parsed(row.page) as Feedback['page'],
    flags: JSON.parse(row.flags) as Flag[],
    test: row.test === 1,
    brought: broughtOf(heardOf(row)),
    complaint:
      row.number === null
        ? null
        : {
            number: row.number,
            url: complaintUrl(publicUrl, { site_id: row.site_id, token: row.token! }),
            stage: row.stage!,
          },
    customer: row.customer_id,
  }
}

/** How staff heard it; undefined of what customers sent themselves. */
export function heardOf({ brought }: Pick<FeedbackTable, 'brought'>): Heard | undefined {
  return brought === null ? undefined : (JSON.parse(brought) as Heard)
}

function heardText(heard: Heard | undefined): string | null {
  if (!heard) return null
  const { channel, recordedBy, saidAt } = heard
  return JSON.stringify({ channel, recordedBy, saidAt })
}

function broughtOf(heard: Heard | undefined): HowHeard | null {
  if (!heard) return null
  const { channel, recordedBy, saidAt } = heard
  return { channel, recordedBy, saidAt: saidAt === undefined ? null : new Date(saidAt).toISOString() }
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json)
}
