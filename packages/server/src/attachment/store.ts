import { randomBytes } from 'node:crypto'
import type { Database, Tx } from '../database/engine.ts'
import type { AttachmentDataTable } from '../database/schema.ts'
import { Problem } from '../problem.ts'
import type { Site } from '../site/store.ts'
import type { Photo } from './image.ts'

/** Bytes of all photos of a site, unless the site sets its own. */
const QUOTA = 2e9
/** What nothing has named within this time is deleted: a customer who has not sent by then will not. */
const UNCLAIMED_MS = 86_400_000
/** Files deleted in one transaction, so that no write waits long for it. */
const CHUNK = 100

const ID = /^[\w-]{22}$/

/** Rejects with `attachment_quota` when a site has no room for so many bytes more. */
export async function requireRoom(query: Tx['query'], site: Site, bytes: number): Promise<void> {
  const { used } = await query
    .selectFrom('attachment')
    .where('site_id', '=', site.id)
    .select((eb) => eb.fn.sum<number | null>('bytes').as('used'))
    .executeTakeFirstOrThrow()
  if ((used ?? 0) + bytes <= (site.limits.storage ?? QUOTA)) return
  throw new Problem(
    'attachment_quota',
    `The site's room for photos is used up. Its owner gives it more: earshot site set ${site.key} --storage 4000`,
  )
}

/** Keeps a photo until something names it. @returns its id */
export async function addPhoto(database: Database, site: Site, photo: Photo, now = Date.now()): Promise<string> {
  const key = { site_id: site.id, attachment_id: randomBytes(17).toString('base64url').slice(0, 22) }
  const bytes = photo.full.length + photo.thumb.length
  await database.transaction(async (tx) => {
    await requireRoom(tx.query, site, bytes)
    const { type, width, height } = photo
    const row = { ...key, kind: 'photo' as const, type, bytes, width, height, created_at: now }
    await tx.insertNew('attachment', [{ ...row, claimed_by: null, complaint: null }])
    await tx.insertNew('attachment_data', [
      { ...key, variant: 'full', data: photo.full },
      { ...key, variant: 'thumb', data: photo.thumb },
    ])
  })
  return key.attachment_id
}

/**
 * A file's bytes; undefined when the site has none with this id.
 *
 * @param complaint only a file of this feedback's complaint
 */
export async function findAttachment(
  database: Database,
  siteId: string,
  id: string,
  variant: AttachmentDataTable['variant'],
  complaint?: string,
): Promise<{ type: string; data: Uint8Array } | undefined> {
  if (!ID.test(id)) return undefined
  let query = database.write
    .selectFrom('attachment as a')
    .innerJoin('attachment_data as d', (join) =>
      join.onRef('d.site_id', '=', 'a.site_id').onRef('d.attachment_id', '=', 'a.attachment_id'),
    )
    .select(['a.type', 'd.data'])
    .where('a.site_id', '=', siteId)
    .where('a.attachment_id', '=', id)
    .where('d.variant', '=', variant)
  if (complaint !== undefined) query = query.where('a.complaint', '=', complaint)
  return query.executeTakeFirst()
}

/** Deletes what was uploaded a day ago and nothing has named since. @returns how many files */
export async function removeUnclaimed(database: Database, now: number): Promise<number> {
  const before = now - UNCLAIMED_MS
  let removed = 0
  for (;;) {
    const old = await database.write
      .selectFrom('attachment')
      .select(['site_id', 'attachment_id'])
      .where('claimed_by', 'is', null)
      .where('created_at', '<', before)
      .limit(CHUNK)
      .execute()
    for (const [siteId, rows] of Map.groupBy(old, (row) => row.site_id)) {
      const ids = rows.map((row) => row.attachment_id)
      removed += await database.transaction((tx) => remove(tx, siteId, ids))
    }
    if (old.length < CHUNK) return removed
  }
}

/** Deletes those that are still unclaimed: one may have been named since it was looked for. */
async function remove({ query }: Tx, siteId: string, ids: string[]): Promise<number> {
  const gone = await query
    .deleteFrom('attachment')
    .where('site_id', '=', siteId)
    .where('attachment_id', 'in', ids)
    .where('claimed_by', 'is', null)
    .returning('attachment_id')
    .execute()
  if (gone.length === 0) return 0
  const names = gone.map((row) => row.attachment_id)
  await query.deleteFrom('attachment_data').where('site_id', '=', siteId).where('attachment_id', 'in', names).execute()
  return gone.length
}
