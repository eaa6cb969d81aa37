import type { ComplaintOpening, Contact, FeedbackInput } from '@earshot/sdk/contract'
import { requireCategory } from '../complaint/assign.ts'
import { openComplaints } from '../complaint/register.ts'
import type { ComplaintTable } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import { Problem } from '../problem.ts'
import { noteWords } from '../search/change.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { wordsOf } from './ingest.ts'
import { heardOf } from './row.ts'

/**
 * Staff decide that a feedback wants an answer. It is registered as any complaint is, as of now; one that is a
 * complaint already stays what it is. Rejects with `feedback_unknown`, `erased` or `invalid`.
 */
export async function complain(
  { database, config }: Pick<Services, 'database' | 'config'>,
  actor: StaffActor,
  id: string,
  filing: ComplaintOpening,
  now: number = Date.now(),
): Promise<{ is: 'new' | 'known'; complaint: ComplaintTable }> {
  const { siteId } = actor
  const site = await getSite(database, siteId)
  if (!site) throw new Error(`The site ${siteId} of who asks is gone.`)
  await requireCategory(database.write, siteId, filing.category ?? null)
  const moments = await loadMoments(database, siteId)
  return database.transaction(async (tx) => {
    // Both engines lock a row that is updated, be it to what it is.
    const row = await tx.query
      .updateTable('feedback')
      .set({ wanted: (eb) => eb.ref('wanted') })
      .where('site_id', '=', siteId)
      .where('feedback_id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Problem('feedback_unknown', 'The site has no feedback with this id.')
    if (row.flags.includes('"erased"'))
      throw new Problem('erased', 'This feedback was erased: there is nobody left to be answered.')
    const known = await tx.query
      .selectFrom('complaint')
      .selectAll()
      .where('site_id', '=', siteId)
      .where('feedback_id', '=', id)
      .executeTakeFirst()
    if (known) return { is: 'known', complaint: known }
    const contact = (row.contact === null ? {} : JSON.parse(row.contact)) as Contact
    const answers = JSON.parse(row.answers) as FeedbackInput['answers']
    const asked = moments.get(row.moment)
    const [complaint] = await openComplaints(tx, [
      {
        siteId,
        feedbackId: id,
        test: row.test === 1,
        timeZone: site.timeZone,
        openedAt: now,
        language: row.locale,
        email: contact.email,
        name: contact.name,
        publicUrl: config.url,
        signingKey: site.signingKey,
        words: asked && wordsOf({ answers }, asked.versions.get(row.moment_version) ?? asked.current),
        brought: {
          by: actor,
          ...(heardOf(row) ?? { recordedBy: actor.name, channel: 'web' as const, saidAt: row.received_at }),
          ...filing,
        },
      },
    ])
    // It is found as a complaint now.
    await noteWords(tx, siteId, 'feedback', [id])
    return { is: 'new', complaint: complaint! }
  })
}
