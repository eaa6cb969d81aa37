import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createStaffClient } from './staff.ts'

/** A server that answers everything alike, and what it was asked. */
async function answering(answer: unknown) {
  const asked: [method: string, url: string, body: unknown][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      asked.push([request.method!, decodeURIComponent(request.url!), body === '' ? undefined : JSON.parse(body)])
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { staff: createStaffClient({ url, key: 'sk_test' }), asked }
}

test('solutions are listed, saved, changed and proposed', async () => {
  const { staff, asked } = await answering({ items: [], next: null })
  await staff.solutions.list({ text: '破損', archived: true })
  await staff.solutions.get('s1')
  await staff.solutions.save({ title: 'Mug', versions: { en: 'Dear {name}' } })
  await staff.solutions.change('s1', { archived: true })
  expect(await staff.solutions.proposed('2026-000123', { limit: 3 })).toEqual([])
  expect(asked).toEqual([
    ['GET', '/api/solutions?text=破損&archived=true', undefined],
    ['GET', '/api/solutions/s1', undefined],
    ['POST', '/api/solutions', { title: 'Mug', versions: { en: 'Dear {name}' } }],
    ['PATCH', '/api/solutions/s1', { archived: true }],
    ['GET', '/api/complaints/2026-000123/solutions?limit=3', undefined],
  ])
})

test('an unknown placeholder is refused before anything is sent', async () => {
  const { staff, asked } = await answering({})
  await expect(staff.solutions.save({ title: 'Mug', versions: { en: 'Dear {nmae}' } })).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(staff.solutions.get('../keys')).rejects.toMatchObject({ code: 'invalid' })
  expect(asked).toEqual([])
})
