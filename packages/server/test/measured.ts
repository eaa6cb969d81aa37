import { createHash } from 'node:crypto'
import { type ClockKind, type Outcome, Stage } from '@earshot/sdk/contract'
import * as fc from 'fast-check'
import type { ClockTable, ComplaintTable, FeedbackTable, ShopOrderTable, Tables } from '../src/database/schema.ts'
import type { Database } from '../src/database/engine.ts'

/*
 * A shop's rows as chance makes them, for tests that count figures from them by other means than the server does.
 */

const HOUR = 3600_000
const OUTCOMES: Outcome[] = ['resolved', 'accepted', 'disagreed', 'unanswered', 'withdrawn', 'merged', 'invalid']

/** What is said of one feedback, and of the complaint that it may have become. */
export interface Told {
  at: number
  moment: 'purchase' | 'leaving'
  satisfaction: number | null
  nps: number | null
  reasons: string[]
  product: string | null
  sold: string | null
  test: boolean
  words: string
  complaint: Trouble | null
}

export interface Trouble {
  stage: Stage
  outcome: Outcome | null
  closedAfter: number | null
  due: number | null
  assignee: string | null
  department: string | null
  category: string | null
  cause: string | null
  rating: number | null
  replied: boolean
  clocks: { kind: ClockKind; due: number; stopped: number | null; paused: number | null }[]
  visit: { satisfied: boolean; after: number } | null
  paid: { currency: string | null; cost: number } | null
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const hours = (max: number) => fc.integer({ min: 0, max }).map((count) => count * HOUR)

/** What has stopped does not come to stand afterwards. */
const standing = ({ stopped, paused }: { stopped: number | null; paused: number | null }) =>
  paused !== null && stopped !== null && paused > stopped ? null : paused

const trouble: fc.Arbitrary<Trouble> = fc
  .record({
    closed: fc.boolean(),
    stage: fc.constantFrom(...Stage.options.filter((stage) => stage !== 'closed')),
    outcome: fc.constantFrom(...OUTCOMES, 'resolved' as const, 'resolved' as const),
    closedAfter: hours(400),
    due: maybe(hours(1200)),
    assignee: maybe(fc.constantFrom('mina', 'jun')),
    department: maybe(fc.constantFrom('front', 'back')),
    category: maybe(fc.constantFrom('damage', 'late')),
    cause: maybe(fc.constantFrom('packing', 'carrier')),
    rating: maybe(fc.integer({ min: 1, max: 5 })),
    replied: fc.boolean(),
    answered: hours(60),
    clocks: fc.array(
      fc
        .record({
          kind: fc.constantFrom<ClockKind>('assessment', 'remedy', 'promise', 'follow-up'),
          due: hours(200),
          stopped: maybe(hours(300)),
          paused: maybe(hours(100)),
        })
        .map((clock) => ({ ...clock, paused: standing(clock) })),
      { maxLength: 3 },
    ),
    visit: maybe(fc.record({ satisfied: fc.boolean(), after: hours(100) })),
    paid: maybe(fc.record({ currency: maybe(fc.constantFrom('EUR', 'USD')), cost: fc.integer({ min: 0, max: 5000 }) })),
  })
  .map(({ closed, stage, outcome, answered, ...rest }) => ({
    ...rest,
    stage: closed ? ('closed' as const) : stage,
    outcome: closed ? outcome : null,
    closedAfter: closed ? rest.closedAfter : null,
    rating: closed ? rest.rating : null,
    clocks: [
      ...rest.clocks,
      { kind: 'first-answer' as const, due: 24 * HOUR, stopped: rest.replied ? answered : null, paused: null },
    ],
  }))

/** @param from @param to Unix ms between which everything was said */
export const told = (from: number, to: number): fc.Arbitrary<Told> =>
  fc.record({
    at: fc.integer({ min: 0, max: Math.floor((to - from) / 60_000) - 1 }).map((minute) => from + minute * 60_000),
    moment: fc.constantFrom('purchase' as const, 'purchase' as const, 'leaving' as const),
    satisfaction: maybe(fc.integer({ min: 1, max: 5 })),
    nps: maybe(fc.integer({ min: 0, max: 10 })),
    reasons: fc.subarray(['price', 'quality', 'late']),
    product: maybe(fc.constantFrom('A-1', 'B-2')),
    sold: maybe(fc.constantFrom('A-1', 'C-3')),
    test: fc.constantFrom(false, false, false, true),
    words: fc.constantFrom('', 'Torn', '換貨很快'),
    complaint: fc.option(trouble, { nil: null, freq: 2 }),
  })

const idOf = (site: string, at: number) => {
  const hash = createHash('sha256').update(`${site} ${at}`).digest('hex')
  return `0199${hash.slice(0, 4)}-${hash.slice(4, 8)}-7${hash.slice(8, 11)}-8${hash.slice(11, 14)}-${hash.slice(14, 26)}`
}

/** Writes it to a site as the server would have. */
export async function write(database: Database, site: string, rows: readonly Told[], orders: readonly Sold[]) {
  await database.insertMany(
    'feedback',
    rows.map((row, at) => feedbackRow(site, row, at)),
  )
  const troubled = rows.flatMap((row, at) =>
    row.complaint ? [{ ...row, complaint: row.complaint, at: row.at, place: at }] : [],
  )
  await database.insertMany(
    'complaint',
    troubled.map((row) => complaintRow(site, row, row.place)),
  )
  await database.insertMany(
    'clock',
    troubled.flatMap((row) => row.complaint.clocks.map((clock, nth) => clockRow(site, row, clock, row.place, nth))),
  )
  await database.insertMany(
    'complaint_subject',
    troubled.flatMap(({ product, at, place }) =>
      product === null
        ? []
        : [
            {
              site_id: site,
              feedback_id: idOf(site, place),
              kind: 'product' as const,
              value: `sku:${product.toLowerCase()}`,
              label: product,
              at,
            },
          ],
    ),
  )
  await database.insertMany(
    'remedy',
    troubled.flatMap(({ complaint: { paid }, at, place }) => (paid ? [remedyRow(site, paid, at, place)] : [])),
  )
  await database.insertMany(
    'followup',
    troubled.flatMap(({ complaint: { visit }, at, place }) => (visit ? [visitRow(site, visit, at, place)] : [])),
  )
  await database.insertMany(
    'shop_order',
    orders.map((order, nth) => orderRow(site, order, nth)),
  )
}

export interface Sold {
  at: number
  cancelled: boolean
}

function feedbackRow(site: string, row: Told, at: number): FeedbackTable {
  const { satisfaction, nps, reasons, words } = row
  const answers = {
    ...(satisfaction === null ? {} : { satisfaction }),
    ...(nps === null ? {} : { nps }),
    ...(reasons.length > 0 ? { reasons } : {}),
    ...(words === '' ? {} : { comment: words }),
  }
  return {
    site_id: site,
    feedback_id: idOf(site, at),
    moment: row.moment,
    moment_version: 1,
    received_at: row.at,
    satisfaction,
    answers: JSON.stringify(answers),
    contact: null,
    order_id: null,
    order_data:
      row.sold === null ? null : JSON.stringify({ id: '1', items: [{ sku: row.sold, name: 'It' }], proven: false }),
    product: row.product === null ? null : JSON.stringify({ sku: row.product }),
    attachments: '[]',
    locale: null,
    page: null,
    flags: '[]',
    test: row.test ? 1 : 0,
    wanted: 0,
    search: '',
    customer_id: null,
    customer_by: null,
    brought: null,
  }
}

function complaintRow(
  site: string,
  { at, complaint, test }: Told & { complaint: Trouble },
  place: number,
): ComplaintTable {
  return {
    site_id: site,
    feedback_id: idOf(site, place),
    number: `2026-${String(place).padStart(6, '0')}`,
    token: `token-${place}`,
    stage: complaint.stage,
    opened_at: at,
    version: 1,
    head: '',
    level: 0,
    outcome: complaint.outcome,
    closed_at: complaint.closedAfter === null ? null : at + complaint.closedAfter,
    replied: complaint.replied ? 1 : 0,
    asked: 0,
    promised: 0,
    followup: 0,
    waiting_since: null,
    reminded: 0,
    due_at: complaint.due === null ? null : at + complaint.due,
    assignee: complaint.assignee,
    department_id: complaint.department,
    category_id: complaint.category,
    severity: 'normal',
    safety: 0,
    cause: null,
    root_cause: complaint.cause,
    responsible_id: null,
    preventable: null,
    to_cluster: 0,
    disputed: null,
    disputed_currency: null,
    channel: 'web',
    recorded_by: null,
    said_at: null,
    language: null,
    merged_into: null,
    rating: complaint.rating,
    test: test ? 1 : 0,
  }
}

function clockRow(
  site: string,
  { at }: { at: number },
  { kind, due, stopped, paused }: Trouble['clocks'][number],
  place: number,
  nth: number,
): ClockTable {
  return {
    site_id: site,
    feedback_id: idOf(site, place),
    clock_id: `${place}-${nth}`,
    kind,
    working: 0,
    started_at: at,
    total_ms: due,
    resumed_at: at,
    left_ms: due,
    due_at: at + due,
    first_due_at: at + due,
    paused_at: paused === null ? null : at + paused,
    stopped_at: stopped === null ? null : at + stopped,
    escalated: 3,
    next_at: null,
  }
}

function remedyRow(
  site: string,
  { currency, cost }: NonNullable<Trouble['paid']>,
  at: number,
  place: number,
): Tables['remedy'] {
  return {
    site_id: site,
    feedback_id: idOf(site, place),
    remedy_id: `r${place}`,
    at,
    state: 'accepted',
    cost,
    currency,
    plan: JSON.stringify({ kind: 'refund', terms: 'Money back', cost }),
    signed_by: null,
    signed_at: null,
    offered_at: at,
    ended_at: null,
  }
}

function visitRow(
  site: string,
  { satisfied, after }: NonNullable<Trouble['visit']>,
  at: number,
  place: number,
): Tables['followup'] {
  return {
    site_id: site,
    followup_id: `v${place}`,
    kind: 'complaint',
    cause: `complaint:${place}`,
    state: 'done',
    channel: 'phone',
    customer_id: null,
    feedback_id: idOf(site, place),
    order_id: null,
    about: '{}',
    planned_at: at,
    since: at,
    due_at: at,
    next_at: at,
    time_zone: 'UTC',
    quiet: null,
    language: null,
    staff_id: null,
    tries: 1,
    attempts: '[]',
    answer_id: `a${place}`,
    ended_at: at + after,
    satisfied: satisfied ? 1 : 0,
    words: null,
    ended_by: null,
    heard: 'phone',
    opened: null,
  }
}

function orderRow(site: string, { at, cancelled }: Sold, nth: number): ShopOrderTable {
  return {
    site_id: site,
    order_id: String(nth),
    customer_id: null,
    by: 'shop',
    held: 0,
    placed_at: at,
    promised_at: null,
    shipped_at: null,
    delivered_at: null,
    cancelled_at: cancelled ? at : null,
    returned_at: null,
    total: null,
    currency: null,
    items: '[]',
    errors: '[]',
    changed_at: at,
  }
}
