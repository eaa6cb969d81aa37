import { staffAt } from '../complaint/notice.ts'
import type { Config } from '../config.ts'
import type { Database, Tx } from '../database/engine.ts'
import type { ImprovementTable } from '../database/schema.ts'
import { enqueue } from '../notify/outbox.ts'

/** Improvements in one transaction. */
const CHUNK = 200

/** Whether there is anybody to write to. */
export async function remindersDue({ write }: Database, now: number): Promise<boolean> {
  const one = await write
    .selectFrom('improvement')
    .select('improvement_id')
    .where('remind_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/**
 * Writes to those who see to an improvement, when it should be done and when its effect can be judged: once each, by
 * the commit that notes it. One that nobody sees to is the managers'.
 *
 * @returns how many improvements
 */
export async function remindOwners(
  { database, config }: { database: Database; config: Pick<Config, 'url'> },
  now: number,
  signal?: AbortSignal,
): Promise<number> {
  for (let total = 0; ;) {
    const done = await database.transaction(async (tx) => {
      const rows = await database
        .skipLocked(
          tx.query
            .selectFrom('improvement')
            .selectAll()
            .where('remind_at', '<=', now)
            .orderBy('remind_at')
            .limit(CHUNK),
        )
        .execute()
      for (const row of rows) await remind(tx, row, config.url, now)
      return rows.length
    })
    total += done
    if (done < CHUNK || signal?.aborted) return total
  }
}

async function remind(tx: Tx, row: ImprovementTable, publicUrl: string, now: number): Promise<void> {
  await tx.query
    .updateTable('improvement')
    .set({ remind_at: null })
    .where('site_id', '=', row.site_id)
    .where('improvement_id', '=', row.improvement_id)
    .execute()
  const owner = row.owner === null ? [] : await staffAt(tx, row.site_id, { id: row.owner })
  const whom = owner.length > 0 ? owner : await staffAt(tx, row.site_id, { role: 'manager' })
  const when = row.done_at === null ? { due: row.due_at } : { done: row.done_at }
  const values = { words: row.words, link: `${publicUrl}/improvements/${row.improvement_id}`, ...when }
  await enqueue(
    tx,
    whom.map((to) => ({ siteId: row.site_id, topic: 'improvement' as const, to, values })),
    now,
  )
}
