import type { LiveEvent } from '@earshot/sdk'
import type { ComplaintEventData, FeedbackEventData, InboxItem } from '@earshot/sdk/contract'
import { signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { queries, stale } from '../api/query.ts'
import { listen } from '../live/live.ts'
import { joined, listed, LISTS, patch, type Pages } from './lists.ts'
import type { Asked } from './filters.ts'

/** What came while the list was looked at, for a moment: it slides in. */
export const arrived = signal<ReadonlySet<string>>(new Set())
const SLIDE_MS = 1200
/** A burst is asked about once. */
const GATHER_MS = 300
/** More than that are not asked for one by one. */
const SOME = 12

/** Takes what happens into a list by asking for its head alone, however long it is. */
export function useArrivals(key: readonly unknown[], asked: Asked): void {
  const now = useRef({ key, asked })
  now.current = { key, asked }
  useEffect(() => {
    let fresh = false
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const take = async () => {
      timer = undefined
      const ids = [...changed].filter((id) => listed(id))
      changed.clear()
      if (ids.length > SOME) return stale(LISTS)
      const { key, asked } = now.current
      const wanted = fresh
      // Before it is asked: what comes meanwhile is asked for again.
      fresh = false
      const head = wanted ? await api.feedback.list({ ...asked, limit: 50 }) : undefined
      if (head) {
        const before = new Set(
          queries.getQueryData<Pages>(key)?.pages.flatMap(({ items }) => items.map(({ id }) => id)),
        )
        slide(head.items.map(({ id }) => id).filter((id) => !before.has(id)))
        queries.setQueryData<Pages>(key, (data) => data && joined(data, head))
      }
      for (const item of await Promise.all(ids.map((id) => api.feedback.get(id)))) patch([item.id], () => item)
    }
    const end = listen((event: LiveEvent) => {
      if (event.type === 'feedback.received') fresh = true
      else if (event.type === 'feedback.filled')
        for (const { id } of (event.data as FeedbackEventData).feedback) changed.add(id)
      else if ('data' in event && event.type.startsWith('complaint.'))
        changed.add((event.data as ComplaintEventData).feedback)
      else return
      // What could not be asked is asked with the whole list, later.
      timer ??= setTimeout(() => void take().catch(() => stale(LISTS)), GATHER_MS)
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [])
}

function slide(ids: readonly string[]): void {
  if (ids.length === 0) return
  arrived.value = new Set([...arrived.peek(), ...ids])
  setTimeout(() => {
    arrived.value = new Set([...arrived.peek()].filter((id) => !ids.includes(id)))
  }, SLIDE_MS)
}

/** What of a list is shown: who reads further down keeps their place, and what is newer waits above it. */
export interface Held {
  shown: readonly InboxItem[]
  /** How many wait. */
  waiting: number
  /** The list stands at its top, or no more. */
  stand(atTop: boolean): void
}

/** @param question another one begins at the top */
export function useHeld(items: readonly InboxItem[], question: string): Held {
  const atTop = useSignal(true)
  const since = useRef({ question, at: '' })
  if (since.current.question !== question) {
    since.current = { question, at: '' }
    atTop.value = true
  }
  const { at } = since.current
  const first = items[0]?.receivedAt ?? ''
  if (atTop.value || at === '') since.current.at = first
  const shown = atTop.value || at === '' ? items : items.filter(({ receivedAt }) => receivedAt <= at)
  return { shown, waiting: items.length - shown.length, stand: (now) => (atTop.value = now) }
}
