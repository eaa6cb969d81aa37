import type { Answer, Moment } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/schema.ts'
import { BUILTIN_MOMENTS } from '../moment/builtin.ts'

/** What a feedback was asked and answered. */
type Said = Pick<Tables['feedback'], 'moment' | 'moment_version' | 'answers'>

/** Of each feedback the first answer in the customer's own words; null where there is none. */
export async function firstWords(
  query: Kysely<Tables>,
  siteId: string,
  rows: readonly Said[],
): Promise<(string | null)[]> {
  if (rows.length === 0) return []
  const asked = await query
    .selectFrom('moment')
    .select(['moment', 'version', 'data'])
    .where('site_id', '=', siteId)
    .where('moment', 'in', [...new Set(rows.map((row) => row.moment))])
    .where('version', 'in', [...new Set(rows.map((row) => row.moment_version))])
    .execute()
  const texts = new Map(asked.map((row) => [`${row.moment} ${row.version}`, textsOf(JSON.parse(row.data) as Moment)]))
  for (const moment of BUILTIN_MOMENTS)
    if (!texts.has(`${moment.id} ${moment.version}`)) texts.set(`${moment.id} ${moment.version}`, textsOf(moment))
  return rows.map(({ moment, moment_version, answers }) => {
    const given = JSON.parse(answers) as Record<string, Answer>
    // What staff brought in stands under `comment`, whatever the moment asks.
    for (const id of [...(texts.get(`${moment} ${moment_version}`) ?? []), 'comment']) {
      const answer = given[id]
      if (typeof answer === 'string' && answer.trim() !== '') return answer
    }
    return null
  })
}

function textsOf({ questions }: Moment): string[] {
  return questions.filter(({ kind }) => kind === 'text').map(({ id }) => id)
}
