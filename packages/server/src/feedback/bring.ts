import { type BroughtFeedback, type FeedbackInput, type Moment, type Receipt, uuidv7 } from '@earshot/sdk/contract'
import { requireCategory } from '../complaint/assign.ts'
import { requireCustomer } from '../customer/store.ts'
import { refuse } from '../invalid.ts'
import { loadMoments } from '../moment/store.ts'
import { checkAnswers } from '../moment/validate.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { claimOf, filesOf, receiptOf, wordsOf } from './ingest.ts'
import { rowOf } from './row.ts'

/** The moment that something belongs to where staff do not say. */
const MOMENT = 'service'

/** Stores what a customer said to staff. Whoever recorded it signs with their name. */
export async function bringIn(
  services: Services,
  actor: StaffActor,
  said: BroughtFeedback,
  now: number = Date.now(),
): Promise<{ status: 200 | 201; receipt: Receipt }> {
  const { database, config } = services
  const { siteId } = actor
  const site = await getSite(database, siteId)
  if (!site) throw new Error(`The site ${siteId} of who asks is gone.`)
  const name = said.moment ?? MOMENT
  const history = (await loadMoments(database, siteId)).get(name)
  if (!history || history.state === 'deleted')
    throw new Problem('moment_unknown', 'The site has no such moment. Leave it out for a visit or a call.')
  const answers = answersOf(said, history.current)
  const checked = checkAnswers(answers, history.current, history)
  if (checked.errors.length > 0) throw refuse('the feedback', checked.errors)
  await requireCategory(database.write, siteId, said.category ?? null)
  const saidAt = said.saidAt === undefined ? undefined : Date.parse(said.saidAt)
  if (saidAt !== undefined && saidAt > now)
    throw refuse('the feedback', [{ path: 'saidAt', code: 'too_big', ...says('not_future') }])

  const { contact, order, product, attachments, locale } = said
  const input: FeedbackInput = {
    id: said.id ?? uuidv7(),
    site: site.key,
    moment: name,
    answers,
    complaint: said.complaint ?? true,
    ...(contact ? { contact } : {}),
    ...(order ? { order } : {}),
    ...(product ? { product } : {}),
    ...(attachments ? { attachments } : {}),
    ...(locale === undefined ? {} : { locale }),
  }
  const named = filesOf(input, checked.photos)
  if (named.length > 0) input.attachments = named.map(({ id }) => id)
  const { channel, category, severity, safety, disputed } = said
  const heard = { channel, recordedBy: said.recordedBy ?? actor.name, saidAt }
  const row = rowOf(input, {
    siteId,
    momentVersion: history.current.version,
    receivedAt: now,
    satisfaction: checked.satisfaction,
    flags: [],
    proven: false,
    test: site.test,
    heard,
  })
  if (said.customer !== undefined) {
    row.customer_id = (await requireCustomer(database.write, siteId, said.customer)).customer_id
    row.customer_by = 'staff'
  }
  const outcome = await services.batch.add({
    row,
    timeZone: site.timeZone,
    publicUrl: config.url,
    signingKey: site.signingKey,
    words: wordsOf(input, history.current),
    claim: named.length > 0 ? claimOf(row, named) : undefined,
    brought: { by: actor, ...heard, category, severity, safety, disputed },
  })
  return receiptOf(input.id, outcome, config.url)
}

/** The customer's words and satisfaction are the answers to the moment's own questions. */
function answersOf({ reason, satisfaction, answers = {} }: BroughtFeedback, asked: Moment): FeedbackInput['answers'] {
  const given: FeedbackInput['answers'] = {}
  const texts = asked.questions.filter(({ kind }) => kind === 'text')
  given[(texts.find(({ id }) => id === 'comment') ?? texts[0])?.id ?? 'comment'] = reason
  if (satisfaction !== undefined)
    given[asked.questions.find(({ kind }) => kind === 'satisfaction')?.id ?? 'satisfaction'] = satisfaction
  for (const id of Object.keys(answers))
    if (Object.hasOwn(given, id))
      throw refuse('the feedback', [{ path: `answers.${id}`, code: 'unrecognized_keys', ...says('answer_elsewhere') }])
  return { ...answers, ...given }
}
