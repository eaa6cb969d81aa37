import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, json, problem, receipt, serve } from '../../test/scripted.ts'
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

describe('submit', () => {
  test('sends the feedback with the site and a new id, as a browser may without a preflight', async () => {
    const { url, seen } = await serve(receipt)
    const answer = await client(url).feedback.submit(said)
    const [request] = seen
    expect(request).toMatchObject({ method: 'POST', url: '/v1/feedback' })
    expect(request.headers['content-type']).toBe('text/plain;charset=UTF-8')
    expect(request.headers.authorization).toBeUndefined()
    const body = JSON.parse(request.body) as { id: string }
    expect(body).toEqual({ ...said, site: 'pk_demo', id: answer.id })
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(answer).toEqual({ id: body.id, receivedAt: '2026-11-21T19:00:00.000Z', complaint: null })
  })

  test('keeps the id that it is given', async () => {
    const { url } = await serve(receipt)
    expect((await client(url).feedback.submit({ ...said, id: ID })).id).toBe(ID)
  })

  test('sends posted lines as a page would, and counts them so', async () => {
    const { url, seen } = await serve(receipt)
    await client(url).feedback.submit({ moment: 'order', answers: { comment: 'x\r\n'.repeat(5000), note: 'a\rb' } })
    expect(JSON.parse(seen[0].body)).toMatchObject({ answers: { comment: 'x\n'.repeat(5000), note: 'a\nb' } })
  })

  test('reaches a server below a path', async () => {
    const { url, seen } = await serve(receipt)
    await client(`${url}/feedback/`).feedback.submit(said)
    expect(seen[0].url).toBe('/feedback/v1/feedback')
  })

  test('takes fields that a newer server adds to the receipt', async () => {
    const { url } = await serve(
      json(201, { id: ID, receivedAt: '2026-11-21T19:00:00Z', complaint: null, mood: 'fine' }),
    )
    await expect(client(url).feedback.submit({ ...said, id: ID })).resolves.toMatchObject({ id: ID })
  })

  test('uses the fetch that it is given', async () => {
    const { url } = await serve(receipt)
    const calls: string[] = []
    const fetch: typeof globalThis.fetch = (input, init) => {
      calls.push((input as Request).url)
      return globalThis.fetch(input, init)
    }
    await createClient({ site: 'pk_demo', url, fetch }).feedback.submit(said)
    expect(calls).toEqual([`${url}/v1/feedback`])
  })
})

describe('what does not fit the contract is told before it travels', () => {
  test.each([
    ['an unknown field', { ...said, mood: 1 }, 'mood', 'is not a known field'],
    ['no moment', { answers: {} }, 'moment', 'is missing'],
    ['no answers', { moment: 'order' }, 'answers', 'is missing'],
    ['an id of another kind', { ...said, id: 'a' }, 'id', 'must be a UUIDv7 in lower case'],
    [
      'a long comment',
      { moment: 'order', answers: { comment: 'x'.repeat(10_001) } },
      'answers.comment',
      'must be at most 10000 characters long',
    ],
    [
      'an object as answer',
      { moment: 'order', answers: { comment: {} } },
      'answers.comment',
      'is not of a type that is taken here',
    ],
    [
      'half a surrogate pair',
      { moment: 'order', answers: { comment: '\ud800' } },
      'answers.comment',
      'half a surrogate pair',
    ],
    ['a fraction of a cent', { ...said, order: { id: '1', total: 1.5 } }, 'order.total', 'must be a whole number'],
    [
      'an item without a name',
      { ...said, order: { id: '1', items: [{ quantity: 1 }] } },
      'order.items.0.name',
      'is missing',
    ],
    ['a bad address', { ...said, contact: { email: 'ada' } }, 'contact.email', 'must be a mail address'],
    ['an unknown contact', { ...said, contact: { fax: '1' } }, 'contact.fax', 'is not a known field'],
    [
      'a day that is none',
      { ...said, product: { madeOn: '2026-02-30' } },
      'product.madeOn',
      'must be of the form date',
    ],
    ['nothing at all', null, 'moment', 'is missing'],
  ])('%s', async (_, input, path, message) => {
    const { url, seen } = await serve(receipt)
    const caught = await error(client(url).feedback.submit(input as never))
    expect(caught.code).toBe('invalid')
    expect(caught.errors.find((one) => one.path === path)?.message).toContain(message)
    expect(caught.message).toContain(path)
    expect(caught.status).toBeUndefined()
    expect(caught.id).toBeDefined()
    expect(seen).toEqual([])
  })

  test.each([
    ['site', { site: 'demo', url: 'https://earshot.example.com' }],
    ['site', { url: 'https://earshot.example.com' }],
    ['url', { site: 'pk_demo', url: 'earshot.example.com' }],
    ['url', { site: 'pk_demo' }],
  ])('a client without a proper %s', (path, options) => {
    expect(() => createClient(options as never)).toThrow(EarshotError)
    expect(() => createClient(options as never)).toThrow(new RegExp(`^${path} must be`))
  })
})

describe('site.get', () => {
  test('reads the settings in one language', async () => {
    const { url, seen } = await serve(json(200, { key: 'pk_demo', name: 'Shop', fromNewerServer: true }))
    await expect(client(url).site.get({ locale: 'zh-Hant' })).resolves.toMatchObject({ name: 'Shop' })
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/sites/pk_demo?locale=zh-Hant' })
  })

  test('reads them in every language', async () => {
    const { url, seen } = await serve(json(200, { key: 'pk_demo' }))
    await client(url).site.get()
    expect(seen[0].url).toBe('/v1/sites/pk_demo')
  })

  test('tells when there is no such site', async () => {
    const { url } = await serve(problem(404, 'site_unknown'))
    expect((await error(client(url).site.get())).code).toBe('site_unknown')
  })
})

describe('upload', () => {
  test('sends the photo itself, with its type and the site, and answers its id', async () => {
    const { url, seen } = await serve(json(201, { id: 'abcdefghijklmnopqrstuv' }))
    const answer = await client(url).attachments.upload(new Blob(['pixels'], { type: 'image/jpeg' }))
    expect(answer).toEqual({ id: 'abcdefghijklmnopqrstuv' })
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/v1/attachments?site=pk_demo', body: 'pixels' })
    expect(seen[0].headers['content-type']).toBe('image/jpeg')
    await client(url).attachments.upload(new Blob(['pixels']))
    expect(seen[1].headers['content-type']).toBe('application/octet-stream')
  })

  test('tells why a photo was not taken', async () => {
    const { url } = await serve(problem(415, 'attachment_type'))
    expect((await error(client(url).attachments.upload(new Blob(['words'])))).code).toBe('attachment_type')
  })

  test('takes no other answer for an id', async () => {
    const { url } = await serve(json(200, {}))
    expect((await error(client(url).attachments.upload(new Blob(['pixels'])))).code).toBe('bad_answer')
  })
})
