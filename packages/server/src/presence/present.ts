import type { Presence, PresenceInput } from '@earshot/sdk/contract'
import type { Database } from '../database/engine.ts'
import type { StaffActor } from '../staff/actor.ts'

/** Who says nothing for so long is gone: they say it every 20 seconds. */
export const SILENT_MS = 45_000
/** It is looked this often who has gone without a word. */
const LOOK_MS = 5000

/** Who is at which complaint, at all servers of one database. Kept in memory alone. */
export interface Present {
  /** Somebody is at a complaint, or leaves it. Every server is told. */
  say(actor: StaffActor, input: PresenceInput): void
  /** Who is at a complaint now, by when they came. */
  at(siteId: string, complaint: string): Presence
  /** Hears who is at a complaint whenever that changes. @returns ends it */
  hear(siteId: string, heard: (presence: Presence) => void): () => void
  /** Lets go of those who fell silent. */
  look(now?: number): void
  close(): void
}

/** As servers tell each other. */
interface Said {
  is: 'presence'
  site: string
  complaint: string
  id: string
  name: string
  state: PresenceInput['state']
}

interface Person {
  id: string
  name: string
  typing: boolean
  until: number
}

/** @param clock for tests */
export function createPresent(
  database: Pick<Database, 'whisper' | 'overhear'>,
  clock: () => number = Date.now,
): Present {
  /** By site and complaint, then by member. */
  const rooms = new Map<string, Map<string, Person>>()
  const ears = new Map<string, Set<(presence: Presence) => void>>()
  let end: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined

  /** Nobody listens before somebody wants to know. */
  function begin(): void {
    end ??= database.overhear((text) => {
      const said = JSON.parse(text) as Said
      if (said.is === 'presence') take(said)
    })
  }

  function at(site: string, complaint: string): Presence {
    const persons = rooms.get(`${site} ${complaint}`)?.values() ?? []
    return { complaint, present: [...persons].map(({ id, name, typing }) => ({ id, name, typing })) }
  }

  function tell(site: string, complaint: string): void {
    const presence = at(site, complaint)
    for (const heard of ears.get(site) ?? []) heard(presence)
  }

  function take({ site, complaint, id, name, state }: Said): void {
    const key = `${site} ${complaint}`
    const room = rooms.get(key) ?? new Map<string, Person>()
    const before = room.get(id)
    if (state === 'left') {
      if (!room.delete(id)) return
      if (room.size === 0) rooms.delete(key)
    } else {
      room.set(id, { id, name, typing: state === 'typing', until: clock() + SILENT_MS })
      rooms.set(key, room)
      timer ??= setInterval(() => look(), LOOK_MS).unref()
    }
    if (state === 'left' || before?.typing !== (state === 'typing') || before.name !== name) tell(site, complaint)
  }

  function look(now: number = clock()): void {
    for (const [key, room] of rooms) {
      const gone = [...room.values()].filter(({ until }) => until <= now)
      for (const { id } of gone) room.delete(id)
      if (room.size === 0) rooms.delete(key)
      const [site, complaint] = key.split(' ') as [string, string]
      if (gone.length > 0) tell(site, complaint)
    }
    if (rooms.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    say({ siteId: site, id, name }, { complaint, state }) {
      begin()
      database.whisper(JSON.stringify({ is: 'presence', site, complaint, id, name, state } satisfies Said))
    },
    at,
    hear(site, heard) {
      begin()
      const all = ears.get(site) ?? new Set()
      ears.set(site, all.add(heard))
      return () => {
        all.delete(heard)
        if (all.size === 0 && ears.get(site) === all) ears.delete(site)
      }
    },
    look,
    close() {
      end?.()
      clearInterval(timer)
      rooms.clear()
    },
  }
}
