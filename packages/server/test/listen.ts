import type { Event } from '@earshot/sdk/contract'
import { onTestFinished } from 'vitest'

/** One block of a stream of events. */
export interface Block {
  id?: string
  event?: string
  data?: string
}

/** A reader of `GET /api/events`, which follows the standard itself: https://html.spec.whatwg.org/#server-sent-events */
export interface Reading {
  status: number
  headers: Headers
  blocks: Block[]
  /** Events as they were told, in the order of coming. */
  events(): Event[]
  /** Lines that say nothing. */
  comments: string[]
  /** Whether the other side ended it. */
  ended(): boolean
  lastId(): string | undefined
  /** Hangs up. */
  leave(): void
}

/** Opens a stream; `base` is where a server listens. */
export async function listen(base: string, headers: Record<string, string>, query = ''): Promise<Reading> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const answer = await fetch(`${base}/api/events${query}`, { headers, signal: leaving.signal })
  const blocks: Block[] = []
  const comments: string[] = []
  let lastId: string | undefined
  let ended = answer.body === null
  void (async () => {
    let rest = ''
    try {
      for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
        rest += part
        const parts = rest.split('\n\n')
        rest = parts.pop()!
        for (const text of parts) {
          const block: Block = {}
          for (const line of text.split('\n')) {
            const [, name, value] = /^([^:]*): ?(.*)$/.exec(line)!
            if (name === '') comments.push(value!)
            else if (name === 'id' || name === 'event' || name === 'data') block[name] = value!
          }
          if (block.id !== undefined) lastId = block.id
          if (block.data !== undefined) blocks.push(block)
        }
      }
    } catch {
      // Hung up, by either side.
    }
    ended = true
  })()
  return {
    status: answer.status,
    headers: answer.headers,
    blocks,
    comments,
    events: () => blocks.flatMap(({ event, data }) => (event === undefined ? (JSON.parse(data!) as Event) : [])),
    ended: () => ended,
    lastId: () => lastId,
    leave: () => leaving.abort(),
  }
}
