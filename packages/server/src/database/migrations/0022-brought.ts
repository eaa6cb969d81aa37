import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** How staff heard what they brought in stands with the feedback: until now only complaints kept it. */
export const brought: Migration = {
  async up(untyped: Kysely<unknown>) {
    await untyped.schema.alterTable('feedback').addColumn('brought', 'text').execute()
    const db = untyped as Kysely<Known>
    for (let after = { site: '', id: '' }; ;) {
      const rows = await db
        .selectFrom('complaint')
        .select(['site_id', 'feedback_id', 'channel', 'recorded_by', 'said_at'])
        .where((eb) =>
          eb.or([
            eb('site_id', '>', after.site),
            eb.and([eb('site_id', '=', after.site), eb('feedback_id', '>', after.id)]),
          ]),
        )
        .where('channel', '<>', 'web')
        .orderBy('site_id')
        .orderBy('feedback_id')
        .limit(CHUNK)
        .execute()
      for (const { site_id, feedback_id, channel, recorded_by, said_at } of rows) {
        const heard = { channel, recordedBy: recorded_by ?? '', ...(said_at === null ? {} : { saidAt: said_at }) }
        await db
          .updateTable('feedback')
          .set({ brought: JSON.stringify(heard) })
          .where('site_id', '=', site_id)
          .where('feedback_id', '=', feedback_id)
          .execute()
      }
      const last = rows.at(-1)
      if (!last || rows.length < CHUNK) return
      after = { site: last.site_id, id: last.feedback_id }
    }
  },
}

/** Complaints read at a time. */
const CHUNK = 500

interface Known {
  feedback: { site_id: string; feedback_id: string; brought: string | null }
  complaint: {
    site_id: string
    feedback_id: string
    channel: string
    recorded_by: string | null
    said_at: number | null
  }
}
