import { Problem } from '../problem.ts'
import { type Needs, perform } from './command.ts'
import { type AnyCommand, SILENCE, WAITING } from './life.ts'

/** Complaints looked at in one go. */
const CHUNK = 200

/**
 * Sees to customers who are silent: reminds them after 3 and 7 days; after 14 the complaint is closed as unanswered, or,
 * where only a question stayed open, the clocks go on.
 *
 * @param signal asks it to end after the complaint in hand
 * @returns how many complaints something was done about
 */
export async function breakSilence(needs: Needs, now: number = Date.now(), signal?: AbortSignal): Promise<number> {
  const [first, second] = SILENCE.reminders as [number, number]
  let total = 0
  for (;;) {
    const rows = await needs.database.write
      .selectFrom('complaint')
      .select(['site_id', 'feedback_id', 'stage', 'reminded', 'waiting_since'])
      .where('waiting_since', '<=', now - first)
      .where((eb) =>
        eb.or([
          eb('reminded', '=', 0),
          eb.and([eb('reminded', '=', 1), eb('waiting_since', '<=', now - second)]),
          eb('waiting_since', '<=', now - SILENCE.end),
        ]),
      )
      .orderBy('waiting_since')
      .limit(CHUNK)
      .execute()
    let done = 0
    for (const row of rows) {
      if (signal?.aborted) return total
      const over = now - row.waiting_since! >= SILENCE.end
      const command = over ? (WAITING.has(row.stage) ? 'expire' : 'resume') : 'remind'
      if (await given(needs, row, command, now)) done++
    }
    total += done
    // What somebody else did meanwhile is not done again; where nothing is left to do, it ends.
    if (done === 0) return total
  }
}

async function given(
  needs: Needs,
  row: { site_id: string; feedback_id: string },
  command: AnyCommand,
  now: number,
): Promise<boolean> {
  const { site_id: siteId, feedback_id: feedbackId } = row
  try {
    await perform(needs, { siteId, feedbackId, command, actor: { kind: 'system' }, payload: {} }, now)
    return true
  } catch (error) {
    // The customer spoke just now, or another server was faster.
    if (error instanceof Problem && error.code === 'command_not_possible') return false
    throw error
  }
}
