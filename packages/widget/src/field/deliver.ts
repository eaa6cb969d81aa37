import type { FeedbackInput } from '@earshot/sdk/contract'
import { json } from './json.ts'

/**
 * Sends a feedback so that it arrives although the page goes away at once: no preflight, kept alive.
 * Never throws or rejects, as it runs inside the shop's own submit; the shop's POST carries the same words.
 */
export function deliver(url: string, feedback: FeedbackInput): void {
  const address = `${url}/v1/feedback`
  const body = json(feedback)
  const request = { method: 'POST', headers: { 'content-type': 'text/plain' }, body, credentials: 'omit' } as const
  // Kept-alive bodies of a page share 64 KiB: beyond that fetch rejects, a beacon is refused, and a plain request is left.
  const again = async () => {
    if (!navigator.sendBeacon(address, body)) await fetch(address, request)
  }
  try {
    fetch(address, { ...request, keepalive: true })
      .catch(again)
      .catch((reason: unknown) =>
        console.warn('Earshot: the server could not be reached; the order carries the comment.', reason),
      )
  } catch (error) {
    console.warn('Earshot: the comment could not be sent; the order carries it.', error)
  }
}
