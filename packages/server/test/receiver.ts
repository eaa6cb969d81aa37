import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Event } from '@earshot/sdk/contract'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'

/** A message that a receiver got. */
export interface Got {
  id: string
  headers: Record<string, string>
  body: string
  event: Event
}

/** A receiver of webhooks: a real server, which reads what it gets with a library that is not ours. */
export interface Receiver {
  url: string
  got: Got[]
  /** What it answers; 204 by default. */
  answer(got: Got): number | Promise<number>
  /** Reads a message as the library does with this secret. Throws where the signature does not hold. */
  verify(secret: string, got: Got): unknown
}

/** For servers that may call it: `{ env: CALLABLE }`. */
export const CALLABLE = { EARSHOT_ALLOW_HOSTS: '127.0.0.1' }

export async function freshReceiver(): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    got: [],
    answer: () => 204,
    verify: (secret, { body, headers }) => new Webhook(secret).verify(body, headers),
  }
  const server = createServer((request, reply) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      body += part
    })
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      const got = { id: headers['webhook-id']!, headers, body, event: JSON.parse(body) as Event }
      receiver.got.push(got)
      void Promise.resolve(receiver.answer(got)).then((status) => reply.writeHead(status).end())
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`
  return receiver
}
