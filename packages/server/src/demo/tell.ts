import type { FeedbackInput, Proposal } from '@earshot/sdk/contract'
import { performIn } from '../complaint/command.ts'
import type { AnyCommand } from '../complaint/life.ts'
import { RULES } from '../complaint/rules.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import { commit } from '../feedback/commit.ts'
import { claimOf } from '../feedback/ingest.ts'
import { rowOf } from '../feedback/row.ts'
import { escalateIn } from '../promise/escalate.ts'
import type { Site } from '../site/store.ts'
import type { Actor } from '../staff/actor.ts'
import { rootOf } from './learned.ts'
import type { Act, Tale } from './tale.ts'
import type { Team } from './team.ts'

const HOUR = 3_600_000

/** A tale, with where it stands in time. */
export interface Placed {
  tale: Tale
  /** When it came in, Unix ms. */
  at: number
  input: Omit<FeedbackInput, 'site'>
  /** Photos by act; that of the feedback itself stands in `input`. */
  photos: ReadonlyMap<Act, string>
}

/** Where tales are told. */
export interface Stage {
  database: Database
  tx: Tx
  site: Site
  moments: ReadonlyMap<string, { current: { version: number } }>
  /** Without one nobody answers. */
  team: Team | undefined
  /** Numbers of orders that the demo shop's back end told of. */
  proven: ReadonlySet<string>
}

/**
 * Tells tales as they happened: everything through the doors that customers and staff use, at the time at which it
 * was, so that clocks, escalations and histories are real. No mail is written for what is past.
 *
 * @param until nothing is done that comes later
 * @returns ids of those that came in, and were not there yet
 */
export async function tell(stage: Stage, tales: readonly Placed[], until: number): Promise<string[]> {
  const told = new Map<string, ComplaintTable>()
  const events = tales.flatMap((one) => [
    { at: one.at, run: () => say(stage, one, told) },
    ...[...one.tale.acts, ...rootOf(one.tale)].map((act) => ({
      at: one.at + act.after * HOUR,
      run: () => play(stage, one, act, told),
    })),
  ])
  // Sorting is stable: what comes at one time comes in the order told.
  for (const { at, run } of events.toSorted((a, b) => a.at - b.at)) if (at < until) await run()
  for (const { feedback_id } of told.values()) await ring(stage, feedback_id, until)
  return [...told.values()].map((complaint) => complaint.feedback_id)
}

/** The complaint comes in. */
async function say(
  { tx, site, moments, team, proven }: Stage,
  one: Placed,
  told: Map<string, ComplaintTable>,
): Promise<void> {
  const { tale, at, input } = one
  const by = tale.brought && team?.people[tale.brought.by]
  if (tale.brought && !by) return
  const order = input.order && proven.has(input.order.id) ? { id: input.order.id } : undefined
  const brought = by && tale.brought && { ...tale.brought, by, recordedBy: by.name, saidAt: at - HOUR }
  const row = rowOf(
    { ...input, site: site.key },
    {
      siteId: site.id,
      momentVersion: moments.get(input.moment)?.current.version ?? 1,
      receivedAt: at,
      satisfaction: tale.satisfaction,
      flags: [],
      proven: order !== undefined,
      test: site.test,
      heard: brought,
    },
  )
  const named = (input.attachments ?? []).map((id, i) => ({ id, path: `attachments.${i}` }))
  const [outcome] = await commit(tx, [
    {
      row,
      timeZone: site.timeZone,
      order,
      ...(brought ? { brought } : {}),
      ...(named.length > 0 ? { claim: claimOf(row, named) } : {}),
    },
  ])
  if (outcome?.is === 'new' && outcome.complaint) told.set(tale.key, outcome.complaint)
}

