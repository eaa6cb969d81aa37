import type { ComplaintEventData, Event, FeedbackEventData } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { WebhookTable } from '../database/schema.ts'
import { loadMoments } from '../moment/store.ts'
import type { Site } from '../site/store.ts'
import { slackText } from './slack.ts'

/** The body that tells a webhook of an event. Words are read when it is sent, so that what was erased is not told. */
export async function bodyOf(
  database: Database,
  webhook: WebhookTable,
  site: Site,
  event: Event,
  publicUrl: string,
): Promise<string> {
  const answers = webhook.words === 1 ? await answersOf(database, webhook.site_id, event) : undefined
  if (webhook.format === 'slack') {
    const words = answers ? await textsIn(database, webhook.site_id, answers) : []
    return JSON.stringify({ text: slackText(event, { site, words, publicUrl }) })
  }
  return JSON.stringify(answers ? withAnswers(event, answers) : event)
}

interface Said {
  moment: string
  answers: Record<string, unknown>
}

/** What was answered in the feedback that an event tells of, by its id. */
async function answersOf(database: Database, siteId: string, event: Event): Promise<Map<string, Said> | undefined> {
  const ids = event.type.startsWith('feedback.')
    ? (event.data as FeedbackEventData).feedback.map(({ id }) => id)
    : event.type === 'complaint.registered'
      ? [(event.data as ComplaintEventData).feedback]
      : []
  if (ids.length === 0) return undefined
  const rows = await database.write
    .selectFrom('feedback')
    .select(['feedback_id', 'moment', 'answers'])
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [
      row.feedback_id,
      { moment: row.moment, answers: JSON.parse(row.answers) as Record<string, unknown> },
    ]),
  )
}

function withAnswers(event: Event, said: ReadonlyMap<string, Said>): Event {
  const add = <T extends object>(data: T, id: string) => ({ ...data, answers: said.get(id)?.answers ?? null })
  if (event.type === 'complaint.registered')
    return { ...event, data: add(event.data, (event.data as ComplaintEventData).feedback) }
  const { feedback } = event.data as FeedbackEventData
  return { ...event, data: { ...event.data, feedback: feedback.map((one) => add(one, one.id)) } }
}

/** What customers wrote in their own words, of answers that also hold choices and figures. */
async function textsIn(database: Database, siteId: string, said: ReadonlyMap<string, Said>): Promise<string[]> {
  const moments = await loadMoments(database, siteId)
  return [...said.values()].flatMap(({ moment, answers }) => {
    const versions = [...(moments.get(moment)?.versions.values() ?? [])]
    const texts = new Set(
      versions.flatMap(({ questions }) => questions.filter(({ kind }) => kind === 'text').map(({ id }) => id)),
    )
    return Object.entries(answers).flatMap(([id, value]) =>
      texts.has(id) && typeof value === 'string' && value.trim() !== '' ? [value] : [],
    )
  })
}
