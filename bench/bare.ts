import { createServer } from 'node:http'

/* The reference of `bench/ingest.ts`: node:http that reads a body, parses it and answers 201. Nothing else. */
createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string }
    const body = JSON.stringify({ id, receivedAt: new Date().toISOString(), complaint: null })
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  })
}).listen(Number(process.env['PORT']), '127.0.0.1')