/** Somebody does something about it. */
async function play(
  stage: Stage,
  { tale, at, photos }: Placed,
  act: Act,
  told: Map<string, ComplaintTable>,
): Promise<void> {
  const complaint = told.get(tale.key)
  if (!complaint || !stage.team) return
  const now = at + act.after * HOUR
  const { feedback_id: feedbackId, site_id: siteId } = complaint
  await ring(stage, feedbackId, now)
  const photo = photos.get(act)
  const payload = {
    ...act.with,
    ...(await meant(stage, complaint, act, told)),
    ...(act.within === undefined ? {} : { date: new Date(now + act.within * HOUR).toISOString() }),
    ...(photo === undefined ? {} : { attachments: [photo] }),
  }
  const actor = await whoActs(stage, stage.team, complaint, act)
  told.set(tale.key, await performIn(stage.tx, undefined, { siteId, feedbackId, command: act.do, actor, payload }, now))
}

/** Clocks that came near their due time, or passed it, since they were last looked at. */
async function ring({ database, tx, site }: Stage, feedbackId: string, until: number): Promise<void> {
  for (;;) {
    const next = await tx.query
      .selectFrom('clock')
      .select('next_at')
      .where('site_id', '=', site.id)
      .where('feedback_id', '=', feedbackId)
      .where('next_at', '<', until)
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst()
    if (!next?.next_at) return
    await escalateIn(database, tx, { siteId: site.id, feedbackId }, next.next_at)
  }
}

/** What the words of a tale point to: ids of remedies, tasks and departments, the number of another complaint. */
async function meant(
  { tx, team }: Stage,
  { site_id, feedback_id }: ComplaintTable,
  act: Act,
  told: ReadonlyMap<string, ComplaintTable>,
): Promise<Record<string, unknown>> {
  const placed = (plan: Proposal): Proposal =>
    plan.tasks
      ? { ...plan, tasks: plan.tasks.map((task) => ({ ...task, department: team!.departments[task.department!] })) }
      : plan
  if (act.do === 'merge') return { into: told.get(act.with!.into)?.number ?? '' }
  const used = (kind: string) => {
    const solution = team?.solutions?.[kind]
    return solution === undefined ? {} : { solution }
  }
  if (act.do === 'resolve') return { remedy: placed(act.with!.remedy), ...used(act.with!.remedy.kind) }
  if (act.do === 'propose') return { remedies: act.with!.remedies.map(placed), ...used(act.with!.remedies[0]!.kind) }
  if (act.do === 'approve') {
    const rows = await tx.query
      .selectFrom('remedy')
      .select(['remedy_id', 'plan'])
      .where('site_id', '=', site_id)
      .where('feedback_id', '=', feedback_id)
      .where('state', '=', 'proposed')
      .orderBy('cost', 'desc')
      .execute()
    return { remedy: rows[0]?.remedy_id }
  }
  if (act.do === 'complete' || act.do === 'fail') {
    const rows = await tx.query
      .selectFrom('task')
      .select('task_id')
      .where('site_id', '=', site_id)
      .where('feedback_id', '=', feedback_id)
      .where('state', '=', 'open')
      .orderBy('kind')
      .execute()
    return { task: rows[0]?.task_id }
  }
  return {}
}

/** Who writes to customers in their language, by key in team.ts. */
const SPEAKERS: Readonly<Record<string, string>> = { ko: 'mina', 'zh-Hant': 'lin' }

/**
 * Whoever the tale names; else the customer or Earshot for what is theirs, a manager, who speaks the customer's language,
 * or who is responsible.
 */
async function whoActs({ tx }: Stage, { people }: Team, complaint: ComplaintTable, act: Act): Promise<Actor> {
  if (act.by !== undefined) return people[act.by]!
  const { by } = RULES[act.do as AnyCommand]
  if (by === 'customer' || by === 'system') return { kind: by }
  if (by !== 'agent') return people['manager']!
  const speaker = SPEAKERS[complaint.language ?? '']
  if (speaker !== undefined) return people[speaker]!
  const row = await tx.query
    .selectFrom('complaint')
    .select('assignee')
    .where('site_id', '=', complaint.site_id)
    .where('feedback_id', '=', complaint.feedback_id)
    .executeTakeFirst()
  return Object.values(people).find(({ id }) => id === row?.assignee) ?? people['manager']!
}
