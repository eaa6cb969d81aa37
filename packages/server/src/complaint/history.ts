import { createHash, randomBytes } from 'node:crypto'
import type { ComplaintHistoryTable } from '../database/schema.ts'
import type { Actor } from '../staff/actor.ts'
import type { Step } from './life.ts'

/*
 * A complaint's history: rows that are only ever added, each chained to the one before by a hash. The hash covers a
 * salted digest of what was carried, not the words themselves, so that a person's words can be erased, with the salt by
 * which they could be guessed, while the chain still verifies.
 */

/** Who did something, as a history keeps it. */
export type HistoryActor = { kind: Actor['kind']; id?: string; name?: string }

/** Where a history goes on: the number and the hash of its last row. */
export interface Head {
  version: number
  head: string
}

/** A history that has not begun. */
export const BEGINNING: Head = { version: 0, head: '' }

/** The rows for what was done, in order, chained to what stands. */
export function historyRows(
  of: { site_id: string; feedback_id: string },
  after: Head,
  steps: readonly Step[],
  actor: Actor,
  at: number,
): ComplaintHistoryTable[] {
  let { head } = after
  return steps.map(({ command, payload, stage }, i) => {
    const salt = randomBytes(16).toString('base64url')
    const carried = JSON.stringify(payload)
    const row = {
      site_id: of.site_id,
      feedback_id: of.feedback_id,
      seq: after.version + i + 1,
      at,
      actor: JSON.stringify(actorOf(actor)),
      command,
      stage,
      payload: carried,
      salt,
      digest: sha256(salt, carried),
    }
    head = hashOf(head, row)
    return { ...row, hash: head }
  })
}

function actorOf(actor: Actor): HistoryActor {
  return 'id' in actor ? { kind: actor.kind, id: actor.id, name: actor.name } : { kind: actor.kind }
}

/**
 * Whether a history is as it was written.
 *
 * @param rows all rows of one complaint
 * @param head what the complaint itself says of its last row
 * @returns the first fault, naming the row; undefined when there is none
 */
export function verify(rows: readonly ComplaintHistoryTable[], head: Head): string | undefined {
  let hash = ''
  const sorted = [...rows].sort((a, b) => a.seq - b.seq)
  for (const [i, row] of sorted.entries()) {
    const seq = i + 1
    if (row.seq !== seq) return `row ${seq} is missing`
    if ((row.payload === null) !== (row.salt === null)) return `row ${seq} has lost its payload or its salt alone`
    if (row.payload !== null && sha256(row.salt!, row.payload) !== row.digest)
      return `what row ${seq} carried was altered`
    if (hashOf(hash, row) !== row.hash) return `row ${seq} was altered`
    hash = row.hash
  }
  if (sorted.length !== head.version) return `row ${Math.min(sorted.length, head.version) + 1} is missing or too many`
  return hash === head.head ? undefined : `row ${sorted.length} is not the one that the complaint ends with`
}

function hashOf(before: string, row: Omit<ComplaintHistoryTable, 'hash' | 'payload' | 'salt'>): string {
  const { site_id, feedback_id, seq, at, actor, command, stage, digest } = row
  return sha256(before, JSON.stringify([site_id, feedback_id, seq, at, actor, command, stage, digest]))
}

function sha256(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  // With their lengths, so that no two lists of parts are the same bytes.
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('base64url')
}
