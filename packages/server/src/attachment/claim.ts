import type { Tx } from '../database/engine.ts'
import type { FieldError } from '../problem.ts'
import { says } from '../rule.ts'

/** An id, and where the body names it. */
export interface Named {
  id: string
  path: string
}

/** Who names which files. What is claimed stays; it belongs to that one. */
export interface Claim {
  siteId: string
  /** `feedback:{id}` or `message:{id}`. */
  by: string
  /** Id of the feedback whose complaint's link may read them; null where only staff may. */
  complaint: string | null
  named: readonly Named[]
}

/**
 * Looks at what is named, and holds it until the transaction ends: in one order on every server, so that two cannot
 * wait for each other.
 *
 * @returns what is wrong with a claim, for each that may not be taken: an id is unknown, another site's, or someone else's
 */
export async function holdClaims(tx: Tx, claims: readonly Claim[]): Promise<Map<Claim, FieldError[]>> {
  const sites = Map.groupBy(claims, (claim) => claim.siteId)
  const free = new Map<string, string | null>()
  for (const siteId of [...sites.keys()].toSorted()) {
    const ids = new Set(sites.get(siteId)!.flatMap((claim) => claim.named.map(({ id }) => id)))
    for (const id of [...ids].toSorted()) {
      // Both engines lock a row that is updated, be it to what it is.
      const row = await tx.query
        .updateTable('attachment')
        .set({ kind: (eb) => eb.ref('kind') })
        .where('site_id', '=', siteId)
        .where('attachment_id', '=', id)
        .returning('claimed_by')
        .executeTakeFirst()
      if (row) free.set(`${siteId} ${id}`, row.claimed_by)
    }
  }
  const wrong = new Map<Claim, FieldError[]>()
  for (const claim of claims) {
    const keys = claim.named.map(({ id }) => `${claim.siteId} ${id}`)
    const errors = claim.named.flatMap(({ path }, i) => {
      const owner = free.get(keys[i]!)
      return owner === null || owner === claim.by
        ? []
        : [{ path, code: 'attachment_unknown', ...says('upload_unknown') }]
    })
    if (errors.length > 0) wrong.set(claim, errors)
    // Of two in one transaction the first has it.
    else for (const key of keys) free.set(key, claim.by)
  }
  return wrong
}

/** Takes what `holdClaims` found free. */
export async function takeClaim(tx: Tx, { siteId, by, complaint, named }: Claim): Promise<void> {
  for (const { id } of named)
    await tx.query
      .updateTable('attachment')
      .set({ claimed_by: by, complaint })
      .where('site_id', '=', siteId)
      .where('attachment_id', '=', id)
      .execute()
}

/** Claims in one step, or tells what is wrong and claims nothing. */
export async function claimAttachments(tx: Tx, claim: Claim): Promise<FieldError[]> {
  const wrong = (await holdClaims(tx, [claim])).get(claim)
  if (wrong) return wrong
  await takeClaim(tx, claim)
  return []
}
