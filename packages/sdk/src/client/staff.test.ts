import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, json, serve, skipWaits } from '../../test/scripted.ts'
import { EarshotError, createStaffClient } from '../index.ts'

const ID = '01990000-0000-7000-8000-000000000001'

function staff(url: string) {
  return createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items)
}

describe('feedback.list', () => {
  test('asks with the key and the filter', async () => {
    const { url, seen } = await serve(json(200, { items: [], next: null }))
    const page = await staff(url).feedback.list({
      moment: 'purchase',
      satisfaction: [1, 2],
      text: '포장 & more',
      from: new Date('2026-11-01T00:00:00Z'),
      to: '2026-12-01',
      limit: 10,
      cursor: undefined,
    })
    expect(page).toEqual({ items: [], next: null })
    expect(seen[0].headers.authorization).toBe('Bearer sk_secret')
    const { pathname, searchParams } = new URL(seen[0].url, url)
    expect(pathname).toBe('/api/feedback')
    expect(Object.fromEntries(searchParams)).toEqual({
      moment: 'purchase',
      satisfaction: '1,2',
      text: '포장 & more',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01',
      limit: '10',
    })
  })

  test.each([
    ['satisfaction', { satisfaction: 6 }],
    ['from', { from: 'yesterday' }],
    ['to', { to: new Date(Number.NaN) }],
    ['limit', { limit: 1000 }],
    ['mood', { mood: 1 }],
  ])('refuses a bad %s before it asks', async (path, query) => {
    const { url, seen } = await serve(json(200, { items: [], next: null }))
    const error = await failure(staff(url).feedback.list(query as never))
    expect(error).toBeInstanceOf(EarshotError)
    expect(error).toMatchObject({ code: 'invalid', errors: [{ path }] })
    expect(seen).toEqual([])
  })

  test('tells that the key is not valid, without showing it', async () => {
    const { url } = await serve(json(401, { type: '', title: 'No', status: 401, code: 'unauthorized' }))
    const error = (await failure(staff(url).feedback.list())) as EarshotError
    expect(error.code).toBe('unauthorized')
    expect(error.message).not.toContain('sk_secret')
    expect(() => createStaffClient({ url, key: 'pk_demo' })).toThrow(/^key must be a secret API key/)
  })
})

describe('feedback.all', () => {
  test('reads page after page, and only as far as it is read', async () => {
    const { url, seen } = await serve(
      json(200, { items: [{ id: 'a' }, { id: 'b' }], next: 'page2' }),
      json(200, { items: [{ id: 'c' }], next: null }),
    )
    const all = await collect(staff(url).feedback.all({ moment: 'order' }))
    expect(all.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(seen.map(({ url }) => url)).toEqual([
      '/api/feedback?limit=200&moment=order',
      '/api/feedback?limit=200&moment=order&cursor=page2',
    ])
    for await (const { id } of staff(url).feedback.all()) {
      expect(id).toBe('c')
      break
    }
    expect(seen).toHaveLength(3)
  })

  test('repeats a page that failed', async () => {
    skipWaits()
    const { url } = await serve(json(503, {}), json(200, { items: [{ id: 'a' }], next: null }))
    expect(await collect(staff(url).feedback.all())).toEqual([{ id: 'a' }])
  })
})

describe('feedback.get', () => {
  test('reads one', async () => {
    const { url, seen } = await serve(json(200, { id: ID }))
    await expect(staff(url).feedback.get(ID)).resolves.toEqual({ id: ID })
    expect(seen[0].url).toBe(`/api/feedback/${ID}`)
  })

  test('refuses what is no id, so that it cannot become another address', async () => {
    const { url, seen } = await serve(json(200, {}))
    expect(await failure(staff(url).feedback.get('../keys'))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'id' }],
    })
    expect(seen).toEqual([])
  })
})

describe('export.feedback', () => {
  test('yields each line as it arrives, wherever the bytes are cut', async () => {
    const text = `${JSON.stringify({ id: 'a', answers: { comment: '안녕 👍\u2028' } })}\n${JSON.stringify({ id: 'b' })}\n`
    const bytes = Buffer.from(text)
    const { url, seen } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' })
      for (const byte of bytes) response.write(Uint8Array.of(byte))
      response.end()
    })
    const all = await collect(staff(url).export.feedback('jsonl', { satisfaction: 1 }))
    expect(all).toEqual([{ id: 'a', answers: { comment: '안녕 👍\u2028' } }, { id: 'b' }])
    expect(seen[0].url).toBe('/api/export/feedback.jsonl?satisfaction=1')
  })

  test('ends the download when the reader stops', async () => {
    let closed: () => void
    const ended = new Promise<void>((done) => (closed = done))
    const { url } = await serve((response) => {
      response.on('close', () => closed())
      const more = () => {
        while (response.write(`{"id":"${'x'.repeat(1000)}"}\n`));
      }
      response.on('drain', more)
      more()
    })
    for await (const { id } of staff(url).export.feedback('jsonl')) {
      expect(id).toHaveLength(1000)
      break
    }
    await ended
  })

  test('gives the bytes of a CSV file', async () => {
    const { url, seen } = await serve((response) => response.writeHead(200).end('id,comment\r\na,안녕\r\n'))
    const csv = await staff(url).export.feedback('csv', { from: '2026-11-01' })
    expect(await new Response(csv).text()).toBe('id,comment\r\na,안녕\r\n')
    expect(seen[0].url).toBe('/api/export/feedback.csv?from=2026-11-01')
  })

  test.each(['csv', 'jsonl'] as const)('tells when a %s download breaks off', async (format) => {
    const { url } = await serve((response) => {
      response.writeHead(200)
      response.write('{"id":"a"}\n{"id":', () => response.destroy())
    })
    const { export: exports } = staff(url)
    const read =
      format === 'jsonl' ? collect(exports.feedback('jsonl')) : exports.feedback('csv').then((csv) => collect(csv))
    const error = await failure(read)
    expect(error).toBeInstanceOf(EarshotError)
    expect(error).toMatchObject({ code: 'network' })
  })

  test('tells when the server refuses', async () => {
    const { url } = await serve(json(403, { type: '', title: 'No', status: 403, code: 'forbidden' }))
    expect(await failure(collect(staff(url).export.feedback('jsonl')))).toMatchObject({ code: 'forbidden' })
    expect(await failure(staff(url).export.feedback('csv'))).toMatchObject({ code: 'forbidden' })
  })

  test('tells when a line is not JSON', async () => {
    const { url } = await serve((response) => response.writeHead(200).end('<html>\n'))
    expect(await failure(collect(staff(url).export.feedback('jsonl')))).toMatchObject({ code: 'bad_answer' })
  })
})
