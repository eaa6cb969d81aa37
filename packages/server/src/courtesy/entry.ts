import type { CourtesyKind } from '@earshot/sdk/contract'

/** Phrases that could hurt, and a better way. */
export interface Entry {
  /** Lasting: a shop switches it off by it. */
  id: string
  kind: CourtesyKind
  /** Plain phrases; no pattern language, so that looking costs the same whatever a shop writes. */
  patterns: readonly string[]
  why: string
  better: string
}

/** All of one language. */
export interface Phrasebook {
  entries: readonly Entry[]
  /** Words by which a sentence names a date or a time; numbers with a unit are known without them. */
  dates: readonly string[]
}
