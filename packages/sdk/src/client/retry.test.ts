import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, hangUp, json, problem, receipt, serve, skipWaits } from '../../test/scripted.ts'
import { EarshotError, createClient } from '../index.ts'

const ID = '01990000-0000-7000-8000-000000000001'
const said = { moment: 'purchase', answers: { satisfaction: 5, praise: '고맙습니다 👍' } }

function client(url: string, retries?: number) {
  return createClient({ site: 'pk_demo', url, timeout: TIMEOUT, retries })
}

async function error(work: Promise<unknown>): Promise<EarshotError> {
  const caught = await failure(work)
  expect(caught).toBeInstanceOf(EarshotError)
  return caught as EarshotError
}

describe('a failed try is repeated', () => {
  test.each([408, 429, 500, 502, 503, 504, 507, 522])('after %i, with the same words', async (status) => {
    skipWaits()
    const { url, seen } = await serve(problem(status, 'internal'), receipt)
    await client(url).feedback.submit(said)
    expect(seen).toHaveLength(2)
    expect(seen[1].body).toBe(seen[0].body)
  })

  test('after a dropped connection', async () => {
    skipWaits()
    const { url, seen } = await serve(hangUp, hangUp, receipt)
    await client(url).feedback.submit(said)
    expect(seen).toHaveLength(3)
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1)
  })

  test('when no answer comes in time', async () => {
    const { url, seen } = await serve(() => {}, receipt)
    const answer = await createClient({ site: 'pk_demo', url, timeout: 1000 }).feedback.submit(said)
    // A busy machine may be too late for the second, too: whichever arrives is the same feedback.
    expect(seen.length).toBeGreaterThan(1)
    expect(new Set(seen.map(({ body }) => (JSON.parse(body) as { id: string }).id))).toEqual(new Set([answer.id]))
  })

  test('three times by default, longer apart each time, never in step', async () => {
    const waits = skipWaits()
    const { url, seen } = await serve(problem(500, 'internal'))
    expect((await error(client(url).feedback.submit(said))).code).toBe('internal')
    expect(seen).toHaveLength(4)
    expect(waits).toHaveLength(3)
    for (const [i, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(150 * 2 ** i)
      expect(wait).toBeLessThanOrEqual(300 * 2 ** i)
    }
  })

  test('not at all where that is wished', async () => {
    const { url, seen } = await serve(problem(503, 'store_unavailable'))
    expect((await error(client(url, 0).feedback.submit(said))).code).toBe('store_unavailable')
    expect(seen).toHaveLength(1)
  })

  test.each([400, 403, 404, 409, 413, 415, 422])('never after %i', async (status) => {
    const { url, seen } = await serve(problem(status, 'invalid'))
    await error(client(url).feedback.submit(said))
    expect(seen).toHaveLength(1)
  })
})

describe('Retry-After', () => {
  test('in seconds is waited for', async () => {
    const waits = skipWaits()
    const { url } = await serve(json(429, {}, { 'retry-after': '7' }), receipt)
    await client(url).feedback.submit(said)
    expect(waits).toEqual([7000])
  })

  test('as a date is waited for', async () => {
    const waits = skipWaits()
    const date = new Date(Date.now() + 20_000).toUTCString()
    const { url } = await serve(json(503, {}, { 'retry-after': date }), receipt)
    await client(url).feedback.submit(said)
    expect(waits[0]).toBeGreaterThan(10_000)
    expect(waits[0]).toBeLessThanOrEqual(20_000)
  })

  test('longer than a customer would wait ends the call, which tells how long', async () => {
    const { url, seen } = await serve(problem(429, 'rate_limited'), receipt)
    const patient = await serve(
      json(429, { code: 'rate_limited', title: 'Too many', status: 429, type: '' }, { 'retry-after': '3600' }),
    )
    const caught = await error(client(patient.url).feedback.submit({ ...said, id: ID }))
    expect(caught).toMatchObject({ code: 'rate_limited', status: 429, retryAfter: 3600, id: ID })
    expect(patient.seen).toHaveLength(1)
    skipWaits()
    await client(url).feedback.submit({ ...said, id: caught.id })
    expect(JSON.parse(seen[1].body)).toMatchObject({ id: ID })
  })

  test('that makes no sense is passed over', async () => {
    const waits = skipWaits()
    const { url } = await serve(json(503, {}, { 'retry-after': 'soon' }), receipt)
    await client(url).feedback.submit(said)
    expect(waits[0]).toBeLessThanOrEqual(300)
  })
})
