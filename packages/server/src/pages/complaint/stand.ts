import type { Contact, CustomerComplaint, Moment } from '@earshot/sdk/contract'
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
