import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { uuidv7 } from '@earshot/sdk/contract'

/*
 * Load for `bench/ingest.ts`, in a process of its own: `node bench/load.ts <port> <connections> <milliseconds> <file>`.
 * Plain sockets, as an HTTP client costs more than the servers it would measure. Ids that were acknowledged with 201
 * are written to the file; counts and latencies are printed as JSON.
 */

const [port, connections, duration, file] = process.argv.slice(2) as [string, string, string, string]

/** 600 bytes of what a content customer says, with room for the id. */
const ROOM = '0'.repeat(36)
const body = JSON.stringify({
  id: ROOM,
  site: 'pk_bench',
  moment: 'purchase',
  answers: { satisfaction: 4, praise: '' },
  order: { id: '1001', total: 4990, currency: 'EUR', items: [{ sku: 'A-1', name: 'Mug, set of two', quantity: 1 }] },
  locale: 'en',
  page: { url: 'https://shop.example/thanks?order=1001', title: 'Thank you' },
  signals: { honeypot: '', elapsed: 8000 },
})
const filler = 'Ordered on Sunday, here on Tuesday, packed as if by my grandmother. Thank you! '.repeat(8)
const full = body.replace('"praise":""', `"praise":"${filler.slice(0, 600 - body.length)}"`)
const head =
  `POST /v1/feedback HTTP/1.1\r\nhost: localhost:${port}\r\norigin: https://shop.example\r\n` +
  `content-type: text/plain;charset=UTF-8\r\ncontent-length: ${full.length}\r\n\r\n`
const template = Buffer.from(head + full)
const idAt = template.indexOf(ROOM)

const acknowledged: string[] = []
const latencies: number[] = []
let failed = 0
const end = performance.now() + Number(duration)

function client(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(Number(port), '127.0.0.1')
  socket.setNoDelay(true)
  const request = Buffer.from(template)
  let id = ''
  let sent = 0
  let pending = ''
  const send = () => {
    if (performance.now() >= end) {
      socket.end()
      return
    }
    id = uuidv7()
    request.write(id, idAt, 'latin1')
    sent = performance.now()
    socket.write(request)
  }
  socket.on('connect', send)
  socket.on('data', (chunk: Buffer) => {
    pending += chunk.toString('latin1')
    const headEnd = pending.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const length = Number(/content-length: (\d+)/i.exec(pending)?.[1])
    if (pending.length < headEnd + 4 + length) return
    latencies.push(performance.now() - sent)
    if (pending.startsWith('HTTP/1.1 201')) acknowledged.push(id)
    else failed++
    pending = ''
    send()
  })
  socket.on('error', reject)
  socket.on('close', () => resolve())
  return promise
}

await Promise.all(Array.from({ length: Number(connections) }, client))
latencies.sort((a, b) => a - b)
writeFileSync(file, acknowledged.join('\n'), { flag: 'a' })
if (acknowledged.length > 0) writeFileSync(file, '\n', { flag: 'a' })
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN
console.log(JSON.stringify({ done: acknowledged.length, failed, p50: at(0.5), p99: at(0.99), max: at(1) }))
