import type { Tx } from '../database/engine.ts'
import type { HistoryActor } from './history.ts'
import type { Key } from './state.ts'

/** What an approval carries to the customer, and whose words these are. */
export interface Beside {
  payload: Readonly<Record<string, unknown>>
  /** The name under which the customer reads the words; undefined: that of who approves. */
  author?: string | null
}

/**
 * The words beside an offer that is approved. Those of the proposal wait with it in the history, and go out under the
 * name of who wrote them, unless who approves writes others; `null` sends none.
 */
export async function besideOffer(tx: Tx, of: Key, payload: Readonly<Record<string, unknown>>): Promise<Beside> {
  const { words, ...rest } = payload
  if (words === null) return { payload: rest }
  const waiting = await proposed(tx, of)
  if (waiting === undefined || (words !== undefined && words !== waiting.words)) return { payload }
  return { payload: { ...rest, words: waiting.words }, author: waiting.author }
}

/** What was said beside the latest proposal. */
async function proposed(tx: Tx, of: Key): Promise<{ words: string; author: string | null } | undefined> {
  const row = await tx.query
    .selectFrom('complaint_history')
    .select(['payload', 'actor'])
    .where('site_id', '=', of.site_id)
    .where('feedback_id', '=', of.feedback_id)
    .where('command', '=', 'propose')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row?.payload) return undefined
  const { words } = JSON.parse(row.payload) as { words?: string }
  if (words === undefined) return undefined
  // As signatureOf has it: what a program proposed is the shop's.
  const { kind, name } = JSON.parse(row.actor) as HistoryActor
  return { words, author: kind === 'staff' ? (name ?? null) : null }
}
