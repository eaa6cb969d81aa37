import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../database/engine.ts'
import type { ComplaintTable } from '../database/schema.ts'
import { linkProven } from './proven.ts'
import { verify, written } from './verified.ts'

/*
 * A link that comes by mail carries a proof: whoever acts by it reads the mail of that address. The proof stands in
 * no answer of the server and on no page that was not opened by it, so who knows the private link alone (anybody who
 * typed somebody else's address into a form does) cannot make one.
 */

/** Says what was signed, so that nothing else that the site's key signs is a proof. */
const PURPOSE = 'earshot: reads the mail of this address'
/** Bytes of it that a link carries: enough that nobody finds one by trying. */
const BYTES = 16

type Linked = Pick<ComplaintTable, 'site_id' | 'feedback_id' | 'token'>

/** The proof for a complaint's link as it is sent to `address`; undefined where nothing can be sent there. */
export function proofFor(complaint: Linked, address: string, signingKey: Uint8Array): string | undefined {
  const value = written('email', address)
  if (value === undefined) return undefined
  // With the private link, so that a renewed one ends the proofs of the old.
  const signed = JSON.stringify([PURPOSE, complaint.site_id, complaint.feedback_id, complaint.token, value])
  return createHmac('sha256', signingKey).update(signed).digest().subarray(0, BYTES).toString('base64url')
}

/** Whether `proof` came with a mail to this complaint's address as it is now. */
export function proves(
  proof: string | undefined,
  complaint: Linked,
  address: string | undefined,
  signingKey: Uint8Array,
): boolean {
  if (proof === undefined || address === undefined) return false
  const right = Buffer.from(proofFor(complaint, address, signingKey) ?? '')
  const given = Buffer.from(proof)
  return right.length > 0 && right.length === given.length && timingSafeEqual(right, given)
}

/** Takes a proof that came with something that the customer does: a bad one proves nothing, and hinders nothing. */
export async function takeProof(
  tx: Tx,
  proof: string | undefined,
  of: { complaint: Linked; address: string | undefined; signingKey: Uint8Array },
  now: number,
): Promise<void> {
  const { complaint, address, signingKey } = of
  if (address === undefined || !proves(proof, complaint, address, signingKey)) return
  await verify(tx, complaint.site_id, { kind: 'email', value: address }, 'proof', now)
  await linkProven(tx, complaint.site_id, complaint.feedback_id, address, now)
}
