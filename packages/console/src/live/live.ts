import type { LiveEvent } from '@earshot/sdk'
import type { MarksTold, Presence, StreamBegun } from '@earshot/sdk/contract'
import { signal } from '@preact/signals'
import { compareRelease, whole } from '../api/client.ts'
import { queries, stale } from '../api/query.ts'
import { noticeEnd } from '../session/session.ts'
import { heed } from './marks.ts'

const NAME = 'earshot-live'

/** Whether changes arrive by themselves just now; false while the connection is lost. */
export const connected = signal(true)

/** Who is at the complaints that somebody is at, by number; as far as it was told since this page was loaded. */
export const present = signal<ReadonlyMap<string, Presence['present']>>(new Map())

/** Somebody came to a complaint, typed there, or left. */
export function meet({ complaint, present: people }: Presence): void {
  present.value = new Map(present.peek()).set(complaint, people)
}

/** What the tab that listens tells the others. */
type Told = LiveEvent | { connected: boolean } | { presence: Presence } | { marks: MarksTold } | StreamBegun

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

/** Seconds more than have passed since the first question: clocks and answers take their time. */
const SPARE = 5
const HOUR = 3600

/**
 * One tab of this browser listens, and tells the others; when it is closed, the next one listens. Called before
 * anything is asked: what happens between an answer and the connection is told then, too.
 *
 * @param admitted resolves when somebody is signed in
 */
export function followLive(admitted: Promise<void>): void {
  const begun = performance.now()
  const channel = new BroadcastChannel(NAME)
  // A channel reaches pages of this origin only.
  const send = (data: Told) => channel.postMessage(data) // oxlint-disable-line unicorn/require-post-message-target-origin
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if ('connected' in data) connected.value = data.connected
    else if ('presence' in data) meet(data.presence)
    else if ('marks' in data) heed(data.marks)
    else if ('release' in data) compareRelease(data.release)
    else take(data)
  })
  const tell = (now: boolean) => {
    if (connected.peek() === now) return
    connected.value = now
    send({ connected: now })
  }
  const presence = (one: Presence) => {
    meet(one)
    send({ presence: one })
  }
  const marks = (one: MarksTold) => {
    heed(one)
    send({ marks: one })
  }
  // A tab that was open before the server was renewed is told so, whichever of them listens.
  const onBegun = (begun: StreamBegun) => {
    compareRelease(begun.release)
    send(begun)
  }
  const lead = async (): Promise<never> => {
    for (;;) {
      const back = Math.min(Math.ceil((performance.now() - begun) / 1000) + SPARE, HOUR)
      try {
        for await (const event of (await whole()).events({ lastId, back, onState: tell, onBegun, presence, marks })) {
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
  // A tab in which nobody is signed in hears nothing, and keeps no other from it.
  void admitted.then(() => ('locks' in navigator ? navigator.locks.request(NAME, lead) : lead()))
}
