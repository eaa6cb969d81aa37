import type { Contact } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { written } from '../customer/verified.ts'
import type { Database, Tx } from '../database/engine.ts'
import { PRIMARY_KEYS, type TableName } from '../database/schema.ts'
import { removeFromSearch } from '../search/remove.ts'
import { removeLearned } from './forget.ts'
import { removeGuests } from './leave.ts'
import { marked } from './mark.ts'
import { removeCustomers, removeOrders } from './shut.ts'

/** Feedback taken away in one transaction: some ten milliseconds of the one writer. */
const STEP = 50

/** Tables whose rows hang on a feedback by their key: whatever comes to be kept of one goes with it. */
const HANGING = (Object.keys(PRIMARY_KEYS) as TableName[]).filter((table) =>
  (PRIMARY_KEYS[table] as readonly string[]).includes('feedback_id'),
)

/**
 * Takes away what the demo brought, and what was made of it since: its feedback and complaints with all that hangs on
 * them, cards and clusters that come from nothing else, its orders, and its people, departments, categories, causes and
 * solutions as far as nothing of the shop's own refers to them. Settings stay.
 *
 * @param since when the demo came
 * @param onProgress called with how much feedback is left
 * @returns whether it is all gone; not where `signal` stopped it
 */
export async function emptyDemo(
  database: Database,
  siteId: string,
  since: number,
  onProgress: (left: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<boolean> {
  for (;;) {
    const left = await marked(database.write, siteId, 'feedback')
    await onProgress(left.length)
    if (left.length === 0) break
    if (signal?.aborted) return false
    await database.transaction((tx) => removeFeedback(tx, siteId, left.slice(0, STEP)))
  }
  while (await database.transaction((tx) => removeOrders(tx, siteId, since))) if (signal?.aborted) return false
  await database.transaction((tx) => removeCustomers(tx, siteId))
  await database.transaction((tx) => removeLearned(tx, siteId))
  await database.transaction((tx) => removeClusters(tx, siteId, since))
  await database.transaction((tx) => removeGuests(tx, siteId))
  await database.transaction((tx) => resetNumbers(tx, siteId))
  await database.transaction((tx) => resetTurns(tx, siteId))
  return true
}

async function removeFeedback(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
  // As an erasure does, in its order of locks: the job that notes claims may just have read a contact.
  await tx.hold('claim_marker', [{ site_id: siteId, at: 0, feedback_id: '' }])
  await removeFromSearch(tx, siteId, 'feedback', ids)
  await removeFromSearch(tx, siteId, 'complaint', ids)
  const rows = await tx.query
    .selectFrom('feedback')
    .select(['feedback_id', 'contact', 'customer_id'])
    .where('site_id', '=', siteId)
    .where('feedback_id', 'in', ids)
    .execute()
  await removeFiles(tx, siteId, ids)
  await tx.query
    .deleteFrom('followup')
    .where('site_id', '=', siteId)
    .where((eb) => eb.or([eb('feedback_id', 'in', ids), eb('answer_id', 'in', ids)]))
    .execute()
  await tx.query.deleteFrom('outbox').where('site_id', '=', siteId).where('feedback_id', 'in', ids).execute()
  await tx.query
    .deleteFrom('customer_claim')
    .where('site_id', '=', siteId)
    .where('subject', '=', 'feedback')
    .where('subject_id', 'in', ids)
    .execute()
  for (const table of HANGING)
    await tx.query
      .deleteFrom(table as 'feedback')
      .where('site_id', '=', siteId)
      .where('feedback_id', 'in', ids)
      .execute()
  await removeCards(tx, siteId, [...new Set(rows.flatMap((row) => row.customer_id ?? []))])
  for (const { contact } of rows) if (contact !== null) await removeVerified(tx, siteId, JSON.parse(contact) as Contact)
  await tx.query
    .deleteFrom('demo_row')
    .where('site_id', '=', siteId)
    .where('kind', '=', 'feedback')
    .where('id', 'in', ids)
    .execute()
}

async function removeFiles(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
  const files = await tx.query
    .selectFrom('attachment')
    .select('attachment_id')
    .where('site_id', '=', siteId)
    .where((eb) =>
      eb.or([
        eb('complaint', 'in', ids),
        eb(
          'claimed_by',
          'in',
          ids.map((id) => `feedback:${id}`),
        ),
      ]),
    )
    .execute()
  const named = files.map((row) => row.attachment_id)
  if (named.length === 0) return
  for (const table of ['attachment_data', 'attachment'] as const)
    await tx.query.deleteFrom(table).where('site_id', '=', siteId).where('attachment_id', 'in', named).execute()
}

/** Cards that came of the demo's feedback alone: the shop knows nobody by them, and nothing else is on them. */
async function removeCards(tx: Tx, siteId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const of = sql.ref('c.customer_id')
  const { rows } = await sql<{ customer_id: string }>`select c.customer_id from customer c
    where c.site_id = ${siteId} and c.customer_id in (${sql.join(ids)}) and c.person_id = c.customer_id
    and not exists (select 1 from feedback x where x.site_id = c.site_id and x.customer_id = ${of})
    and not exists (select 1 from shop_order x where x.site_id = c.site_id and x.customer_id = ${of})
    and not exists (select 1 from customer_note x where x.site_id = c.site_id and x.customer_id = ${of})
    and not exists (select 1 from customer_key x where x.site_id = c.site_id and x.customer_id = ${of} and x.by = 'shop')
    and not exists (select 1 from customer x where x.site_id = c.site_id and x.person_id = ${of}
      and x.customer_id <> ${of})`.execute(tx.query)
  const named = rows.map((row) => row.customer_id)
  if (named.length === 0) return
  await removeFromSearch(tx, siteId, 'customer', named)
  for (const table of ['customer_key', 'followup', 'customer'] as const)
    await tx.query
      .deleteFrom(table as 'customer')
      .where('site_id', '=', siteId)
      .where('customer_id', 'in', named)
      .execute()
  await tx.query
    .deleteFrom('customer_claim')
    .where('site_id', '=', siteId)
    .where('subject', '=', 'customer')
    .where('subject_id', 'in', named)
    .execute()
}

/** That an address was verified, unless a card is known by it. */
async function removeVerified(tx: Tx, siteId: string, contact: Contact): Promise<void> {
  for (const kind of ['email', 'phone'] as const) {
    const value = contact[kind] && written(kind, contact[kind])
    if (!value) continue
    await tx.query
      .deleteFrom('contact_verified')
      .where('site_id', '=', siteId)
      .where('kind', '=', kind)
      .where('value', '=', value)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('customer_key as k')
              .select('k.value')
              .whereRef('k.site_id', '=', 'contact_verified.site_id')
              .whereRef('k.kind', '=', 'contact_verified.kind')
              .whereRef('k.value', '=', 'contact_verified.value'),
          ),
        ),
      )
      .execute()
  }
}

/** Clusters that no complaint is in any more. */
async function removeClusters(tx: Tx, siteId: string, since: number): Promise<void> {
  await sql`delete from cluster where site_id = ${siteId} and found_at >= ${since} and not exists (
    select 1 from complaint_subject s where s.site_id = cluster.site_id and s.kind = cluster.kind
    and s.value = cluster.value and s.at between cluster.from_at and cluster.last_at)`.execute(tx.query)
}

/** Where no complaint is left, nobody has a number: the first real one is the year's first. */
async function resetNumbers(tx: Tx, siteId: string): Promise<void> {
  const { query } = tx
  const left = await query
    .selectFrom('complaint')
    .select('feedback_id')
    .where('site_id', '=', siteId)
    .limit(1)
    .executeTakeFirst()
  if (!left) await query.deleteFrom('complaint_counter').where('site_id', '=', siteId).execute()
}

/** Where no visit is left, it is nobody's turn. */
async function resetTurns({ query }: Tx, siteId: string): Promise<void> {
  await query
    .updateTable('followup_rules')
    .set({ shares: '{}' })
    .where('site_id', '=', siteId)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('followup').select('followup_id').where('followup.site_id', '=', siteId))),
    )
    .execute()
}
