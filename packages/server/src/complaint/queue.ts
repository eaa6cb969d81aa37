import type { ComplaintSummary, Contact } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { ClockTable, ComplaintTable, Tables } from '../database/schema.ts'
import { firstWords } from '../feedback/words.ts'
import { labelsOf } from '../label/store.ts'
import { changedAmong } from '../mark/seen.ts'
import { loadPolicy } from '../promise/policy.ts'
import { among } from '../search/among.ts'
import type { Actor } from '../staff/actor.ts'
import { LADDER } from './life.ts'
import { within } from './proposal.ts'
import { complaintUrl } from './store.ts'

/** Characters of the first words that a list shows. */
const WORDS_MAX = 300

/** Complaints as lists show them, for whoever asks: what they lack is read for all together. */
export async function summariesOf(
  query: Kysely<Tables>,
  rows: readonly ComplaintTable[],
  actor: Actor,
  publicUrl: string,
): Promise<ComplaintSummary[]> {
  const [first] = rows
  if (!first) return []
  const { site_id: siteId } = first
  const ids = rows.map((row) => row.feedback_id)
  const said = await saidOf(query, siteId, ids)
  const clocks = await nextClocks(query, siteId, ids)
  const labels = await labelsOf(query, siteId, ids)
  const decidable = await decidableAmong(query, siteId, rows, actor)
  const changed = actor.kind === 'staff' ? await changedAmong(query, siteId, actor.id, rows) : new Set<string>()
  return rows.map((row) => {
    const { contact, words, ...rest } = said.get(row.feedback_id)!
    return {
      ...summaryOf({ ...row, contact }, publicUrl),
      ...rest,
      words: words === null ? null : beginning(words),
      clock: clocks.get(row.feedback_id) ?? null,
      labels: labels.get(row.feedback_id) ?? [],
      unread: changed.has(row.feedback_id),
      approvable: decidable.has(row.feedback_id),
    }
  })
}

/** A complaint's row with what its feedback says of the customer. */
type SummaryRow = ComplaintTable & { contact: string | null }

/** What of a summary stands in other tables. */
type Joined = 'name' | 'customer' | 'satisfaction' | 'words' | 'clock' | 'labels' | 'unread' | 'approvable'

/** What the row itself says. */
function summaryOf(row: SummaryRow, publicUrl: string): Omit<ComplaintSummary, Joined> {
  return {
    number: row.number,
    id: row.feedback_id,
    stage: row.stage,
    outcome: row.outcome,
    level: row.level,
    version: row.version,
    openedAt: time(row.opened_at),
    closedAt: time(row.closed_at),
    dueAt: time(row.due_at),
    asked: row.asked === 1,
    assignee: row.assignee,
    department: row.department_id,
    category: row.category_id,
    severity: row.severity,
    safety: row.safety === 1,
    cause: row.cause,
    rootCause: row.root_cause,
    responsible: row.responsible_id,
    preventable: row.preventable === null ? null : row.preventable === 1,
    disputed: row.disputed === null ? null : { amount: row.disputed, currency: row.disputed_currency ?? '' },
    channel: row.channel,
    recordedBy: row.recorded_by,
    saidAt: time(row.said_at),
    language: row.language,
    mergedInto: row.merged_into,
    rating: row.rating,
    url: complaintUrl(publicUrl, row),
    contact: row.contact === null ? null : (JSON.parse(row.contact) as Contact),
    waitingSince: time(row.waiting_since),
  }
}

function time(at: number): string
function time(at: number | null): string | null
function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

type Said = Pick<ComplaintSummary, 'name' | 'customer' | 'satisfaction' | 'words'> & { contact: string | null }

async function saidOf(
  query: Kysely<Tables>,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Said>> {
  const rows = await query
    .selectFrom('feedback as f')
    .leftJoin('customer as k', (join) =>
      join.onRef('k.site_id', '=', 'f.site_id').onRef('k.customer_id', '=', 'f.customer_id'),
    )
    .leftJoin('customer as p', (join) =>
      join.onRef('p.site_id', '=', 'k.site_id').onRef('p.customer_id', '=', 'k.person_id'),
    )
    .select(['f.feedback_id', 'f.moment', 'f.moment_version', 'f.answers', 'f.contact', 'f.satisfaction'])
    .select(['f.customer_id', 'p.name'])
    .where(among('f', 'feedback_id', siteId, ids))
    .execute()
  const words = await firstWords(query, siteId, rows)
  return new Map(
    rows.map((row, i) => [
      row.feedback_id,
      {
        contact: row.contact,
        name: row.name ?? nameIn(row.contact),
        customer: row.customer_id,
        satisfaction: row.satisfaction,
        words: words[i]!,
      },
    ]),
  )
}

/** The name that somebody left. */
export function nameIn(contact: string | null): string | null {
  return contact === null ? null : ((JSON.parse(contact) as Contact).name ?? null)
}

function beginning(words: string): string {
  // Not in the midst of a character.
  return words.length <= WORDS_MAX ? words : `${words.slice(0, WORDS_MAX - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Of each complaint the running clock that is due next. */
async function nextClocks(
  query: Kysely<Tables>,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<ComplaintSummary['clock']>>> {
  const rows = await query
    .selectFrom('clock')
    .select(['feedback_id', 'kind', 'started_at', 'due_at', 'working'])
    .where(among('', 'feedback_id', siteId, ids))
    .where('stopped_at', 'is', null)
    .where('paused_at', 'is', null)
    .execute()
  const next = new Map<string, (typeof rows)[number]>()
  for (const row of rows) {
    const known = next.get(row.feedback_id)
    if (!known || row.due_at < known.due_at) next.set(row.feedback_id, row)
  }
  return new Map([...next].map(([id, row]) => [id, clockOf(row)]))
}

function clockOf(row: Pick<ClockTable, 'kind' | 'started_at' | 'due_at' | 'working'>) {
  return {
    kind: row.kind,
    startedAt: time(row.started_at),
    dueAt: time(row.due_at),
    working: row.working === 1,
  }
}

/** Those of some complaints in which a proposal waits on which whoever asks may decide, as `approve` has it. */
export async function decidableAmong(
  query: Kysely<Tables>,
  siteId: string,
  rows: readonly Pick<ComplaintTable, 'feedback_id' | 'stage' | 'level'>[],
  actor: Actor,
): Promise<ReadonlySet<string>> {
  if (!('role' in actor) || actor.role === 'agent') return new Set()
  const rank = LADDER.indexOf(actor.role)
  const waiting = rows.filter(({ stage, level }) => stage === 'approving' && level <= rank)
  if (waiting.length === 0) return new Set()
  const { limits } = await loadPolicy(query, siteId)
  const proposed = await query
    .selectFrom('remedy')
    .select(['feedback_id', 'cost', 'currency'])
    .where(
      among(
        '',
        'feedback_id',
        siteId,
        waiting.map((row) => row.feedback_id),
      ),
    )
    .where('state', '=', 'proposed')
    .execute()
  return new Set(proposed.filter((price) => within(price, actor, limits)).map((row) => row.feedback_id))
}
