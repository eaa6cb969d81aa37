import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createStaffClient } from './staff.ts'

/** A server that answers with pages in turn, and what it was asked. */
async function answering(...pages: unknown[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url!))
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(pages.length > 1 ? pages.shift() : pages[0]))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { staff: createStaffClient({ url, key: 'sk_test' }), asked }
}

test('everything that holds the words comes page by page', async () => {
  const [first, second] = [
    { items: [{ id: 'a' }], next: 'n' },
    { items: [{ id: 'b' }], next: null },
  ]
  const { staff, asked } = await answering(first, second)
  const ids: string[] = []
  for await (const { id } of staff.search.all('包裝', { kind: ['complaint', 'customer'] })) ids.push(id)
  expect(ids).toEqual(['a', 'b'])
  expect(asked).toEqual([
    '/api/search?text=包裝&limit=50&kind=complaint,customer',
    '/api/search?text=包裝&limit=50&kind=complaint,customer&cursor=n',
  ])
})

test('what cannot be a question is not sent', async () => {
  const { staff, asked } = await answering({ items: [], next: null })
  await expect(staff.search.list('')).rejects.toMatchObject({ code: 'invalid' })
  await expect(staff.search.list('mug', { limit: 51 })).rejects.toMatchObject({ code: 'invalid' })
  expect(asked).toEqual([])
})
