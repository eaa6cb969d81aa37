import { type ProposedQuery, type ProposedSolution, type Proposal, textIn } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../database/engine.ts'
import type { ComplaintTable, Tables } from '../database/schema.ts'
import type { SolutionTable } from '../database/tables/solution.ts'
import { listCategories } from '../department/category.ts'
import { readPostings } from '../search/postings.ts'
import { readSources } from '../search/source.ts'
import { askedOf, termsOf } from '../search/terms.ts'
import type { StaffActor } from '../staff/actor.ts'
import { fillIn } from './placeholder.ts'
import { likenesses, provenOf, suits } from './rank.ts'
import { type About, aboutOf } from './save.ts'
import { solutionOf } from './store.ts'

/** Unless asked otherwise. */
const SOME = 5
/** Solutions looked at: the most proven of a site. */
const MOST = 2000
/** Terms whose share among the shop's feedback is looked up, and documents from which on it tells anything. */
const SHARED = 500
const ENOUGH = 50

/** Solutions that suit a complaint, by category, product and words, the likeliest to satisfy first, ready to be sent. */
export async function proposedFor(
  database: Database,
  actor: StaffActor,
  complaint: ComplaintTable,
  query: ProposedQuery,
): Promise<ProposedSolution[]> {
  const { read } = database
  const { siteId } = actor
  const asked = query.text === undefined || query.text.trim() === '' ? undefined : askedOf(query.text)
  if (asked?.length === 0) return []
  const rows = await read
    .selectFrom('solution')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('archived_at', 'is', null)
    .orderBy('uses', 'desc')
    .orderBy('solution_id', 'desc')
    .limit(MOST)
    .execute()
  if (rows.length === 0) return []
  const about = await aboutOf(database.write, complaint, actor.kind === 'staff' ? actor.name : undefined)
  const [source] = await readSources(database.write, siteId, 'complaint', [complaint.feedback_id])
  const own = termsOf((source?.parts ?? []).join('\n'))
  const terms = rows.map((row) => new Set(row.terms.trim().split(' ')))
  const like = likenesses(own, terms, await shares(read, siteId, own))
  const above = await pathOf(read, siteId, complaint.category_id)
  return rows
    .flatMap((row, i) => {
      if (asked && !asked.every(({ term, prefix }) => row.terms.includes(` ${term}${prefix ? '' : ' '}`))) return []
      const match = suits({
        category: row.category_id !== null && above.has(row.category_id),
        product: row.product !== null && about.products.includes(row.product),
        words: like[i]!,
        proven: provenOf(row),
      })
      // What was asked for by name is shown, whatever it has in common.
      if (match) return [{ row, ...match }]
      return asked ? [{ row, score: provenOf(row), because: [] }] : []
    })
    .toSorted(
      (a, b) => b.score - a.score || b.row.uses - a.row.uses || (a.row.solution_id < b.row.solution_id ? 1 : -1),
    )
    .slice(0, query.limit ?? SOME)
    .map(({ row, because }) => ready(row, because, about))
}

/** A solution in the complaint's language, placeholders filled. */
function ready(row: SolutionTable, because: ProposedSolution['because'], about: About): ProposedSolution {
  const solution = solutionOf(row)
  const languages = Object.keys(solution.versions)
  const wanted = textIn(Object.fromEntries(languages.map((language) => [language, language])), about.language)
  const language = wanted || languages[0]!
  const { words, missing } = fillIn(solution.versions[language]!, about.values)
  const remedy: Proposal | null = solution.remedy && { ...solution.remedy, terms: words }
  return { solution, because, language, words, remedy, missing }
}

/** A category and all above it. */
async function pathOf(query: Kysely<Tables>, siteId: string, id: string | null): Promise<Set<string>> {
  const path = new Set<string>()
  if (id === null) return path
  const parents = new Map((await listCategories(query, siteId)).map((category) => [category.id, category.parent]))
  for (let next: string | null = id; next !== null && !path.has(next); next = parents.get(next) ?? null) path.add(next)
  return path
}

/** Which part of the shop's newest feedback holds a term. */
async function shares(
  query: Kysely<Tables>,
  siteId: string,
  terms: ReadonlySet<string>,
): Promise<(term: string) => number> {
  const kind = 'feedback'
  const last = await query
    .selectFrom('search_block')
    .select('block')
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .orderBy('block', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return () => 0
  const first = last.block * 4096
  const counted = await query
    .selectFrom('search_doc')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('site_id', '=', siteId)
    .where('kind', '=', kind)
    .where('doc', '>=', first)
    .executeTakeFirstOrThrow()
  if (counted.count < ENOUGH) return () => 0
  const held = new Map<string, number>()
  for (const { term, docs } of await readPostings(query, siteId, kind, [last.block], [...terms].slice(0, SHARED)))
    held.set(term, docs.length / 2 / counted.count)
  return (term) => Math.min(1, held.get(term) ?? 0)
}
