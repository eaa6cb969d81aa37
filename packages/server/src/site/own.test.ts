import type {
  Complaint,
  Problem,
  SiteHistory,
  SiteSnippet,
  Site as ShownSite,
  WidgetTextList,
} from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { createKey } from '../staff/keys.ts'
import { createSeen, SEEN_MAX, seenOrigins } from './seen.ts'
import { addSite, changeSite } from './store.ts'

const read = async (server: TestServer) =>
  (await call(server, 'GET', '/api/site', server.staff)).body as unknown as ShownSite
const change = (server: TestServer, body: unknown, headers: Record<string, string> = server.staff) =>
  call(server, 'PATCH', '/api/site', headers, body)
const events = (server: TestServer, type: 'site.changed' | 'site.seen') =>
  server.database.write.selectFrom('event').selectAll().where('type', '=', type).orderBy('seq').execute()

describe.each(ENGINES)('the settings of a site on %s', (engine) => {
  it('are read by agents, changed by owners, and follow at once in what the widget loads', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const owner = await hire(server, 'owner')
    const before = await call(server, 'GET', '/api/site', agent.headers)
    expect(before).toMatchObject({
      status: 200,
      body: {
        key: 'pk_test',
        version: 1,
        name: 'Lumen & Loaf',
        locale: 'en',
        timeZone: 'UTC',
        origins: ['https://shop.example'],
        limits: { address: null, site: null, storage: null },
      },
    })
    expect(await change(server, { name: 'No' }, agent.headers)).toMatchObject({ status: 403 })
    // It is in memory now.
    await server.app.inject('/v1/sites/pk_test')
    const changed = await change(
      server,
      {
        version: 1,
        name: ' Lumen ',
        locale: 'ko',
        theme: { accent: '#aa0000' },
        launcher: { label: { ko: '어땠나요?' }, only: ['/shop/*'] },
        origins: ['https://shop.example', 'https://*.shop.example', 'https://shop.example'],
        privacyUrl: 'https://shop.example/privacy',
        texts: { send: { ko: '보내요' } },
        test: true,
      },
      owner.headers,
    )
    expect(changed).toMatchObject({
      status: 200,
      body: {
        version: 2,
        name: 'Lumen',
        locales: ['ko', 'en', 'zh-Hant'],
        theme: { accent: '#aa0000', scheme: 'auto', radius: 14 },
        launcher: { enabled: true, label: { ko: '어땠나요?' }, only: ['/shop/*'] },
        origins: ['https://shop.example', 'https://*.shop.example'],
        texts: { send: { ko: '보내요' } },
      },
    })
    expect(await read(server)).toEqual(changed.body)
    expect((await server.app.inject('/v1/sites/pk_test')).json()).toMatchObject({
      name: 'Lumen',
      test: true,
      texts: { send: { ko: '보내요' } },
    })
    expect((await server.app.inject('/w/pk_test.js')).body).toContain('#aa0000')
    const { items } = (await call(server, 'GET', '/api/site/history', owner.headers)).body as unknown as SiteHistory
    expect(items).toEqual([
      {
        version: 2,
        at: (changed.body as unknown as ShownSite).changedAt,
        by: { kind: 'staff', name: 'owner' },
        fields: [
          'name',
          'locale',
          'locales',
          'privacyUrl',
          'origins',
          'test',
          'theme.accent',
          'launcher.label',
          'launcher.only',
          'texts.send',
        ],
      },
    ])
    expect(await events(server, 'site.changed')).toHaveLength(1)
  })

  it('are not changed over what somebody else changed meanwhile, who is told what that was', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    await change(server, { name: 'A' }, owner.headers)
    await changeSite(server.database, server.site.id, { name: 'B', timeZone: 'Asia/Seoul' })
    const refused = await change(server, { version: 1, name: 'C' })
    expect(refused).toMatchObject({ status: 409, code: 'site_changed' })
    expect((refused.body as unknown as Problem).site).toMatchObject({
      version: 3,
      changes: [
        { version: 2, by: 'owner', fields: ['name'] },
        { version: 3, by: 'earshot site set', fields: ['name', 'timeZone'] },
      ],
    })
    expect(await change(server, { version: 3, name: 'C' })).toMatchObject({ status: 200, body: { version: 4 } })
    // What changes nothing is no change.
    expect(await change(server, { version: 4, name: 'C', theme: {} })).toMatchObject({ body: { version: 4 } })
    // Of two at once one comes second, and is told.
    const both = await Promise.all([
      change(server, { version: 4, name: 'D' }),
      change(server, { version: 4, name: 'E' }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it.each<[string, unknown, string]>([
    ['a bad colour', { theme: { accent: 'red' } }, 'theme.accent'],
    ['a radius that is none', { theme: { radius: 99 } }, 'theme.radius'],
    ['an origin with a path', { origins: ['https://shop.example', 'https://shop.example/x'] }, 'origins.1'],
    ['an unknown time zone', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['an unknown language', { locales: ['en', 'xx'] }, 'locales.1'],
    ['languages without the own', { locales: ['ko'] }, 'locales'],
    ['no language', { locale: 'k!' }, 'locale'],
    ['a label in no language', { launcher: { label: { xx: 'y' } } }, 'launcher.label.xx'],
    ['a path that is none', { launcher: { only: ['shop'] } }, 'launcher.only.0'],
    ['a privacy address that runs', { privacyUrl: 'javascript:alert(1)' }, 'privacyUrl'],
    ['a blank name', { name: '  ' }, 'name'],
    ['a name of two lines', { name: 'a\nb' }, 'name'],
    ['an unknown text', { texts: { sendd: { en: 'x' } } }, 'texts.sendd'],
    ['a text with a placeholder that is not filled in', { texts: { step: { en: '{at} of {all}' } } }, 'texts.step.en'],
    ['an unknown field', { colour: 'red' }, 'colour'],
    ['what the operator sets', { limits: { site: 5 } }, 'limits'],
  ])('refuse %s, by its path', async (_, body, path) => {
    const server = await freshServer(engine)
    const answer = await change(server, body)
    expect(answer).toMatchObject({ status: 422, code: 'invalid' })
    expect((answer.body as unknown as Problem).errors!.map((one) => one.path)).toEqual([path])
    expect(await read(server)).toMatchObject({ version: 1 })
  })

  it('say why an origin is none', async () => {
    const server = await freshServer(engine)
    const { errors } = (await change(server, { origins: ['shop.example/x'] })).body as unknown as Problem
    expect(errors![0]!.message).toBe(
      'is not an origin: write https://shop.example without a path, https://*.shop.example, or loopback',
    )
  })

  it('move working clocks to the new time zone', async () => {
    const server = await freshServer(engine)
    await call(server, 'PATCH', '/api/policies', server.staff, {
      clocks: { 'first-answer': { hours: 9, working: true } },
    })
    const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    const due = async () =>
      ((await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body as unknown as Complaint).clocks[0]!
    const before = await due()
    expect((await change(server, { timeZone: 'Asia/Seoul' })).status).toBe(200)
    const after = await due()
    expect(after.dueAt).not.toBe(before.dueAt)
    expect(after.firstDueAt).toBe(before.firstDueAt)
  })

  it('list every text of the widget with the shop’s own, and go back to Earshot’s', async () => {
    const server = await freshServer(engine)
    const texts = async () =>
      ((await call(server, 'GET', '/api/site/texts', server.staff)).body as unknown as WidgetTextList).items
    await change(server, { texts: { send: { en: 'Off it goes' }, addPhoto: { ko: '사진!' } } })
    const items = await texts()
    expect(items.find(({ key }) => key === 'send')).toEqual({
      key: 'send',
      part: 'form',
      placeholders: [],
      builtin: { en: 'Send', ko: expect.any(String), 'zh-Hant': expect.any(String) },
      own: { en: 'Off it goes' },
    })
    expect(items.find(({ key }) => key === 'registered')).toMatchObject({ part: 'after', placeholders: ['time'] })
    expect(items.find(({ key }) => key === 'addPhoto')).toMatchObject({ part: 'photo', own: { ko: '사진!' } })
    await change(server, { texts: { send: null, addPhoto: { ko: '  ' } } })
    expect((await read(server)).texts).toEqual({})
    expect((await texts()).every(({ own }) => Object.keys(own).length === 0)).toBe(true)
  })

  it('are each site’s own', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const headers = { authorization: `Bearer ${secret}` }
    await change(server, { name: 'Mine' })
    expect((await call(server, 'GET', '/api/site', headers)).body).toMatchObject({ key: 'pk_other', name: 'Other' })
    expect((await call(server, 'GET', '/api/site/history', headers)).body).toEqual({ items: [], next: null })
  })
})

describe.each(ENGINES)('where the script was seen, on %s', (engine) => {
  const snippet = async (server: TestServer) =>
    (await call(server, 'GET', '/api/site/snippet', server.staff)).body as unknown as SiteSnippet

  it('comes from requests of pages, is flagged where they may not send, and is told once', async () => {
    const server = await freshServer(engine)
    const before = await snippet(server)
    expect(before).toEqual({
      tag: '<script async src="http://localhost:0/w/pk_test.js"></script>',
      nonceTag: '<script async nonce="…" src="http://localhost:0/w/pk_test.js"></script>',
      csp: [
        { directive: 'script-src', sources: [new URL(server.config.url).origin] },
        { directive: 'connect-src', sources: [new URL(server.config.url).origin] },
        { directive: 'img-src', sources: [new URL(server.config.url).origin] },
      ],
      seen: [],
    })
    const load = (headers: Record<string, string>) => server.app.inject({ url: '/w/pk_test.js', headers })
    await load({ referer: 'https://shop.example/thanks?order=1001' })
    await load({ referer: 'https://shop.example/' })
    await load({ origin: 'null' })
    await load({ referer: 'chrome-extension://abc/' })
    await load({ referer: 'not an address' })
    expect(
      (await server.app.inject({ url: '/v1/sites/pk_test', headers: { origin: 'https://new.example' } })).statusCode,
    ).toBe(403)
    expect((await server.say(said(), { origin: 'https://other.example' })).status).toBe(403)
    await expect.poll(async () => (await snippet(server)).seen.length).toBe(3)
    const { seen } = await snippet(server)
    expect(Object.fromEntries(seen.map(({ origin, allowed }) => [origin, allowed]))).toEqual({
      'https://shop.example': true,
      'https://new.example': false,
      'https://other.example': false,
    })
    // An origin that is allowed now is no longer foreign.
    await change(server, { origins: ['https://shop.example', 'https://new.example'] })
    expect((await snippet(server)).seen.find(({ origin }) => origin === 'https://new.example')!.allowed).toBe(true)
    const told = (await events(server, 'site.seen')).map(({ data }) => JSON.parse(data) as unknown)
    expect(told).toHaveLength(3)
    expect(told).toContainEqual({ origin: 'https://shop.example', allowed: true })
  })

  it('is written once a minute, and keeps fifty origins of which the site’s own find room', async () => {
    const server = await freshServer(engine)
    let now = Date.now()
    const seen = createSeen(server.database, 'http://localhost:0', () => now)
    const list = () => seenOrigins(server.database, server.site, 'http://localhost:0')
    const last = async (origin: string) => {
      const found = (await list()).find((one) => one.origin === origin)
      return found && Date.parse(found.lastAt)
    }
    const note = async (from: string) => {
      seen.note(server.site, from)
      await seen.idle()
    }
    const begun = now
    await note('https://shop.example')
    now += 30_000
    await note('https://shop.example/page')
    expect(await last('https://shop.example')).toBe(begun)
    now += 30_000
    await note('https://shop.example/page')
    expect(await last('https://shop.example')).toBe(now)
    // Somebody makes origins up: so many in a minute are looked at, and so many kept.
    for (let i = 0; i < 30; i++) seen.note(server.site, `https://a${i}.example`)
    await seen.idle()
    expect((await list()).length).toBe(21)
    for (let i = 0; i < 60; i++) {
      now += 60_000
      await note(`https://b${i}.example`)
    }
    expect((await list()).length).toBe(SEEN_MAX)
    expect(await last('https://b59.example')).toBeUndefined()
    const own = await changeSite(server.database, server.site.id, {
      origins: ['https://shop.example', 'https://new.example'],
    })
    seen.note(own, 'https://new.example')
    await seen.idle()
    expect(await last('https://new.example')).toBe(now)
    expect((await list()).length).toBe(SEEN_MAX)
    // A foreign one gives way to another after a day.
    now += 25 * 3_600_000
    await note('https://later.example')
    expect(await last('https://later.example')).toBe(now)
  })
})
