import { type Stage, uuidv7 } from '@earshot/sdk/contract'
import type { Database } from '../packages/server/src/database/engine.ts'
import type { ClockTable, ComplaintTable, FollowupTable } from '../packages/server/src/database/schema.ts'
import { addSite, type Site } from '../packages/server/src/site/store.ts'
import { complaintRow, feedbackRow } from './rows.ts'

/** When the year of it ends. */
export const NOW = Date.parse('2026-11-21T10:30:00Z')
/** One of so many is a complaint. */
const COMPLAINTS = 5
const CHUNK = 1000
const HOUR = 3_600_000
const YEAR = 365 * 24 * HOUR

const OPEN: readonly Stage[] = [
  'received',
  'explained',
  'investigating',
  'approving',
  'offered',
  'fulfilling',
  'confirming',
]
const KINDS = ['first-answer', 'assessment', 'remedy', 'fulfilment', 'follow-up'] as const

/** A shop with a year of feedback, orders and complaints. */
export async function filled(database: Database, size: number): Promise<Site> {
  const site = await addSite(database, { name: 'Bench', timeZone: 'Asia/Taipei' })
  for (let at = 0; at < size; at += CHUNK) await fill(database, site, at, size)
  return site
}

/** The same for every run. */
let seed = 7
function any(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}

async function fill(database: Database, { id: site_id }: Site, begin: number, size: number): Promise<void> {
  const rows = Array.from({ length: Math.min(CHUNK, size - begin) }, (_, k) => {
    const i = begin + k
    return { i, key: { site_id, feedback_id: uuidv7() }, at: NOW - YEAR + Math.floor((i / size) * YEAR) }
  })
  const troubles = rows.filter(({ i }) => i % COMPLAINTS === 0).map((row) => troubleOf(row, row.i > size * 0.98))
  await database.insertMany('feedback', rows.map(saidBy))
  await database.insertMany('shop_order', rows.map(orderOf))
  await database.insertMany(
    'complaint',
    troubles.map(({ complaint }) => complaint),
  )
  await database.insertMany(
    'clock',
    troubles.flatMap(({ clocks }) => clocks),
  )
  await database.insertMany(
    'complaint_subject',
    troubles.map(({ complaint: { feedback_id, opened_at } }) => ({
      site_id,
      feedback_id,
      kind: 'product' as const,
      value: `sku:sku-${any(40)}`,
      label: 'A nice thing',
      at: opened_at,
    })),
  )
  await database.insertMany(
    'followup',
    troubles.flatMap(({ visit }) => visit),
  )
  await database.insertMany(
    'remedy',
    troubles
      .filter(({ complaint }) => complaint.closed_at !== null)
      .map(({ complaint: { feedback_id, opened_at } }) => ({
        site_id,
        feedback_id,
        remedy_id: 'r',
        at: opened_at,
        state: 'accepted' as const,
        cost: any(3000),
        currency: 'EUR',
        plan: '{}',
        signed_by: null,
        signed_at: null,
        offered_at: null,
        ended_at: null,
      })),
  )
}

interface Row {
  i: number
  key: { site_id: string; feedback_id: string }
  at: number
}

const WORDS = 'The box was torn and one of the two mugs has a crack. '

function saidBy({ i, key, at }: Row) {
  const leaving = i % 25 === 1
  const satisfaction = i % COMPLAINTS === 0 ? 1 + any(3) : i % 17 === 0 ? 3 : 4 + any(2)
  const why = { reasons: [['packaging', 'late', 'damaged', 'quality', 'other'][any(5)]], comment: WORDS.repeat(3) }
  return feedbackRow({
    ...key,
    received_at: at,
    satisfaction: leaving ? null : satisfaction,
    moment: leaving ? 'leaving' : ['purchase', 'delivery', 'service', 'invoice'][any(4)]!,
    answers: JSON.stringify({
      ...(leaving ? { nps: any(11) } : { satisfaction }),
      ...(satisfaction < 4 ? why : { praise: 'Lovely, thank you very much indeed' }),
    }),
    order_id: String(i),
    order_data: JSON.stringify({
      id: String(i),
      items: [{ sku: `SKU-${any(40)}`, name: 'A nice thing', quantity: 1 }],
    }),
    search: WORDS.toLowerCase(),
  })
}

function orderOf({ i, key: { site_id }, at }: Row) {
  return {
    site_id,
    order_id: String(i),
    customer_id: null,
    by: 'shop' as const,
    held: 0,
    placed_at: at,
    total: 1,
    promised_at: null,
    shipped_at: null,
    delivered_at: null,
    cancelled_at: i % 50 === 0 ? at : null,
    returned_at: null,
    currency: 'EUR',
    items: '[]',
    errors: '[]',
    changed_at: at,
  }
}

/** A complaint with its clocks, and often a visit after closing. */
function troubleOf(
  { i, key, at }: Row,
  open: boolean,
): { complaint: ComplaintTable; clocks: ClockTable[]; visit: FollowupTable[] } {
  const [answered, closed] = [at + any(40) * HOUR, at + (40 + any(200)) * HOUR]
  const complaint = complaintRow({
    ...key,
    number: `2026-${i}`,
    token: `t${i}`,
    stage: open ? OPEN[any(OPEN.length)]! : 'closed',
    opened_at: at,
    closed_at: open ? null : closed,
    outcome: open ? null : 'resolved',
    assignee: `s${any(8)}`,
    department_id: `d${any(4)}`,
    category_id: `category-${any(12)}`,
    root_cause: any(3) === 0 ? null : `cause-${any(10)}`,
    rating: open ? null : 1 + any(5),
    due_at: open ? at + any(9) * 24 * HOUR : null,
  })
  const clocks = KINDS.map((kind, n) => ({
    ...key,
    clock_id: `${i}-${n}`,
    kind,
    working: 0,
    started_at: at,
    total_ms: 1,
    resumed_at: at,
    left_ms: 1,
    due_at: at + 24 * HOUR * (n + 1),
    first_due_at: at,
    paused_at: null,
    escalated: 0,
    next_at: null,
    stopped_at: open ? null : answered + any(80) * HOUR * n,
  }))
  return { complaint, clocks, visit: open || any(2) === 0 ? [] : [visitOf(key, i, closed)] }
}

function visitOf({ site_id, feedback_id }: Row['key'], i: number, closed: number): FollowupTable {
  const at = closed + HOUR
  return {
    site_id,
    followup_id: uuidv7(),
    kind: 'complaint',
    cause: `c${i}`,
    state: 'done',
    channel: 'phone',
    customer_id: null,
    feedback_id,
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
    answer_id: `a${i}`,
    ended_at: closed + 24 * HOUR,
    satisfied: any(2),
    words: null,
    ended_by: null,
    heard: null,
    opened: null,
  }
}
