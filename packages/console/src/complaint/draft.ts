import { EarshotError } from '@earshot/sdk'
import { signal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { DraftList } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { queries, stale, useQuery } from '../api/query.ts'
import { me } from '../session/session.ts'

/** What is typed is told to the server this long after the last key. */
const PAUSE_MS = 900

export type Kept = 'no' | 'here' | 'there' | 'alone'

/**
 * What somebody types and has not sent. It is in this browser at once, and a moment later at the server, so that it
 * comes back after a reload, on another device, and after the server was away.
 */
export interface Draft<T> {
  readonly values: ReadonlySignal<T>
  /** Where it is kept: nowhere yet, in this browser, at the server too, or in this browser as the server is away. */
  readonly kept: ReadonlySignal<Kept>
  set(change: Partial<T>): void
  /** It was sent, or is not wanted any more. */
  drop(): void
}

interface Stored {
  data: Record<string, unknown>
  at: string
  /** Whether the server has it. */
  told?: true
}

/** Of this member in this shop: two who share a browser do not read each other's. */
function placeOf(key: string): string {
  return `earshot-draft ${me.peek().site.key} ${me.peek().id} ${key}`
}

function readHere(key: string): Stored | undefined {
  try {
    const text = localStorage.getItem(placeOf(key))
    return text === null ? undefined : (JSON.parse(text) as Stored)
  } catch {
    return undefined
  }
}

function writeHere(key: string, stored: Stored | undefined): void {
  try {
    if (stored) localStorage.setItem(placeOf(key), JSON.stringify(stored))
    else localStorage.removeItem(placeOf(key))
  } catch {
    // A browser without storage: the server keeps it.
  }
}

/** What a draft of a complaint is kept under. */
export const draftKey = (number: string, form: string) => `complaint/${number}/${form}`

/** What the server keeps of whoever is signed in: when each was typed. */
const LIST = { queryKey: ['drafts'], queryFn: () => api.drafts.list(), staleTime: 60_000 }

export function useDrafts(): DraftList['items'] {
  return useQuery(LIST).data ?? []
}

/** Whether one is kept, in this browser or at the server. */
export function hasDraft(number: string, form: string, there: DraftList['items']): boolean {
  const key = draftKey(number, form)
  return readHere(key) !== undefined || there.some((one) => one.key === key)
}

/** What the server has that is newer than what this browser has. */
async function newerThan(at: string, key: string): Promise<{ data: Record<string, unknown>; at: string } | undefined> {
  try {
    const one = (await queries.fetchQuery(LIST)).find((draft) => draft.key === key)
    return one && Date.parse(one.at) > (Date.parse(at) || 0) ? await api.drafts.get(key) : undefined
  } catch (error) {
    if (error instanceof EarshotError) return undefined
    throw error
  }
}

const turns = new Map<string, Promise<void>>()

/** Tells the server of a draft after what it was told before: what was sent must not come back by what was kept. */
function inTurn(key: string, work: () => Promise<void>): void {
  const before = turns.get(key) ?? Promise.resolve()
  const turn = before.catch(() => {}).then(work)
  turns.set(key, turn)
  void turn.finally(() => turns.get(key) === turn && turns.delete(key))
}

function createDraft<T extends object>(key: string, initial: T): Draft<T> & { begin(): () => void } {
  const here = readHere(key)
  const values = signal<T>({ ...initial, ...(here?.data as Partial<T> | undefined) })
  const kept = signal<Kept>(here ? 'here' : 'no')
  let at = here?.at ?? ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const dataOf = () => ({ ...values.peek() }) as Record<string, unknown>
  const empty = () => JSON.stringify(values.peek()) === JSON.stringify(initial)

  /** Whether it is to be told, as it will be then. */
  let waits = false
  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    if (waits) return
    waits = true
    inTurn(key, async () => {
      waits = false
      await tellNow()
    })
  }

  async function tellNow(): Promise<void> {
    const told = at
    try {
      if (empty()) await api.drafts.remove(key)
      else await api.drafts.keep(key, { data: dataOf(), at: told })
      if (told === at && !empty()) {
        kept.value = 'there'
        // Unless another tab has written a newer one meanwhile.
        if (readHere(key)?.at === told) writeHere(key, { data: dataOf(), at, told: true })
      }
      stale('drafts')
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      if (kept.peek() === 'here') kept.value = 'alone'
    }
  }

  return {
    values,
    kept,
    set(change) {
      values.value = { ...values.peek(), ...change }
      at = new Date().toISOString()
      kept.value = empty() ? 'no' : 'here'
      writeHere(key, empty() ? undefined : { data: dataOf(), at })
      clearTimeout(timer)
      timer = setTimeout(tell, PAUSE_MS)
    },
    drop() {
      clearTimeout(timer)
      timer = undefined
      values.value = initial
      kept.value = 'no'
      writeHere(key, undefined)
      queries.setQueryData<DraftList['items']>(LIST.queryKey, (list) => list?.filter((one) => one.key !== key))
      inTurn(key, async () => {
        await api.drafts.remove(key).catch(() => {})
        stale('drafts')
      })
    },
    begin() {
      const before = at
      void newerThan(before, key).then((found) => {
        // What is typed meanwhile is newer than whatever is there.
        if (!found || at !== before) return
        at = found.at
        values.value = { ...initial, ...(found.data as Partial<T>) }
        kept.value = 'there'
      })
      // The page went before the server was told. What it was told and has no more was sent elsewhere.
      if (here && !here.told && !empty()) tell()
      const again = () => void (kept.peek() === 'alone' && tell())
      addEventListener('online', again)
      return () => {
        removeEventListener('online', again)
        if (timer !== undefined) tell()
      }
    },
  }
}

/** A draft for a form, as long as it is open; one that was kept comes back. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const draft = useMemo(() => createDraft(key, initial), [key])
  useEffect(() => draft.begin(), [draft])
  return draft
}
