import type { Measures } from '@earshot/sdk/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Basis } from './basis.ts'
import { time } from './said.ts'
import type { Scope } from './scope.ts'
import { setOf } from './set.ts'

type Words = NonNullable<Measures['words']>

/** Words that are shown, and feedback that is looked through for them at a time, and at most. */
const SHOWN = 12
const PAGE = 50
const PAGES = 6

interface Row {
  id: string
  at: number
  moment: string
  satisfaction: number | null
  locale: string | null
  answers: string
  complaint: string | null
}

/** The newest words of the period. Nothing is chosen: what nobody likes to read stands among them. */
export async function wordsOf({ query, scope, period }: Basis): Promise<Words> {
  const set = setOf('feedback', scope)
  const found: Words = []
  let before: RawBuilder<boolean> = sql`f.received_at < ${period.to}`
  for (let page = 0; page < PAGES && found.length < SHOWN; page++) {
    const { rows } = await sql<Row>`select f.feedback_id as id, f.received_at as at, f.moment, f.satisfaction, f.locale,
      f.answers, c.number as complaint from ${set.from}
      left join complaint c on c.site_id = f.site_id and c.feedback_id = f.feedback_id
      where ${set.where} and f.received_at >= ${period.from} and ${before}
      order by f.received_at desc, f.feedback_id desc limit ${sql.lit(PAGE)}`.execute(query)
    for (const { id, at, answers, ...rest } of rows) {
      const words = said(scope, rest.moment, answers)
      if (words !== '' && found.length < SHOWN) found.push({ feedback: id, at: time(at), ...rest, words })
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) break
    before = sql`f.received_at <= ${last.at} and (f.received_at < ${last.at} or f.feedback_id < ${last.id})`
  }
  return found
}

/** Answers to questions for words, as they were asked at any time. */
function said({ moments }: Scope, moment: string, answers: string): string {
  const questions = [...(moments.get(moment)?.versions.values() ?? [])].flatMap((version) => version.questions)
  const texts = new Set(questions.filter(({ kind }) => kind === 'text').map(({ id }) => id))
  return Object.entries(JSON.parse(answers) as Record<string, unknown>)
    .flatMap(([id, answer]) => (texts.has(id) && typeof answer === 'string' ? answer.trim() : []))
    .filter(Boolean)
    .join('\n')
}
