import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, photo, said, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { removeUnclaimed } from './store.ts'

const DAY = 86_400_000

/** A photo from a phone held upright, with the place where it was taken. */
function fromPhone(): Promise<Buffer> {
  return sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#7a8' } })
    .withExif({ IFD0: { Make: 'Phone', Orientation: '6' }, IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

async function files(server: TestServer): Promise<{ claimed_by: string | null; complaint: string | null }[]> {
  return server.database.write.selectFrom('attachment').select(['claimed_by', 'complaint']).execute()
}

/** A complaint with one photo. @returns the path of its private page */
async function complainedWith(server: TestServer, id: string): Promise<string> {
  const { body } = await server.say(complained({ attachments: [id] }))
  return new URL((body['complaint'] as { url: string }).url).pathname
}

describe.each(ENGINES)('photos on %s', (engine) => {
  it('are written anew: upright, at most 2000 pixels, without place or device, with a small one beside', async () => {
    const server = await freshServer(engine)
    const { status, body } = await server.upload(await fromPhone(), { 'content-type': 'image/jpeg' })
    expect(status).toBe(201)
    expect(body).toEqual({ id: expect.stringMatching(/^[\w-]{22}$/) })
    const url = `/api/attachments/${body.id}`
    const full = await server.app.inject({ url, headers: server.staff })
    expect(full.headers['content-type']).toBe('image/jpeg')
    const read = await sharp(full.rawPayload).metadata()
    expect([read.width, read.height]).toEqual([1000, 2000])
    expect([read.exif, read.orientation, full.rawPayload.includes('GPS')]).toEqual([undefined, undefined, false])
    const thumb = await server.app.inject({ url: `${url}?thumb`, headers: server.staff })
    expect((await sharp(thumb.rawPayload).metadata()).height).toBe(320)
  })

  it('are served sandboxed, to staff of their site and to the link of their own complaint only', async () => {
    const server = await freshServer(engine)
    const id = (await server.upload()).body.id
    const other = (await server.upload()).body.id
    const page = await complainedWith(server, id)
    await complainedWith(server, other)

    const shown = await server.app.inject({ url: `${page}/attachments/${id}?thumb` })
    expect(shown.statusCode).toBe(200)
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="photo.jpeg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': expect.stringContaining('private'),
    })
    const { body, headers } = await server.app.inject({ url: page })
    expect(body).toContain(`<img src="${page}/attachments/${id}?thumb"`)
    expect(headers['content-security-policy']).toContain("img-src 'self'")
    const hidden = [
      `${page}/attachments/${other}`,
      `${page.slice(0, -1)}/attachments/${id}`,
      `${page}/attachments/..%2F${id}`,
      `${page}/attachments/${'a'.repeat(22)}`,
    ]
    for (const url of hidden) {
      const answer = await server.app.inject({ url })
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 404, 'attachment_unknown'])
    }
    expect((await server.app.inject({ url: `/api/attachments/${id}` })).statusCode).toBe(401)
  })

  it('belong to the feedback that names them, as an answer or beside the answers, and to no other', async () => {
    const server = await freshServer(engine)
    const [a, b] = [(await server.upload()).body.id, (await server.upload()).body.id]
    const first = complained({ answers: { satisfaction: 2, photos: [a] }, attachments: [a, b] })
    expect((await server.say(first)).status).toBe(201)
    expect(await files(server)).toEqual(
      Array.from({ length: 2 }, () => ({ claimed_by: `feedback:${first.id}`, complaint: first.id })),
    )
    const read = await server.app.inject({ url: `/api/feedback/${first.id}`, headers: server.staff })
    expect(read.json().attachments).toEqual([a, b])

    // Sent once more, it is the same; another one may not have them.
    expect((await server.say(first)).status).toBe(200)
    const second = complained({ answers: { satisfaction: 2, photos: [b] } })
    expect(await server.say(second)).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: [{ path: 'answers.photos.0', code: 'attachment_unknown' }] },
    })
    expect(await server.count()).toBe(1)
  })

  it('come with messages, too: both sides see those of the conversation, staff alone those of a note', async () => {
    const server = await freshServer(engine)
    const { body } = await server.say(complained())
    const { number, url } = body['complaint'] as unknown as { number: string; url: string }
    const page = new URL(url).pathname
    const ids: Record<string, string> = {}
    for (const [at, headers] of [
      [`/api/complaints/${number}/message`, server.staff],
      [`/v1/complaints/${page.slice(3)}/messages`, {}],
      [`/api/complaints/${number}/note`, server.staff],
    ] as const) {
      const { id } = (await server.upload()).body
      const said = await call(server, 'POST', at, headers, { words: 'Look', attachments: [id] })
      expect([at, said.status]).toEqual([at, 200])
      ids[at.split('/').at(-1)!] = id
    }
    const seen = (id: string | undefined) => server.app.inject({ url: `${page}/attachments/${id}` })
    expect((await seen(ids['message'])).statusCode).toBe(200)
    expect((await seen(ids['messages'])).statusCode).toBe(200)
    expect((await seen(ids['note'])).statusCode).toBe(404)
    const read = await server.app.inject({ url: `/api/attachments/${ids['note']}`, headers: server.staff })
    expect(read.statusCode).toBe(200)
    const again = { words: 'Look', attachments: [ids['note']] }
    expect(await call(server, 'POST', `/api/complaints/${number}/message`, server.staff, again)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'attachments.0', code: 'attachment_unknown' }] },
    })
  })

  it('are refused by path when unknown, and then claim nothing', async () => {
    const server = await freshServer(engine)
    const id = (await server.upload()).body.id
    expect(await server.say(said({ attachments: [id, 'nothing-has-this-id'] }))).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'attachments.1', code: 'attachment_unknown' }] },
    })
    expect(await files(server)).toEqual([{ claimed_by: null, complaint: null }])
    expect((await server.say(said({ attachments: [id] }))).status).toBe(201)
  })

  it('named by two at once are given to one', async () => {
    const server = await freshServer(engine)
    const id = (await server.upload()).body.id
    const answers = await Promise.all(Array.from({ length: 8 }, () => server.say(said({ attachments: [id] }))))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(7)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  it('stay free when the feedback that names them conflicts', async () => {
    const server = await freshServer(engine)
    const first = said()
    await server.say(first)
    const id = (await server.upload()).body.id
    const other = { ...first, answers: { satisfaction: 1 }, attachments: [id] }
    expect((await server.say(other)).status).toBe(409)
    expect(await files(server)).toEqual([{ claimed_by: null, complaint: null }])
  })

  it('that nothing has named within a day are deleted', async () => {
    const server = await freshServer(engine)
    const kept = (await server.upload()).body.id
    await server.say(said({ attachments: [kept] }))
    await server.upload()
    expect(await removeUnclaimed(server.database, Date.now() + DAY - 60_000)).toBe(0)
    expect(await removeUnclaimed(server.database, Date.now() + DAY + 60_000)).toBe(1)
    const left = await server.database.write.selectFrom('attachment_data').select('attachment_id').distinct().execute()
    expect(left).toEqual([{ attachment_id: kept }])
  })

  it('stop at the quota of the site', async () => {
    const server = await freshServer(engine, { site: { limits: { storage: 1000 } } })
    expect((await server.upload()).status).toBe(201)
    expect(await server.upload()).toMatchObject({ status: 403, body: { code: 'attachment_quota' } })
  })
})

