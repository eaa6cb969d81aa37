import type { Solution, SolutionChange, SolutionInput, SolutionPage, SolutionQuery } from '@earshot/sdk/contract'
import { uuidv7 } from '@earshot/sdk/contract'
import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { SolutionTable } from '../database/tables/solution.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { askedOf, termsOf } from '../search/terms.ts'
import type { StaffActor } from '../staff/actor.ts'
import { provenOf } from './rank.ts'
import { savedFrom } from './save.ts'

type Query = Kysely<Tables>

/** Items on a page unless asked otherwise. */
const PAGE = 50
/** Of a remedy, whose terms its words are. */
const TERMS_MAX = 2000

/** Solutions of a site, the most proven first. */
export async function listSolutions(database: Database, siteId: string, query: SolutionQuery): Promise<SolutionPage> {
  const limit = query.limit ?? PAGE
  const skip = query.cursor === undefined ? 0 : placeOf(query.cursor)
  let rows = database.read
    .selectFrom('solution')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('archived_at', query.archived === 'true' ? 'is not' : 'is', null)
  if (query.category !== undefined) rows = rows.where('category_id', '=', query.category)
  if (query.product !== undefined) rows = rows.where('product', '=', query.product)
  // A quotation mark within words stands behind a backslash there.
  if (query.language !== undefined) rows = rows.where('versions', 'like', `%"${query.language}":%`)
  if (query.text !== undefined && query.text.trim() !== '') {
    const asked = askedOf(query.text)
    if (asked.length === 0) return { items: [], next: null }
    // A term holds no space, so that between spaces it is found whole, and after one by its beginning.
    for (const { term, prefix } of asked) {
      const like = `% ${term.replace(/[\\%_]/g, '\\$&')}${prefix ? '' : ' '}%`
      rows = rows.where(sql<boolean>`terms like ${like} escape '\\'`)
    }
  }
  const found = await rows
    .orderBy(sql`(confirmed + 2.0) / (decided + 4.0)`, 'desc')
    .orderBy('uses', 'desc')
    .orderBy('solution_id', 'desc')
    .limit(limit + 1)
    .offset(skip)
    .execute()
  return {
    items: found.slice(0, limit).map(solutionOf),
    next: found.length > limit ? Buffer.from(String(skip + limit)).toString('base64url') : null,
  }
}

/** One solution, archived or not. Rejects with `solution_unknown`. */
export async function requireSolution(query: Query, siteId: string, id: string): Promise<SolutionTable> {
  const row = await query
    .selectFrom('solution')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('solution_id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem('solution_unknown', 'There is no such solution. "earshot solution list" shows those there are.')
}

/** Saves a solution: of words of its own, or of a message of a complaint. */
export async function addSolution(tx: Tx, actor: StaffActor, input: SolutionInput): Promise<Solution> {
  const { siteId } = actor
  const saved = input.from && (await savedFrom(tx.query, siteId, input.from))
  const now = Date.now()
  const row: SolutionTable = {
    site_id: siteId,
    solution_id: uuidv7(),
    title: input.title,
    category_id: input.category === undefined ? (saved?.category ?? null) : input.category,
    product: input.product === undefined ? (saved?.product ?? null) : input.product,
    versions: JSON.stringify(saved?.versions ?? input.versions),
    remedy: input.remedy ? JSON.stringify(input.remedy) : null,
    author: actor.name,
    source: input.from?.complaint ?? null,
    terms: '',
    created_at: now,
    changed_at: now,
    archived_at: null,
    uses: 0,
    decided: 0,
    confirmed: 0,
  }
  await complete(tx, row)
  await tx.insertNew('solution', [row])
  return solutionOf(row)
}

/** Changes what is named. Rejects with `solution_unknown` or `invalid`. */
export async function changeSolution(tx: Tx, siteId: string, id: string, change: SolutionChange): Promise<Solution> {
  const before = await requireSolution(tx.query, siteId, id)
  const now = Date.now()
  const { title, category, product, versions, remedy, archived } = change
  const row: SolutionTable = {
    ...before,
    title: title ?? before.title,
    category_id: category === undefined ? before.category_id : category,
    product: product === undefined ? before.product : product,
    versions: versions ? JSON.stringify(versions) : before.versions,
    remedy: remedy === undefined ? before.remedy : remedy && JSON.stringify(remedy),
    changed_at: now,
    archived_at: archived === undefined ? before.archived_at : archived ? (before.archived_at ?? now) : null,
  }
  await complete(tx, row)
  // What counts is not ours to write: it may have risen meanwhile.
  const { site_id: _, solution_id: __, uses, decided, confirmed, ...columns } = row
  await tx.query
    .updateTable('solution')
    .set(columns)
    .where('site_id', '=', siteId)
    .where('solution_id', '=', id)
    .execute()
  return solutionOf({ ...row, uses, decided, confirmed })
}

/** Looks at what the contract cannot, and notes by which terms it is found. */
async function complete(tx: Tx, row: SolutionTable): Promise<void> {
  const versions = JSON.parse(row.versions) as Record<string, string>
  if (row.category_id !== null) {
    const known = await tx.query
      .selectFrom('category')
      .select('category_id')
      .where('site_id', '=', row.site_id)
      .where('category_id', '=', row.category_id)
      .executeTakeFirst()
    if (!known) throw refuse('the body', [{ path: 'category', code: 'unknown', ...says('category_unknown') }])
  }
  for (const [language, words] of Object.entries(versions))
    if (row.remedy !== null && words.length > TERMS_MAX)
      throw refuse('the body', [
        {
          path: `versions.${language}`,
          code: 'too_big',
          ...says('terms_max', { n: TERMS_MAX }),
        },
      ])
  const words = [row.title, row.product ?? '', ...Object.values(versions)].join('\n').replaceAll(/\{\w+\}/g, ' ')
  row.terms = ` ${[...termsOf(words)].join(' ')} `
}

/** A row as staff read it. */
export function solutionOf(row: SolutionTable): Solution {
  const time = (at: number) => new Date(at).toISOString()
  return {
    id: row.solution_id,
    title: row.title,
    category: row.category_id,
    product: row.product,
    versions: JSON.parse(row.versions) as Solution['versions'],
    remedy: row.remedy === null ? null : (JSON.parse(row.remedy) as Solution['remedy']),
    author: row.author,
    source: row.source,
    createdAt: time(row.created_at),
    changedAt: time(row.changed_at),
    archivedAt: row.archived_at === null ? null : time(row.archived_at),
    uses: row.uses,
    decided: row.decided,
    confirmed: row.confirmed,
    proven: provenOf(row),
  }
}

function placeOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw refuse('the query', [{ path: 'cursor', code: 'invalid_format', ...says('cursor') }])
}
