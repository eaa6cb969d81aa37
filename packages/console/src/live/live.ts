import type { LiveEvent } from '@earshot/sdk'
import { signal } from '@preact/signals'
import { api } from '../api/client.ts'
import { queries, stale } from '../api/query.ts'
import { noticeEnd } from '../session/session.ts'

const NAME = 'earshot-live'

/** Whether changes arrive by themselves just now; false while the connection is lost. */
export const connected = signal(true)

type Listener = (event: LiveEvent) => void
const listeners = new Set<Listener>()

/** Calls `listener` with what happens in the shop. @returns what ends it */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is asked anew after an event, by the first part of its type. Each is the beginning of a query's key. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  feedback: ['feedback', 'desk'],
  complaint: ['complaints', 'complaint', 'desk', 'tasks', 'customer'],
  followup: ['followups', 'desk'],
  customer: ['customers', 'customer'],
  cluster: ['clusters', 'products'],
  site: ['site'],
  moment: ['moments'],
}

/** Waits a moment for more of the same, so that a burst asks once. */
const GATHER_MS = 400
let waiting: Set<string> | undefined

function refresh(event: LiveEvent): void {
  if (event.type === 'reset') return void queries.invalidateQueries()
  const keys = KEYS[event.type.split('.')[0]!] ?? []
  if (!waiting) {
    const gathered = (waiting = new Set<string>())
    setTimeout(() => {
      waiting = undefined
      for (const key of gathered) stale(key)
    }, GATHER_MS)
  }
  for (const key of keys) waiting.add(key)
}

/** Where whoever listens next goes on. */
let lastId: string | undefined

function take(event: LiveEvent): void {
  lastId = event.lastId
  refresh(event)
  for (const listener of listeners) listener(event)
}

/** One tab of this browser listens, and tells the others; when it is closed, the next one listens. */
export function followLive(): void {
  const channel = new BroadcastChannel(NAME)
  // A channel reaches pages of this origin only.
  const send = (data: LiveEvent | { connected: boolean }) => channel.postMessage(data) // oxlint-disable-line unicorn/require-post-message-target-origin
  channel.addEventListener('message', ({ data }: MessageEvent<LiveEvent | { connected: boolean }>) => {
    if ('connected' in data) connected.value = data.connected
    else take(data)
  })
  const tell = (now: boolean) => {
    if (connected.peek() === now) return
    connected.value = now
    send({ connected: now })
  }
  const lead = async (): Promise<never> => {
    for (;;) {
      try {
        for await (const event of api.events({ lastId, onState: tell })) {
          take(event)
          send(event)
        }
      } catch (error) {
        noticeEnd(error)
      }
      tell(false)
      await new Promise((again) => setTimeout(again, 5000))
    }
  }
  // Where there are no locks (plain HTTP in a local network), each tab listens for itself.
  if ('locks' in navigator) void navigator.locks.request(NAME, lead)
  else void lead()
}