describe('what is no photo', () => {
  it.each<[string, Buffer | Promise<Buffer>, number, string]>([
    ['words', Buffer.from('hello'), 415, 'attachment_type'],
    ['nothing', Buffer.alloc(0), 415, 'attachment_type'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 415, 'attachment_type'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'attachment_type'],
    ['a GIF that is a script', Buffer.from('GIF89a<script>alert(1)</script>'), 422, 'attachment_unreadable'],
    ['a PNG that is not one', Buffer.from('\x89PNG\r\n\x1A\nnothing', 'latin1'), 422, 'attachment_unreadable'],
    [
      'half a photo',
      photo(400, 300).then((whole) => whole.subarray(0, whole.length / 2)),
      422,
      'attachment_unreadable',
    ],
    [
      'a TIFF',
      sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
        .tiff()
        .toBuffer(),
      415,
      'attachment_type',
    ],
    ['a HEIC photo', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 415, 'attachment_type'],
    ['a PNG bomb', photo(12_000, 12_000), 413, 'attachment_too_large'],
    ['more than 10 MB', Buffer.alloc(10 * 1024 * 1024 + 1, 'x'), 413, 'attachment_too_large'],
  ])('%s is refused', async (_, bytes, status, code) => {
    const server = await freshServer('sqlite')
    expect(await server.upload(await bytes)).toMatchObject({ status, body: { code } })
    expect(await files(server)).toEqual([])
  })

  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('does not include %s', async (format) => {
    const server = await freshServer('sqlite')
    const bytes = await sharp({ create: { width: 64, height: 48, channels: 4, background: '#b75d3a80' } })
      .toFormat(format)
      .toBuffer()
    const { status, body } = await server.upload(bytes)
    expect(status).toBe(201)
    const { headers } = await server.app.inject({ url: `/api/attachments/${body.id}`, headers: server.staff })
    // What is seen through stays so.
    expect(headers['content-type']).toBe(format === 'jpeg' ? 'image/jpeg' : 'image/webp')
  })

  it('is told by content, not by the type that it claims', async () => {
    const server = await freshServer('sqlite')
    for (const type of ['application/octet-stream', 'image/jpeg', 'image/svg+xml'])
      expect((await server.upload(undefined, { 'content-type': type })).status).toBe(201)
    const asked = await server.upload(undefined, { 'content-type': 'application/zip' })
    expect(asked).toMatchObject({ status: 415, body: { code: 'attachment_type' } })
  })

  it('behind a photo is left behind, and of an animation the first picture stays', async () => {
    const server = await freshServer('sqlite')
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    for (const bytes of [Buffer.concat([await photo(), Buffer.from('<script>alert(1)</script>')]), gif]) {
      const { body } = await server.upload(bytes)
      const { rawPayload } = await server.app.inject({ url: `/api/attachments/${body.id}`, headers: server.staff })
      expect(rawPayload.includes('<script>')).toBe(false)
      expect((await sharp(rawPayload).metadata()).pages ?? 1).toBe(1)
    }
  })
})

describe('uploading', () => {
  it('follows the rules of feedback: site, origin, rate', async () => {
    const server = await freshServer('sqlite', { env: { EARSHOT_RATE_LIMIT: '3' } })
    const foreign = await server.upload(undefined, { origin: 'https://else.example' })
    expect(foreign).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } })
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/attachments?site=pk_none',
      headers: { 'content-type': 'image/png' },
      payload: await photo(),
    })
    expect(answer.json().code).toBe('site_unknown')
    expect((await server.upload(undefined, { origin: 'https://shop.example' })).status).toBe(201)
    expect(await server.upload()).toMatchObject({ status: 429, body: { code: 'rate_limited' } })
  })

  it('of many at once takes them one by one, and feedback goes on meanwhile', async () => {
    const server = await freshServer('sqlite')
    const bytes = await photo(1200, 900)
    const uploads = Promise.all(Array.from({ length: 24 }, () => server.upload(bytes)))
    expect((await server.say(said())).status).toBe(201)
    expect(new Set((await uploads).map(({ status }) => status))).toEqual(new Set([201]))
  })
})
