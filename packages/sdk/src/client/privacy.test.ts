import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createStaffClient } from './staff.ts'

/** A server that answers all with the same, and what it was asked. */
async function answering(body: string) {
  const asked: [string, string, unknown][] = []
  const server = createServer((request, response) => {
    let sent = ''
    request.on('data', (part: Buffer) => (sent += part.toString()))
    request.on('end', () => {
      asked.push([request.method!, decodeURIComponent(request.url!), sent === '' ? null : JSON.parse(sent)])
      response.end(body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { staff: createStaffClient({ url, key: 'sk_test' }), asked }
}

const who = { email: 'ada@example.com' }

test('an export comes line by line', async () => {
  const { staff, asked } = await answering('{"kind":"customer","data":{}}\n{"kind":"feedback","data":{}}\n')
  const kinds: string[] = []
  for await (const { kind } of staff.privacy.export(who)) kinds.push(kind)
  expect(kinds).toEqual(['customer', 'feedback'])
  expect(asked).toEqual([['GET', '/api/privacy/export?email=ada@example.com', null]])
})

test('somebody is found and erased, and rules are read and changed', async () => {
  const { staff, asked } = await answering('{"items":[]}')
  await staff.privacy.find(who)
  await staff.privacy.erase({ ...who, reason: 'Asked for by letter' })
  expect(await staff.privacy.erasures()).toEqual([])
  await staff.privacy.erasure('e-1')
  await staff.privacy.cancel('e-1')
  await staff.privacy.retention()
  await staff.privacy.changeRetention({ mailDays: 7 })
  expect(asked).toEqual([
    ['POST', '/api/privacy/find', who],
    ['POST', '/api/privacy/erase', { ...who, reason: 'Asked for by letter' }],
    ['GET', '/api/privacy/erasures', null],
    ['GET', '/api/privacy/erasures/e-1', null],
    ['DELETE', '/api/privacy/erasures/e-1', null],
    ['GET', '/api/privacy/retention', null],
    ['PATCH', '/api/privacy/retention', { mailDays: 7 }],
  ])
})

test('who is not named by exactly one thing is not asked for', async () => {
  const { staff, asked } = await answering('{}')
  for (const wrong of [{}, { ...who, phone: '+886 912 345 678' }])
    await expect(staff.privacy.find(wrong)).rejects.toMatchObject({ code: 'invalid' })
  await expect(staff.privacy.erase({ ...who, reason: '' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(staff.privacy.export({}).next()).rejects.toMatchObject({ code: 'invalid' })
  expect(asked).toEqual([])
})
