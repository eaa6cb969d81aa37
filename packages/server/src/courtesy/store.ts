import type {
  CourtesyEntry,
  CourtesyEntryInput,
  CourtesyInput,
  CourtesyKind,
  CourtesyResult,
} from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { CourtesyEntryTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { PHRASEBOOKS } from './builtin.ts'
import { check } from './check.ts'
import type { Entry } from './entry.ts'
import { languageOf, servedBy } from './language.ts'

type Query = Kysely<Tables>
/** What a row keeps of an entry. */
type Kept = { kind: CourtesyKind; patterns: string[]; why: string; better: string }

/** Entries of its own that a site may have: each is looked for in every text. */
const OWN_MAX = 500

const BUILTIN = Object.keys(PHRASEBOOKS)

/** Looks words through, in their language. Keeps nothing. @param own the site's language */
export async function checkWords(
  query: Query,
  siteId: string,
  own: string,
  { words, language }: CourtesyInput,
): Promise<CourtesyResult> {
  const rows = await rowsOf(query, siteId)
  const asked = language ?? languageOf(words, own)
  const languages = [...new Set([...BUILTIN, ...rows.map((row) => row.language)])]
  // Of languages that share a script nobody knows which one it is: what serves most is looked for.
  const served = servedBy(languages, asked) ?? (language === undefined && isLatin(asked) ? 'en' : undefined)
  if (served === undefined) return { language: null, findings: [], more: false }
  const book = PHRASEBOOKS[served]
  const changed = rows.some((row) => row.language === served)
  const entries: readonly Entry[] = changed || !book ? entriesIn(served, rows).filter(({ off }) => !off) : book.entries
  return { language: served, ...check(words, entries, book?.dates ?? []) }
}

/** Every entry of a site, switched-off ones too: of one language, or of all. */
export async function listEntries(query: Query, siteId: string, language?: string): Promise<CourtesyEntry[]> {
  const rows = await rowsOf(query, siteId)
  const languages = [...new Set([...BUILTIN, ...rows.map((row) => row.language)])]
  const served = language === undefined ? languages : [servedBy(languages, language)]
  return served.flatMap((one) => (one === undefined ? [] : entriesIn(one, rows)))
}

/** Keeps an entry of the shop's own, or switches one of Earshot's off. Rejects with `courtesy_unknown` or `invalid`. */
export async function setEntry(
  tx: Tx,
  siteId: string,
  asked: string,
  id: string,
  input: CourtesyEntryInput,
  now: number,
): Promise<CourtesyEntry> {
  const language = kept(asked)
  const rows = await rowsOf(tx.query, siteId)
  const before = rows.find((row) => row.language === language && row.entry_id === id)
  const builtin = PHRASEBOOKS[language]?.entries.some((one) => one.id === id) ?? false
  if (!('kind' in input) && !builtin && !before?.data) throw unknown()
  if (!before && rows.length >= OWN_MAX)
    throw refuse('the entry', [{ path: 'id', code: 'too_many', ...says('phrases_max', { n: OWN_MAX }) }])
  const row: CourtesyEntryTable = {
    site_id: siteId,
    language,
    entry_id: id,
    data: 'kind' in input ? JSON.stringify(keptOf(input)) : (before?.data ?? null),
    off: input.off ? 1 : 0,
    changed_at: now,
  }
  await tx.put('courtesy_entry', [row])
  return entriesIn(language, [row]).find((one) => one.id === id)!
}

/** Removes the shop's own, or goes back to Earshot's. Rejects with `courtesy_unknown`. */
export async function resetEntry(query: Query, siteId: string, asked: string, id: string): Promise<void> {
  const gone = await query
    .deleteFrom('courtesy_entry')
    .where('site_id', '=', siteId)
    .where('language', '=', kept(asked))
    .where('entry_id', '=', id)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) throw unknown()
}

function rowsOf(query: Query, siteId: string): Promise<CourtesyEntryTable[]> {
  return query
    .selectFrom('courtesy_entry')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('language')
    .orderBy('entry_id')
    .execute()
}

/** The shop's come first: of two that hold the same phrase the first counts. */
function entriesIn(language: string, rows: readonly CourtesyEntryTable[]): CourtesyEntry[] {
  const mine = new Map(rows.filter((row) => row.language === language).map((row) => [row.entry_id, row]))
  const own = [...mine.values()].flatMap(({ entry_id: id, data, off }): CourtesyEntry[] =>
    data === null ? [] : [{ id, language, ...(JSON.parse(data) as Kept), own: true, off: off === 1 }],
  )
  const builtin = (PHRASEBOOKS[language]?.entries ?? []).flatMap((one): CourtesyEntry[] => {
    const row = mine.get(one.id)
    if (row && row.data !== null) return []
    return [{ ...one, language, patterns: [...one.patterns], own: false, off: row?.off === 1 }]
  })
  return [...own, ...builtin]
}

/** Under which tag entries are kept: `en-US` and `zh-TW` join those that there are. */
function kept(language: string): string {
  return servedBy(BUILTIN, language) ?? language.toLowerCase()
}

function keptOf({ kind, patterns, why, better }: Kept): Kept {
  return { kind, patterns, why, better }
}

function isLatin(language: string): boolean {
  return !/^(ko|ja|zh)(-|$)/.test(language)
}

function unknown(): Problem {
  return new Problem(
    'courtesy_unknown',
    'There is no such phrase in this language. GET /api/courtesy lists those there are.',
  )
}
