import type { Contact, Policy, Proposal, Stage } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { ClockTable, ComplaintTable, RemedyTable, Tables, TaskTable } from '../database/schema.ts'
import type { Calendar } from '../promise/calendar.ts'
import { policyOf } from '../promise/policy.ts'
import type { Level, Life } from './life.ts'

/** A complaint with the rows that decide what may happen next. */
export interface Loaded {
  complaint: ComplaintTable
  remedies: RemedyTable[]
  tasks: TaskTable[]
  /** Those that are not stopped. */
  clocks: ClockTable[]
  life: Life
}

/** A complaint that is held, with what carrying out needs to know of its site and customer. */
export interface Held extends Loaded {
  policy: Policy
  calendar: Calendar
  contact: Contact
  /** Whether whose it was is erased: nothing can be done to it any more. */
  erased: boolean
  /** The site's. */
  signingKey: Uint8Array
}

/** Which complaint. */
export interface Key {
  site_id: string
  feedback_id: string
}

/** The complaint, held until the transaction ends: whoever comes second sees what the first one did. */
export async function hold(tx: Tx, siteId: string, feedbackId: string): Promise<Held | undefined> {
  // Both engines lock a row that is updated, be it to what it is. What comes along from other tables is as it was when
  // the statement began, before it waited for the lock: good enough for what no command changes.
  const row = await tx.query
    .updateTable('complaint')
    .set({ version: (eb) => eb.ref('version') })
    .where('site_id', '=', siteId)
    .where('feedback_id', '=', feedbackId)
    .returningAll()
    .returning([
      sql<string | null>`(select time_zone from site where site.site_id = complaint.site_id)`.as('zone'),
      sql<string | null>`(select signing_key from site where site.site_id = complaint.site_id)`.as('signing'),
      sql<string | null>`(select data from policy where policy.site_id = complaint.site_id)`.as('policy'),
      sql<string | null>`(select contact from feedback as f
        where f.site_id = complaint.site_id and f.feedback_id = complaint.feedback_id)`.as('contact'),
      sql<string | null>`(select flags from feedback as f
        where f.site_id = complaint.site_id and f.feedback_id = complaint.feedback_id)`.as('flags'),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  const { zone, signing, policy: own, contact, flags, ...complaint } = row
  const policy = policyOf(own)
  return {
    ...(await load(tx.query, complaint, OFFERING.has(complaint.stage))),
    policy,
    calendar: { timeZone: zone ?? 'UTC', ...policy.calendar },
    contact: contact === null ? {} : (JSON.parse(contact) as Contact),
    erased: flags?.includes('"erased"') ?? false,
    signingKey: Buffer.from(signing ?? '', 'base64url'),
  }
}

/** Stages in which remedies and tasks decide; in the others those there are have come to their end. */
const OFFERING: ReadonlySet<Stage> = new Set(['approving', 'offered', 'fulfilling'])

/** The rest of what decides. @param offering whether remedies and tasks are wanted, too */
export async function load(query: Kysely<Tables>, complaint: ComplaintTable, offering = true): Promise<Loaded> {
  const { site_id, feedback_id } = complaint
  const remedies = !offering
    ? []
    : await query
        .selectFrom('remedy')
        .selectAll()
        .where('site_id', '=', site_id)
        .where('feedback_id', '=', feedback_id)
        .orderBy('at')
        .orderBy('remedy_id')
        .execute()
  const tasks =
    remedies.length === 0
      ? []
      : await query
          .selectFrom('task')
          .selectAll()
          .where('site_id', '=', site_id)
          .where('feedback_id', '=', feedback_id)
          .orderBy('at')
          .orderBy('task_id')
          .execute()
  const clocks = await query
    .selectFrom('clock')
    .selectAll()
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .where('stopped_at', 'is', null)
    .execute()
  return { complaint, remedies, tasks, clocks, life: lifeOf(complaint, remedies, tasks) }
}

function lifeOf(row: ComplaintTable, remedies: readonly RemedyTable[], tasks: readonly TaskTable[]): Life {
  return {
    stage: row.stage,
    level: row.level as Level,
    outcome: row.outcome,
    closedAt: row.closed_at,
    replied: row.replied === 1,
    asked: row.asked === 1,
    promised: row.promised === 1,
    followup: row.followup === 1,
    remedies: remedies.map((one) => ({
      id: one.remedy_id,
      state: one.state,
      cost: one.cost,
      plan: JSON.parse(one.plan) as Proposal,
    })),
    tasks: tasks.map((one) => ({ id: one.task_id, state: one.state })),
    waitingSince: row.waiting_since,
    reminded: row.reminded,
  }
}

/** The columns that say where a complaint stands. */
export function columnsOf(life: Life): Partial<ComplaintTable> {
  return {
    stage: life.stage,
    level: life.level,
    outcome: life.outcome,
    closed_at: life.closedAt,
    replied: life.replied ? 1 : 0,
    asked: life.asked ? 1 : 0,
    promised: life.promised ? 1 : 0,
    followup: life.followup ? 1 : 0,
    waiting_since: life.waitingSince,
    reminded: life.reminded,
  }
}
