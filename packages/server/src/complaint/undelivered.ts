import type { Contact, UndeliveredMail } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import { enqueue } from '../notify/outbox.ts'
import { isTopic, TOPICS } from '../notify/templates/topic.ts'
import { isAway } from './hearers.ts'
import { noticeTo, staffAt } from './notice.ts'

/** Of the latest mails that did not arrive so many are shown. */
const SHOWN = 5

/**
 * Tells who is responsible that a mail to the customer did not arrive: the shop believes that they know. Where nobody
 * is there, the managers hear it.
 *
 * @param reason what the mail server said
 */
export async function tellUndelivered(
  tx: Tx,
  { siteId, feedbackId }: { siteId: string; feedbackId: string },
  reason: string,
  publicUrl: string,
  now: number,
): Promise<void> {
  const row = await tx.query
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .select(['c.site_id', 'c.feedback_id', 'c.number', 'c.assignee', 'f.contact'])
    .where('c.site_id', '=', siteId)
    .where('c.feedback_id', '=', feedbackId)
    .executeTakeFirst()
  if (!row) return
  const { name } = JSON.parse(row.contact ?? '{}') as Contact
  const there = row.assignee !== null && !(await isAway(tx, siteId, row.assignee, now))
  const hearers = await staffAt(tx, siteId, there ? { id: row.assignee! } : { role: 'manager' })
  const mails = hearers.map((to) =>
    noticeTo(row, to, 'undelivered', publicUrl, { customer: name ?? null, said: reason }),
  )
  await enqueue(tx, mails, now)
}

/** Mails about a complaint that never reached its customer, the latest first. */
export async function undeliveredOf(
  query: Kysely<Tables>,
  { site_id, feedback_id }: Pick<ComplaintTable, 'site_id' | 'feedback_id'>,
): Promise<UndeliveredMail[]> {
  const rows = await query
    .selectFrom('outbox')
    .select(['topic', 'address', 'reason', 'ended_at'])
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .where('state', '=', 'dead')
    .orderBy('ended_at', 'desc')
    .limit(SHOWN * 4)
    .execute()
  return rows
    .filter(({ topic }) => isTopic(topic) && TOPICS[topic].to === 'customer')
    .slice(0, SHOWN)
    .map(({ topic, address, reason, ended_at }) => ({
      mail: topic,
      address,
      reason,
      at: new Date(ended_at!).toISOString(),
    }))
}
