import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, json, serve } from '../../test/scripted.ts'
import { createCustomerClient, createStaffClient } from '../index.ts'

const NUMBER = '2026-000123'

describe('complaints', () => {
  test('lists with a filter, page after page', async () => {
    const { url, seen } = await serve(
      json(200, { items: [{ number: NUMBER }], next: 'page2' }),
      json(200, { items: [{ number: '2026-000124' }], next: null }),
    )
    const { complaints } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    const all = await Array.fromAsync(complaints.all({ stage: 'open', overdue: true, assignee: undefined }))
    expect(all.map(({ number }) => number)).toEqual([NUMBER, '2026-000124'])
    expect(seen[1].url).toBe('/api/complaints?limit=200&stage=open&overdue=true&cursor=page2')
  })

  test('gives a command once, with the version that was seen', async () => {
    const { url, seen } = await serve(json(200, { number: NUMBER, stage: 'investigating' }), json(503, {}))
    const { complaints } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    await expect(complaints.give(NUMBER, 'assess', { founded: true }, { version: 2 })).resolves.toMatchObject({
      stage: 'investigating',
    })
    expect(seen[0]).toMatchObject({ method: 'POST', url: `/api/complaints/${NUMBER}/assess` })
    expect(await failure(complaints.give(NUMBER, 'note', { words: 'x' }))).toMatchObject({ status: 503 })
    expect(seen).toHaveLength(2)
  })

  test('tells what is possible when a command is out of turn', async () => {
    const complaint = { stage: 'received', version: 2, possible: ['assess'] }
    const { url } = await serve(
      json(409, { type: '', title: 'No', status: 409, code: 'command_not_possible', complaint }),
    )
    const { complaints } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    expect(await failure(complaints.give(NUMBER, 'return', { reason: 'x' }))).toMatchObject({
      code: 'command_not_possible',
      problem: { complaint },
    })
  })

  test('refuses what is no number, so that it cannot become another address', async () => {
    const { url, seen } = await serve(json(200, {}))
    const { complaints } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    expect(await failure(complaints.get('../keys'))).toMatchObject({ code: 'invalid', errors: [{ path: 'number' }] })
    expect(seen).toEqual([])
  })

  test('brings in what was said to staff under one id', async () => {
    const { url, seen } = await serve(json(201, { id: 'x', complaint: { number: NUMBER } }))
    const { complaints } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    await expect(complaints.bring({ channel: 'phone', reason: 'Burnt' })).resolves.toMatchObject({ id: 'x' })
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/api/feedback' })
  })
})

describe('tasks', () => {
  test('are found by their id', async () => {
    const { url, seen } = await serve(json(200, { id: 't1' }))
    const { tasks } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    await expect(tasks.get('t1')).resolves.toEqual({ id: 't1' })
    expect(await failure(tasks.get('../keys'))).toMatchObject({ code: 'invalid', errors: [{ path: 'id' }] })
    expect(seen.map((one) => one.url)).toEqual(['/api/tasks/t1'])
  })

  test('are listed page after page, and ended by a command to their complaint', async () => {
    const task = { id: 't1', complaint: NUMBER }
    const { url, seen } = await serve(
      json(200, { items: [task], next: 'page2' }),
      json(200, { items: [], next: null }),
      json(200, { number: NUMBER, stage: 'confirming' }),
      json(200, { number: NUMBER, stage: 'investigating' }),
    )
    const { tasks } = createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
    expect(await Array.fromAsync(tasks.all({ before: new Date(0), mine: false }))).toEqual([task])
    await tasks.done({ id: 't1', complaint: NUMBER }, 'Paid')
    await tasks.fail({ id: 't2', complaint: NUMBER }, 'Sold out')
    expect(seen.map((one) => [one.url, one.body])).toMatchObject([
      ['/api/tasks?limit=200&before=1970-01-01T00%3A00%3A00.000Z&mine=false', ''],
      [expect.stringContaining('cursor=page2'), ''],
      [`/api/complaints/${NUMBER}/complete`, JSON.stringify({ task: 't1', result: 'Paid' })],
      [`/api/complaints/${NUMBER}/fail`, JSON.stringify({ task: 't2', reason: 'Sold out' })],
    ])
  })
})

describe('the customer’s side', () => {
  test('speaks by the private link alone', async () => {
    const { url, seen } = await serve(json(200, { stage: 'offered' }), json(200, { stage: 'fulfilling' }))
    const customer = createCustomerClient({ link: `${url}/c/a1_tokentokentokentoken00`, timeout: TIMEOUT })
    await expect(customer.get()).resolves.toEqual({ stage: 'offered' })
    await expect(customer.accept('Ada')).resolves.toEqual({ stage: 'fulfilling' })
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v1/complaints/a1_tokentokentokentoken00',
      'POST /v1/complaints/a1_tokentokentokentoken00/decision',
    ])
    expect(seen[1].headers.authorization).toBeUndefined()
  })

  test('sends along what the link of a mail proves', async () => {
    const { url, seen } = await serve(json(200, {}), json(200, {}))
    const customer = createCustomerClient({ link: `${url}/c/a1_tokentokentokentoken00?p=abc-_1`, timeout: TIMEOUT })
    await customer.get()
    await customer.say('It was a gift.')
    expect(seen[0].url).toBe('/v1/complaints/a1_tokentokentokentoken00')
    expect(JSON.parse(seen[1].body)).toEqual({ words: 'It was a gift.', proof: 'abc-_1' })
  })

  test('does not take another address for a link, nor tell it', () => {
    expect(() => createCustomerClient({ link: 'https://shop.example/secret' })).toThrow(/^link must be/)
    expect(() => createCustomerClient({ link: 'https://shop.example/secret' })).not.toThrow(/secret/)
  })
})
