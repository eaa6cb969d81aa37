import type { MarksTold } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'

/** More than these are told as many: a notice between servers takes few thousand bytes. */
const NAMED_MAX = 100

/** Tells members what they mark, wherever else they are signed in; of all servers of one database. Kept nowhere. */
export interface Told {
  tell(siteId: string, staffId: string, marks: MarksTold): void
  /** Hears what a member marks. @returns ends it */
  hear(siteId: string, staffId: string, heard: (marks: MarksTold) => void): () => void
  close(): void
}

/** As servers tell each other. */
interface Said {
  is: 'marks'
  site: string
  staff: string
  marks: MarksTold
}

export function createTold(database: Pick<Database, 'whisper' | 'overhear'>): Told {
  const ears = new Map<string, Set<(marks: MarksTold) => void>>()
  let end: (() => void) | undefined

  /** Nobody listens before somebody wants to know. */
  function begin(): void {
    end ??= database.overhear((text) => {
      const { is, site, staff, marks } = JSON.parse(text) as Said
      if (is === 'marks') for (const heard of ears.get(`${site} ${staff}`) ?? []) heard(marks)
    })
  }

  return {
    tell(site, staff, { which, ...rest }) {
      const marks = { ...rest, which: which !== null && which.length > NAMED_MAX ? null : which }
      database.whisper(JSON.stringify({ is: 'marks', site, staff, marks } satisfies Said))
    },
    hear(site, staff, heard) {
      begin()
      const key = `${site} ${staff}`
      const all = ears.get(key) ?? new Set()
      ears.set(key, all.add(heard))
      return () => {
        all.delete(heard)
        if (all.size === 0 && ears.get(key) === all) ears.delete(key)
      }
    },
    close: () => end?.(),
  }
}
