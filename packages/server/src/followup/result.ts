import {
  type Contact,
  type FeedbackInput,
  type FollowupResult,
  type Heard,
  holds,
  type Moment,
  type OrderLine,
} from '@earshot/sdk/contract'
import type { Claim } from '../attachment/claim.ts'
import { performIn } from '../complaint/command.ts'
import type { Tx } from '../database/engine.ts'
import type { FollowupTable } from '../database/schema.ts'
import { commit, type Outcome } from '../feedback/commit.ts'
import { rowOf } from '../feedback/row.ts'
import { loadMoments } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import type { Site } from '../site/store.ts'
import type { Actor } from '../staff/actor.ts'
import { type Acting, giveUp, require } from './act.ts'
import type { Needs } from './plan.ts'
import { loadRules } from './rules.ts'
import { changeFollowup, getFollowup, holdFollowup } from './store.ts'
import { tell } from './tell.ts'
import { contactOf } from './view.ts'

/** The moment that every answer belongs to. */
const MOMENT = 'followup'
/** What counts where staff only say whether somebody is satisfied. */
const SAID = { yes: 4, no: 2 }
/** Satisfaction from which a customer counts as satisfied. */
const SATISFIED = 4

/** Records what a call or a visit came to. */
export async function recordResult(
  needs: Needs,
  site: Site,
  { id, actor, now }: Acting,
  said: FollowupResult,
): Promise<FollowupTable> {
  const moment = (await loadMoments(needs.database, site.id)).get(MOMENT)?.current
  if (!moment) throw new Problem('moment_unknown', 'The site has no moment "followup" to keep the answer at.')
  return needs.database.transaction(async (tx) => {
    const rules = await loadRules(tx.query, site.id)
    const row = await holdFollowup(tx, site.id, id)
    require(row, 'result', actor, rules, now)
    const { reached, satisfied, words, heard = 'phone' } = said
    if (!reached) {
      const ending = { state: 'unreached', by: actor.name, words, tries: row.tries + 1 } as const
      return giveUp(tx, needs.config.url, row, ending, now)
    }
    const satisfaction = said.satisfaction ?? (satisfied ? SAID.yes : SAID.no)
    const input: FeedbackInput = {
      id: row.answer_id,
      site: site.key,
      moment: MOMENT,
      answers: answersOf(moment, satisfaction, words),
    }
    const answer = { input, version: moment.version, satisfaction, words: words ?? null, heard, by: actor }
    return (await recordAnswer(tx, needs.config.url, site, row, answer, now)).row
  })
}

/** The words answer the text question that somebody so satisfied is asked. */
function answersOf({ questions }: Moment, satisfaction: number, words: string | undefined): FeedbackInput['answers'] {
  const asked = questions.find(({ kind }) => kind === 'satisfaction')?.id ?? 'satisfaction'
  const answers = { [asked]: satisfaction }
  if (words === undefined) return answers
  const texts = questions.filter(({ kind }) => kind === 'text')
  const text = texts.find(({ when }) => holds(when, answers)) ?? texts[0]
  return text === undefined ? answers : { ...answers, [text.id]: words }
}

/** An answer, by whichever way it came. */
export interface Answered {
  /** Its id is the follow-up's `answer_id`. */
  input: FeedbackInput
  /** Of the moment. */
  version: number
  /** 1 to 5; null where the moment does not ask. */
  satisfaction: number | null
  /** The customer's words, for colleagues. */
  words: string | null
  heard: Heard | 'link'
  by: Actor
  claim?: Claim | undefined
}

/**
 * Keeps an answer in the caller's transaction, which holds the follow-up: the feedback; the complaint opened again, or
 * its clock stopped; for a visit that follows no complaint, a new one where the customer is not satisfied.
 */
export async function recordAnswer(
  tx: Tx,
  publicUrl: string,
  site: Site,
  row: FollowupTable,
  answer: Answered,
  now: number,
): Promise<{ row: FollowupTable; outcome: Outcome }> {
  const { satisfaction, words, heard, by } = answer
  const unhappy = satisfaction !== null && satisfaction < SATISFIED
  const outcome = await keep(tx, publicUrl, site, row, answer, unhappy, now)
  if (outcome.is === 'conflict' || outcome.is === 'refused' || outcome.is === 'erased') return { row, outcome }
  const opened =
    row.feedback_id === null ? (outcome.complaint ? row.answer_id : null) : unhappy ? row.feedback_id : null
  const after = await changeFollowup(tx, row, {
    state: 'done',
    tries: row.tries + 1,
    satisfied: satisfaction === null ? null : unhappy ? 0 : 1,
    words,
    heard,
    ended_by: 'name' in by ? by.name : null,
    ended_at: now,
    opened,
  })
  tell(tx, 'followup.done', after, now)
  if (row.feedback_id !== null) await toComplaint(tx, publicUrl, after, answer, unhappy, now)
  return { row: after, outcome }
}

