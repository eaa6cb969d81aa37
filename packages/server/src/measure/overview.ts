import { type MeasurePart, MeasurePart as PARTS, type MeasureQuery, type Measures } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Database } from '../database/engine.ts'
import { loadMoments } from '../moment/store.ts'
import type { Site } from '../site/store.ts'
import { type Basis, basisOf } from './basis.ts'
import { countBy } from './count.ts'
import { costsOf, filedIn, improvementsIn, reasonsIn } from './filed.ts'
import { handledFigures } from './handled.ts'
import { departmentsOf, nowOf, staffOf } from './load.ts'
import { periodOf } from './period.ts'
import { productsOf } from './products.ts'
import { momentsOf, saidFigures, seriesOf, stretchOf } from './said.ts'
import { setOf } from './set.ts'
import { LEAST } from './stat.ts'
import { wordsOf } from './words.ts'

/** The figures of a period beside those of the one before, straight from the rows. Rejects with `invalid`. */
export async function measuresOf(
  database: Database,
  site: Pick<Site, 'id' | 'timeZone'>,
  asked: MeasureQuery,
  now: number = Date.now(),
): Promise<Measures> {
  const period = periodOf(asked, site.timeZone, now)
  const { moment, product, department, category } = asked
  const scope = {
    engine: database.engine,
    siteId: site.id,
    now,
    moments: await loadMoments(database, site.id),
    question: asked.question ?? 'reasons',
    narrow: { moment, product, department, category },
  }
  const basis = basisOf(database.read, scope, period, asked)
  const parts = asked.parts === undefined ? PARTS.options : (asked.parts.split(',') as MeasurePart[])
  const done = await Promise.all([...new Set(parts)].map(async (part) => [part, await MAKERS[part](basis)] as const))
  const { unit, partial, bucket, before } = period
  return {
    period: { ...stretchOf(period), unit, partial, bucket, timeZone: site.timeZone, before: stretchOf(before) },
    least: { ...LEAST },
    ...(Object.fromEntries(done) as Partial<Measures>),
  }
}

const MAKERS: { readonly [P in MeasurePart]: (basis: Basis) => Promise<NonNullable<Measures[P]>> } = {
  figures: async (basis) => {
    const [said, handled] = await Promise.all([saidFigures(basis), handledFigures(basis)])
    return { ...said, ...handled }
  },
  now: nowOf,
  series: seriesOf,
  reasons: reasonsIn,
  categories: (basis) => filedIn(basis, 'category'),
  causes: (basis) => filedIn(basis, 'cause'),
  moments: async (basis) => momentsOf(basis, await openedByMoment(basis)),
  products: productsOf,
  departments: departmentsOf,
  staff: staffOf,
  costs: costsOf,
  improvements: improvementsIn,
  words: wordsOf,
}

async function openedByMoment({ query, scope, period }: Basis): Promise<Map<string, number>> {
  const { from, at, where } = setOf('opened', scope)
  const groups = await countBy<{ moment: string }>(
    query,
    {
      from: sql`${from} cross join feedback f`,
      at,
      where: sql<boolean>`${where} and f.site_id = c.site_id and f.feedback_id = c.feedback_id`,
    },
    [period],
    { moment: sql`f.moment` },
  )
  return new Map(groups.map(({ moment, n }) => [moment, n]))
}
