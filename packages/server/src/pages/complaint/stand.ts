import type { Contact, CustomerComplaint, Moment, Stage } from '@earshot/sdk/contract'
import { proves } from '../../customer/proof.ts'
import type { ComplaintTable, FeedbackTable } from '../../database/schema.ts'
import { findComplaint } from '../../complaint/store.ts'
import { customerViewOf } from '../../complaint/view.ts'
import { loadMoments } from '../../moment/store.ts'
import type { Services } from '../../services.ts'
import { getSite, type Site } from '../../site/store.ts'
import { type Times, timesIn } from './time.ts'
import { type Standing, type Words, wordsFor } from './words.ts'

/** Everything that the page tells of a complaint. */
export interface Stand {
  /** Path of the page. */
  path: string
  /** The proof in the link that the reader came by, where it is one. */
  proof: string | undefined
  site: Site
  row: ComplaintTable
  feedback: FeedbackTable
  moment: Moment | undefined
  complaint: CustomerComplaint
  /** When it last came to each stage, as far as it did. */
  reached: Partial<Record<Stage, string>>
  /** What the page's headline and next step are about. */
  standing: Standing
  now: number
  lang: string
  words: Words
  times: Times
}

/** The complaint behind a private link as it stands now; undefined for an unknown link. */
export async function standOf(
  { database }: Pick<Services, 'database'>,
  token: string,
  proof?: string,
  now: number = Date.now(),
): Promise<Stand | undefined> {
  const found = await findComplaint(database, token)
  const site = found && (await getSite(database, found.complaint.site_id))
  if (!found || !site) return undefined
  const { feedback } = found
  const asked = (await loadMoments(database, site.id)).get(feedback.moment)
  const complaint = await customerViewOf(database.write, found.complaint, site, now)
  const locale = found.complaint.language ?? feedback.locale ?? site.look.locale
  const { lang, words } = wordsFor(locale)
  return {
    path: `/c/${token}`,
    proof: provenBy({ row: found.complaint, feedback, site }, proof),
    row: found.complaint,
    site,
    feedback,
    moment: asked?.versions.get(feedback.moment_version) ?? asked?.current,
    complaint,
    reached: await reachedBy(database, found.complaint),
    standing: standingOf(complaint),
    now,
    lang,
    words,
    times: timesIn(sameLanguage(locale, lang) ? locale : lang, lang, site.timeZone, now),
  }
}

/** A proof, unless it is none: it stays with the reader, and only what they do by it counts. */
export function provenBy(
  { row, feedback, site }: Pick<Stand, 'row' | 'feedback' | 'site'>,
  proof: string | undefined,
): string | undefined {
  const { email } = feedback.contact === null ? {} : (JSON.parse(feedback.contact) as Contact)
  return proves(proof, row, email, site.signingKey) ? proof : undefined
}

async function reachedBy(
  { write }: Services['database'],
  { site_id, feedback_id }: ComplaintTable,
): Promise<Stand['reached']> {
  const rows = await write
    .selectFrom('complaint_history')
    .select(['stage', 'at'])
    .where('site_id', '=', site_id)
    .where('feedback_id', '=', feedback_id)
    .orderBy('seq')
    .execute()
  const reached: Stand['reached'] = {}
  for (const [i, { stage, at }] of rows.entries())
    if (stage !== rows[i - 1]?.stage) reached[stage] = new Date(at).toISOString()
  return reached
}

function standingOf({ stage, outcome, asked }: CustomerComplaint): Standing {
  if (stage === 'closed') return outcome ?? 'unanswered'
  if (asked) return 'asked'
  // That several people have to agree is the shop's own affair.
  return stage === 'approving' ? 'investigating' : stage
}

/** Whether dates can be told as in the reader's own country: `en-GB` beside words in `en`. */
function sameLanguage(locale: string, lang: string): boolean {
  return locale.split('-')[0]?.toLowerCase() === lang.split('-')[0]
}
