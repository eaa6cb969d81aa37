import type { MeasureRowsQuery, Text } from '@earshot/sdk/contract'
import { type RawBuilder, sql } from 'kysely'
import { productKey } from '../cluster/subject.ts'
import type { Database } from '../database/engine.ts'
import { sizeAt, textAt } from '../database/json.ts'
import type { MomentHistory } from '../moment/store.ts'

type Condition = RawBuilder<boolean>

/** Whose figures, and what narrows them. */
export interface Scope {
  engine: Database['engine']
  siteId: string
  now: number
  moments: ReadonlyMap<string, MomentHistory>
  /** Question whose options are reasons. */
  question: string
  narrow: Pick<MeasureRowsQuery, 'moment' | 'product' | 'department' | 'category' | 'cause' | 'assignee' | 'stage'>
}

/** Where nothing is filed, in a query. */
export const NONE = 'none'

export const all = (...conditions: (Condition | undefined | false)[]): Condition =>
  sql<boolean>`${sql.join(
    conditions.filter((one) => one !== undefined && one !== false),
    sql` and `,
  )}`

/** Feedback `f` that counts: said in earnest, at the moment and about the product asked for. */
export function feedbackIn({ engine, siteId, narrow }: Scope): Condition {
  const { moment, product } = narrow
  return all(
    sql`f.site_id = ${siteId} and f.test = 0`,
    moment !== undefined && sql`f.moment = ${moment}`,
    product !== undefined && sql`${productOf(engine)} = ${product}`,
  )
}

/** Complaints `c` that count: in earnest, no spam, part of no other, and filed as asked for. */
export function complaintsIn({ siteId, narrow }: Scope): Condition {
  const { moment, product, stage } = narrow
  const keyed = sql`c.site_id = x.site_id and c.feedback_id = x.feedback_id`
  return all(
    sql`c.site_id = ${siteId} and c.test = 0 and (c.outcome is null or c.outcome not in ('merged', 'invalid'))`,
    moment !== undefined && sql`exists (select 1 from feedback x where ${keyed} and x.moment = ${moment})`,
    product !== undefined &&
      sql`exists (select 1 from complaint_subject x where ${keyed} and x.kind = 'product'
        and x.value in (${productKey(product)}, ${productKey(undefined, product)}))`,
    stage !== undefined && sql`c.stage = ${stage}`,
    filed('c.department_id', narrow.department),
    filed('c.category_id', narrow.category),
    filed('c.root_cause', narrow.cause),
    filed('c.assignee', narrow.assignee),
  )
}

function filed(column: string, value: string | undefined): Condition | undefined {
  if (value === undefined) return undefined
  return value === NONE ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`
}

/** The product that feedback `f` names, or the only one of the order that it came with: its SKU, else its name. */
export function productOf(engine: Database['engine']): RawBuilder<string | null> {
  const own = (key: string) => sql`nullif(${textAt(engine, 'f.product', key)}, '')`
  const ordered = (key: string) => sql`nullif(${textAt(engine, 'f.order_data', 'items', 0, key)}, '')`
  return sql`coalesce(${own('sku')}, ${own('name')}, case when ${sizeAt(engine, 'f.order_data', 'items')} = 1
    then coalesce(${ordered('sku')}, ${ordered('name')}) end)`
}

/** Moments that ask, or once asked, a question of a kind, with the ids of these questions. */
export function askedBy({ moments, narrow }: Scope, kind: 'nps' | 'effort'): { moments: string[]; ids: string[] } {
  const found: string[] = []
  const ids = new Set<string>()
  for (const [moment, { versions }] of moments) {
    if (narrow.moment !== undefined && narrow.moment !== moment) continue
    const questions = [...versions.values()].flatMap((one) => one.questions).filter((one) => one.kind === kind)
    if (questions.length > 0) found.push(moment)
    for (const { id } of questions) ids.add(id)
  }
  return { moments: found, ids: [...ids] }
}

/** Moments that ask, or once asked, for reasons; with the labels of these, the newest wording of each. */
export function reasonsOf({ moments, narrow, question }: Scope): { moments: string[]; labels: Map<string, Text> } {
  const found: string[] = []
  const labels = new Map<string, Text>()
  for (const [moment, { versions }] of moments) {
    if (narrow.moment !== undefined && narrow.moment !== moment) continue
    const oldestFirst = [...versions].toSorted(([a], [b]) => a - b)
    const asked = oldestFirst
      .flatMap(([, one]) => one.questions)
      .filter((one) => one.id === question && (one.kind === 'choices' || one.kind === 'choice'))
    if (asked.length > 0) found.push(moment)
    for (const one of asked) if ('options' in one) for (const { id, label } of one.options) labels.set(id, label)
  }
  return { moments: found, labels }
}
