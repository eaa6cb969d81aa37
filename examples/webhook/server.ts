import { createServer, type IncomingMessage, type Server } from 'node:http'
import { EarshotError } from '@earshot/sdk'
import { verifyWebhook } from '@earshot/sdk/server'
import { Board } from './board.ts'

/** Longer than any message of Earshot's. */
const BODY_MAX = 1024 * 1024

/** `POST /earshot` takes events; `GET /` shows the board. @param secret the webhook's, `whsec_…` */
export function createReceiver(secret: string): Server {
  const board = new Board()
  return createServer((request, response) => {
    const answer = (status: number, text = '') => response.writeHead(status, { 'content-type': 'text/plain' }).end(text)
    if (request.method === 'GET') answer(200, board.lines().join('\n'))
    else if (request.url !== '/earshot') answer(404)
    else
      read(request)
        // The bytes as they came: what is parsed and written anew is not what was signed.
        .then((body) => verifyWebhook(body, request.headers, secret))
        .then((event) => {
          board.take(event)
          // At once: what takes long is done after the answer, or Earshot would send it again.
          answer(204)
        })
        .catch((error: unknown) => {
          const forged = error instanceof EarshotError && error.code === 'bad_signature'
          if (!forged) console.error(error)
          answer(forged ? 401 : 500)
        })
  })
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > BODY_MAX) throw new Error('The message is too long.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

if (import.meta.main) {
  const secret = process.env['EARSHOT_WEBHOOK_SECRET']
  if (!secret) throw new Error('Set EARSHOT_WEBHOOK_SECRET to the secret that "earshot webhook add" printed.')
  const port = Number(process.env['PORT'] ?? 4402)
  createReceiver(secret).listen(port, () => console.log(`The board is at http://localhost:${port}`))
}
