import { randomBytes } from 'node:crypto'
import type { Label, LabelApplied, LabelApply, LabelChange, LabelInput } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { Tables } from '../database/schema.ts'
import type { LabelTable } from '../database/tables/desk.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { among } from '../search/among.ts'

type Query = Kysely<Tables>

/** Labels that a site may have: a list that nobody can look over is of no use. */
const LABELS_MAX = 200

/** A site's labels, by name. */
export async function listLabels(query: Query, siteId: string): Promise<Label[]> {
  const rows = await query.selectFrom('label').selectAll().where('site_id', '=', siteId).execute()
  return rows.map(labelOf).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}

/** Adds a label. Rejects with `name_taken`, or `invalid` where there are too many. */
export async function addLabel(tx: Tx, siteId: string, { name, colour = 'grey' }: LabelInput): Promise<Label> {
  const others = await requireFree(tx.query, siteId, name)
  if (others >= LABELS_MAX)
    throw refuse('the body', [{ path: 'name', code: 'too_big', ...says('labels_max', { n: LABELS_MAX }) }])
  const row: LabelTable = {
    site_id: siteId,
    label_id: randomBytes(6).toString('hex'),
    name,
    colour,
    created_at: Date.now(),
  }
  await tx.insertNew('label', [row])
  return labelOf(row)
}

/** Changes what is named. Rejects with `label_unknown` or `name_taken`. */
export async function changeLabel(tx: Tx, siteId: string, id: string, change: LabelChange): Promise<Label> {
  const before = await tx.query
    .selectFrom('label')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('label_id', '=', id)
    .executeTakeFirst()
  if (!before) throw unknownLabel()
  if (change.name !== undefined) await requireFree(tx.query, siteId, change.name, id)
  const row = { ...before, name: change.name ?? before.name, colour: change.colour ?? before.colour }
  await tx.put('label', [row])
  return labelOf(row)
}

/** Removes a label, and takes it off everything. Rejects with `label_unknown`. */
export async function removeLabel(tx: Tx, siteId: string, id: string): Promise<void> {
  const { numDeletedRows } = await tx.query
    .deleteFrom('label')
    .where('site_id', '=', siteId)
    .where('label_id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw unknownLabel()
  await tx.query.deleteFrom('labelled').where('site_id', '=', siteId).where('label_id', '=', id).execute()
}

/** Labels of each of some feedback; none where it has none. */
export async function labelsOf(
  query: Query,
  siteId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await query
    .selectFrom('labelled')
    .select(['feedback_id', 'label_id'])
    .where(among('', 'feedback_id', siteId, ids))
    .execute()
  const labels = Map.groupBy(rows, (row) => row.feedback_id)
  return new Map(ids.map((id) => [id, (labels.get(id) ?? []).map((row) => row.label_id).sort()]))
}

/**
 * Puts labels on feedback, and takes others off. A complaint has those of its feedback. Rejects with `invalid` for a
 * label that the site does not have; what else it does not have is passed over.
 *
 * @returns what each has now, and what of that is otherwise than before
 */
export async function applyLabels(
  tx: Tx,
  siteId: string,
  { feedback = [], complaints = [], add = [], remove = [] }: LabelApply,
): Promise<LabelApplied['items']> {
  await requireLabels(tx.query, siteId, { add, remove })
  const rows = [
    ...(feedback.length === 0
      ? []
      : await found(tx.query)
          .where(among('f', 'feedback_id', siteId, [...new Set(feedback)]))
          .execute()),
    ...(complaints.length === 0
      ? []
      : await found(tx.query)
          .innerJoin('complaint as c', (join) =>
            join.onRef('c.site_id', '=', 'f.site_id').onRef('c.feedback_id', '=', 'f.feedback_id'),
          )
          .where(among('c', 'number', siteId, [...new Set(complaints)]))
          .execute()),
  ]
  const times = new Map(rows.map((row) => [row.feedback_id, row.received_at]))
  // In one order, so that two who label the same cannot wait for each other.
  const ids = [...times.keys()].sort()
  if (ids.length === 0) return []
  const before = await labelsOf(tx.query, siteId, ids)
  const wanted = [...new Set(add)].sort()
  await tx.insertNew(
    'labelled',
    ids.flatMap((id) =>
      wanted.map((label) => ({ site_id: siteId, feedback_id: id, label_id: label, at: times.get(id)! })),
    ),
  )
  if (remove.length > 0)
    await tx.query
      .deleteFrom('labelled')
      .where(among('', 'feedback_id', siteId, ids))
      .where('label_id', 'in', remove)
      .execute()
  const after = await labelsOf(tx.query, siteId, ids)
  return ids.map((id) => {
    const [had, has] = [before.get(id)!, after.get(id)!]
    const only = (some: readonly string[], others: readonly string[]) => some.filter((one) => !others.includes(one))
    return { feedback: id, labels: has, added: only(has, had), removed: only(had, has) }
  })
}

function found(query: Query) {
  return query.selectFrom('feedback as f').select(['f.feedback_id', 'f.received_at'])
}

async function requireLabels(query: Query, siteId: string, named: Record<'add' | 'remove', readonly string[]>) {
  const known = new Set((await listLabels(query, siteId)).map(({ id }) => id))
  const errors = (['add', 'remove'] as const).flatMap((path) =>
    named[path].flatMap((id, i) =>
      known.has(id) ? [] : [{ path: `${path}.${i}`, code: 'label_unknown', ...says('label_unknown') }],
    ),
  )
  if (errors.length > 0) throw refuse('the body', errors)
}

/** @returns how many others there are */
async function requireFree(query: Query, siteId: string, name: string, except?: string): Promise<number> {
  const rows = await query.selectFrom('label').select(['label_id', 'name']).where('site_id', '=', siteId).execute()
  const others = rows.filter((row) => row.label_id !== except)
  if (others.some((row) => row.name.toLowerCase() === name.toLowerCase()))
    throw new Problem('name_taken', 'The site has a label of this name. Choose another, or use that one.')
  return others.length
}

function unknownLabel(): Problem {
  return new Problem('label_unknown', 'The site has no label with this id. GET /api/labels lists those there are.')
}

function labelOf(row: LabelTable): Label {
  return { id: row.label_id, name: row.name, colour: row.colour as Label['colour'] }
}
