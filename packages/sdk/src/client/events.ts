import type { KyInstance } from 'ky'
import {
  EventsQuery,
  type Event,
  type EventType,
  type MarksTold,
  type Presence,
  type StreamBegun,
} from '../contract/index.ts'
import { check } from './check.ts'
import type { EarshotError } from './error.ts'
import { attempt, explain } from './transport.ts'

/** The server says every 20 seconds that it is there; after three times as long it is not. */
const SILENCE_MS = 60_000
/** Before the first try to come back; doubles up to the second. */
const AGAIN_MS = [500, 10_000] as const

/** What to listen to. */
export interface EventsOptions {
  /** Kinds such as `complaint.*` and types such as `feedback.received`; everything by default. */
  types?: readonly (EventType | `${string}.*`)[] | undefined
  /** `lastId` of the last event that was handled: what came since comes first. Only what comes by default. */
  lastId?: string | undefined
  /**
   * Without a `lastId`: begin that many seconds ago, 0 to 3600. Who first asks for lists and then listens gives the
   * time between, and misses nothing. Only what comes by default.
   */
  back?: number | undefined
  /** Called with who is at a complaint, whenever that changes; for members who are signed in. */
  presence?: ((presence: Presence) => void) | undefined
  /** Called with what you marked as read or not, here or elsewhere; for members who are signed in. */
  marks?: ((marks: MarksTold) => void) | undefined
  /** Ends it. */
  signal?: AbortSignal | undefined
  /** Told when the connection stands, and when it is lost, until it stands again. */
  onState?: ((connected: boolean) => void) | undefined
  /** Told each time that the connection stands: of which release the server's console is. */
  onBegun?: ((begun: StreamBegun) => void) | undefined
}

/** An event as it happens. `lastId` is where to go on after it, also in another process. */
export type LiveEvent =
  | (Event & { lastId: string })
  /** What came between is not known any more: load anew what you show. */
  | { type: 'reset'; lastId: string }

/** What happens, as it happens. */
export type Events = (options?: EventsOptions) => AsyncGenerator<LiveEvent, void, undefined>

/** @param http sends the key */
export function events(http: KyInstance, url: string): Events {
  return async function* (options = {}) {
    const { signal } = options
    const types = options.types?.join(',')
    const presence = options.presence ? 'true' : undefined
    const marks = options.marks ? 'true' : undefined
    const { back } = options
    let { lastId } = check(EventsQuery, { types, lastId: options.lastId, back, presence, marks }, 'The call')
    const begun = Date.now()
    let tries = 0
    let connected = false
    while (!signal?.aborted) {
      const end = new AbortController()
      const ended = signal ? AbortSignal.any([signal, end.signal]) : end.signal
      try {
        const body = await attempt(url, async () => {
          const answer = await http.get('api/events', {
            searchParams: {
              ...(types === undefined ? {} : { types }),
              ...(presence && { presence }),
              ...(marks && { marks }),
              ...(lastId === undefined && back !== undefined && { back: sinceThen(back, begun) }),
            },
            headers: { accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
            signal: ended,
            // The answer goes on for hours, and coming back is done here.
            timeout: false,
            retry: 0,
          })
          return answer.body!
        })
        connected = true
        options.onState?.(true)
        for await (const block of blocks(body, () => end.abort())) {
          tries = 0
          if (block.id !== undefined) lastId = block.id
          if ((block.event === 'ready' || block.event === 'reset') && block.data !== undefined)
            options.onBegun?.(JSON.parse(block.data) as StreamBegun)
          if (block.event === 'reset') yield { type: 'reset', lastId: lastId! }
          else if (block.event === 'presence' && block.data !== undefined)
            options.presence?.(JSON.parse(block.data) as Presence)
          else if (block.event === 'marks' && block.data !== undefined)
            options.marks?.(JSON.parse(block.data) as MarksTold)
          else if (block.event === undefined && block.data !== undefined)
            yield { ...(JSON.parse(block.data) as Event), lastId: lastId! }
        }
      } catch (error) {
        if (signal?.aborted) return
        const told = explain(error, url)
        // Nobody should wait for ever on a slip in the address.
        if (!connected || !passes(told)) throw told
      } finally {
        end.abort()
      }
      options.onState?.(false)
      tries += 1
      await wait(Math.min(AGAIN_MS[0] * 2 ** (tries - 1), AGAIN_MS[1]) * (1 - Math.random() / 2), signal)
    }
  }
}

/** Whether it may be better the next time. */
function passes({ code, status }: EarshotError): boolean {
  return code === 'network' || code === 'timeout' || status === 429 || (status ?? 0) >= 500
}

/** Seconds that go back as far as at the beginning, however long it took to get through. */
function sinceThen(back: number, begun: number): number {
  return Math.min(Math.ceil(back + (Date.now() - begun) / 1000), 3600)
}

interface Block {
  id?: string
  event?: string
  data?: string
}

/** Blocks of server-sent events, until the stream ends or falls silent. @param cut ends a connection that is dead */
async function* blocks(body: ReadableStream<Uint8Array<ArrayBuffer>>, cut: () => void): AsyncGenerator<Block> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (;;) {
    const silence = setTimeout(cut, SILENCE_MS)
    const { done, value } = await reader.read().finally(() => clearTimeout(silence))
    if (done) return
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = parts.pop()!
    for (const part of parts) yield blockOf(part)
  }
}

function blockOf(text: string): Block {
  const block: Block = {}
  for (const line of text.split('\n')) {
    const [, name, value] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? []
    if (name === 'id' || name === 'event' || name === 'data') block[name] = value ?? ''
  }
  return block
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((ended) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      ended()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}
