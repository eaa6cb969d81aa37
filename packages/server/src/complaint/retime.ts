import { writeClocks } from './clocks.ts'
import type { Needs } from './command.ts'
import { hold } from './state.ts'

/** Complaints looked at in one go; each is changed in a transaction of its own. */
const CHUNK = 200

/**
 * Moves the clocks of a site after its policy or calendar changed: only those that run and are not yet due. What was
 * promised at first stays in `first_due_at`.
 */
export async function retimeSite({ database }: Needs, siteId: string, now: number = Date.now()): Promise<void> {
  let after = ''
  for (;;) {
    const rows = await database.write
      .selectFrom('complaint')
      .select('feedback_id')
      .where('site_id', '=', siteId)
      .where('due_at', 'is not', null)
      .where('feedback_id', '>', after)
      .orderBy('feedback_id')
      .limit(CHUNK)
      .execute()
    for (const { feedback_id } of rows)
      await database.transaction(async (tx) => {
        const held = await hold(tx, siteId, feedback_id)
        if (!held) return
        const due = await writeClocks(tx, held, held.life, held.complaint, undefined, now)
        if (due === held.complaint.due_at) return
        await tx.query
          .updateTable('complaint')
          .set({ due_at: due })
          .where('site_id', '=', siteId)
          .where('feedback_id', '=', feedback_id)
          .execute()
      })
    const last = rows.at(-1)
    if (!last) return
    after = last.feedback_id
  }
}
