import type { Cause, CauseChange, CauseInput, Text } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { CauseTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'

type Query = Kysely<Tables>

/** What complaints of a site can come from, by id; archived ones, too. */
export async function listCauses(query: Query, siteId: string): Promise<Cause[]> {
  const rows = await query
    .selectFrom('cause')
    .selectAll()
    .where('site_id', '=', siteId)
    .orderBy('archived')
    .orderBy('cause_id')
    .execute()
  return rows.map(causeOf)
}

/** Adds a cause. Rejects with `name_taken`. */
export async function addCause(tx: Tx, siteId: string, { id, label }: CauseInput): Promise<Cause> {
  const row: CauseTable = { site_id: siteId, cause_id: id, label: JSON.stringify(label), archived: 0 }
  const [added] = await tx.insertNew('cause', [row])
  if (!added) throw new Problem('name_taken', 'Another cause has this id. Choose another, or change that one.')
  return causeOf(row)
}

/** Changes what `change` names. Rejects with `cause_unknown`. */
export async function changeCause(tx: Tx, siteId: string, id: string, change: CauseChange): Promise<Cause> {
  const before = await rowOf(tx.query, siteId, id)
  if (!before)
    throw new Problem(
      'cause_unknown',
      'This site has no cause with this id. "earshot cause list" shows those there are.',
    )
  const { label, archived } = change
  const row: CauseTable = {
    ...before,
    label: label === undefined ? before.label : JSON.stringify(label),
    archived: archived === undefined ? before.archived : archived ? 1 : 0,
  }
  await tx.put('cause', [row])
  return causeOf(row)
}

/** Rejects with `invalid` unless complaints of the site can be filed under it. */
export async function requireCause(query: Query, siteId: string, id: string | null, path: string): Promise<void> {
  if (id === null) return
  const found = await rowOf(query, siteId, id)
  if (!found || found.archived === 1)
    throw refuse('the body', [
      {
        path,
        code: 'cause_unknown',
        ...says(found ? 'cause_archived' : 'cause_unknown'),
      },
    ])
}

function rowOf(query: Query, siteId: string, id: string): Promise<CauseTable | undefined> {
  return query
    .selectFrom('cause')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('cause_id', '=', id)
    .executeTakeFirst()
}

function causeOf(row: CauseTable): Cause {
  return { id: row.cause_id, label: JSON.parse(row.label) as Text, archived: row.archived === 1 }
}
