import type { Tx } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { type Fault, says } from '../rule.ts'
import { historyRows } from './history.ts'
import type { Order } from './command.ts'
import { hold } from './state.ts'
import { tell } from './tell.ts'

/** Holds the complaint that another becomes part of. Both are held in one order, so that two cannot wait for each other. */
async function find(tx: Tx, { siteId, feedbackId, payload }: Order): Promise<string> {
  const into = await tx.query
    .selectFrom('complaint')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .where('number', '=', payload['into'] as string)
    .executeTakeFirst()
  if (!into || into.feedback_id === feedbackId) throw wrong(says(into ? 'complaint_other' : 'complaint_named'))
  for (const id of [into.feedback_id, feedbackId].toSorted()) {
    const held = await hold(tx, siteId, id)
    if (id === into.feedback_id && held?.complaint.stage === 'closed') throw wrong(says('complaint_open'))
  }
  return into.feedback_id
}

/** The other one's history tells, too. */
async function absorb(tx: Tx, order: Order, into: string, merged: ComplaintTable, now: number): Promise<void> {
  const { complaint } = (await hold(tx, order.siteId, into))!
  const step = { command: 'absorb', payload: { number: merged.number }, stage: complaint.stage } as const
  const [row] = historyRows(complaint, complaint, [step], order.actor, now)
  await tx.insertNew('complaint_history', [row!])
  tell(tx, complaint, [row!])
  await tx.query
    .updateTable('complaint')
    .set({ version: row!.seq, head: row!.hash })
    .where('site_id', '=', order.siteId)
    .where('feedback_id', '=', into)
    .execute()
}

function wrong(said: Fault) {
  return refuse('the command', [{ path: 'into', code: 'invalid_value', ...said }])
}

export const merge = { find, absorb }