async function keep(
  tx: Tx,
  publicUrl: string,
  site: Site,
  row: FollowupTable,
  { input, version, satisfaction, words, heard, by, claim }: Answered,
  unhappy: boolean,
  now: number,
): Promise<Outcome> {
  // What belongs to a complaint opens that one again, and no second; so nothing here may make it one.
  const alone = row.feedback_id === null
  const { contact: given, complaint: wanted, ...rest } = input
  const contact: Contact = alone
    ? { ...contactOf(await getFollowup(tx.query, site.id, row.followup_id)), ...given }
    : {}
  const said: FeedbackInput = {
    ...rest,
    ...(alone && Object.keys(contact).length > 0 ? { contact } : {}),
    ...(alone && (unhappy || wanted) ? { complaint: true } : {}),
    ...(row.order_id === null ? {} : { order: await orderOf(tx, site.id, row.order_id) }),
    ...(row.language === null || rest.locale !== undefined ? {} : { locale: row.language }),
  }
  const kept = rowOf(said, {
    siteId: site.id,
    momentVersion: version,
    receivedAt: now,
    satisfaction,
    flags: [],
    proven: row.order_id !== null,
    test: site.test,
    ...('name' in by && heard !== 'link' ? { heard: { channel: heard, recordedBy: by.name } } : {}),
  })
  const link = row.customer_id === null ? {} : { customer_id: row.customer_id, customer_by: byOf(heard) }
  const [outcome] = await commit(tx, [
    {
      row: { ...kept, ...link },
      timeZone: site.timeZone,
      publicUrl,
      signingKey: site.signingKey,
      words: words ?? undefined,
      claim,
      ...('name' in by ? { brought: { by, recordedBy: by.name, channel: heard === 'link' ? 'web' : heard } } : {}),
    },
  ])
  return outcome!
}

/** The link came to the customer's own address; else staff spoke with them. */
function byOf(heard: Answered['heard']): 'proof' | 'staff' {
  return heard === 'link' ? 'proof' : 'staff'
}

async function orderOf(tx: Tx, siteId: string, id: string): Promise<NonNullable<FeedbackInput['order']>> {
  const order = await tx.query
    .selectFrom('shop_order')
    .select(['total', 'currency', 'items'])
    .where('site_id', '=', siteId)
    .where('order_id', '=', id)
    .executeTakeFirst()
  const items = (JSON.parse(order?.items ?? '[]') as OrderLine[]).map(({ sku, name, quantity, price }) => ({
    name,
    ...(sku === undefined ? {} : { sku }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
  }))
  return {
    id,
    ...(typeof order?.total === 'number' && { total: order.total }),
    ...(typeof order?.currency === 'string' && { currency: order.currency }),
    ...(items.length > 0 ? { items } : {}),
  }
}

/** Satisfied: the clock stops. Not satisfied: it is opened again, with what the customer said. */
async function toComplaint(
  tx: Tx,
  publicUrl: string,
  row: FollowupTable,
  { words, heard, by }: Answered,
  unhappy: boolean,
  now: number,
): Promise<void> {
  const of = { siteId: row.site_id, feedbackId: row.feedback_id! }
  const said = words === null ? {} : { words }
  try {
    if (unhappy && heard === 'link')
      await performIn(tx, publicUrl, { ...of, command: 'reopen', actor: { kind: 'customer' }, payload: said }, now)
    else {
      // A customer gives no such command: it is Earshot that takes their answer down.
      const actor: Actor = by.kind === 'customer' ? { kind: 'system' } : by
      const payload = { satisfied: !unhappy, ...said, ...(heard === 'link' ? {} : { heard }) }
      await performIn(tx, publicUrl, { ...of, command: 'followup', actor, payload }, now)
    }
  } catch (error) {
    // It was opened again meanwhile, or its visit given up: the answer stands all the same.
    if (!(error instanceof Problem) || error.code !== 'command_not_possible') throw error
  }
}
