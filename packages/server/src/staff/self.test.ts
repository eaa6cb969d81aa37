import type { LinkedMember, Member } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call, hire, PASSWORD } from '../../test/staff.ts'

const MAIL = { EARSHOT_SMTP: 'smtp://127.0.0.1:1', EARSHOT_MAIL_FROM: 'care@shop.example' }

describe.each(ENGINES)('members themselves on %s', (engine) => {
  it('change their own name, language and absence, and nothing else', async () => {
    const server = await freshServer(engine)
    const bo = await hire(server, 'agent', { email: 'bo@example.com' })
    const change = (body: object, headers: Record<string, string> = bo.headers) =>
      call(server, 'PATCH', '/api/session', headers, body)
    const absence = { from: '2026-12-24T00:00:00.000Z', until: null }
    const changed = await change({ name: ' Bo Lind ', language: 'ko', absence })
    expect(changed).toMatchObject({ status: 200, body: { id: bo.id, name: 'Bo Lind', language: 'ko', absence } })
    expect((await call(server, 'GET', '/api/session', bo.headers)).body).toMatchObject({
      name: 'Bo Lind',
      language: 'ko',
    })
    expect((await call(server, 'GET', '/api/session', server.staff)).body).toMatchObject({
      kind: 'key',
      language: null,
    })
    expect((await change({ absence: null, language: null })).body).toMatchObject({ absence: null, language: null })
    for (const more of [{ role: 'owner' }, { email: 'x@example.com' }, { disabled: true }, { skills: ['x'] }])
      expect(await change(more)).toMatchObject({ status: 422, code: 'invalid' })
    expect(await change({ name: '' })).toMatchObject({ status: 422 })
    expect(await change({ name: 'Key' }, server.staff)).toMatchObject({ status: 403, code: 'forbidden' })
    expect(await change({ name: 'X' }, {})).toMatchObject({ status: 401 })
    expect(await change({ name: 'X' }, { ...bo.headers, origin: 'https://evil.example' })).toMatchObject({
      code: 'origin_not_allowed',
    })
    const { body } = await call(server, 'GET', '/api/staff', server.staff)
    expect((body as unknown as { items: Member[] }).items).toMatchObject([{ name: 'Bo Lind', role: 'agent' }])
  })

  it('keep how they like their screens, one by one', async () => {
    const server = await freshServer(engine)
    const bo = await hire(server, 'agent', { email: 'bo@example.com' })
    const change = (preferences: object) => call(server, 'PATCH', '/api/session', bo.headers, { preferences })
    const kept = async () => (await call(server, 'GET', '/api/session', bo.headers)).body['preferences']
    expect(await kept()).toEqual({})
    expect((await change({ scheme: 'dark', shortcuts: false })).status).toBe(200)
    expect((await change({ density: 'compact', scheme: 'auto' })).status).toBe(200)
    expect(await kept()).toEqual({ scheme: 'auto', shortcuts: false, density: 'compact' })
    await call(server, 'PATCH', '/api/session', bo.headers, { name: 'Bo' })
    expect(await kept()).toEqual({ scheme: 'auto', shortcuts: false, density: 'compact' })
    for (const wrong of [{ scheme: 'pink' }, { shortcuts: 'no' }, { font: 'x' }])
      expect((await change(wrong)).code).toBe('invalid')
    expect((await call(server, 'GET', '/api/session', server.staff)).body['preferences']).toEqual({})
  })

  it('are written to in their language', async () => {
    const server = await freshServer(engine)
    const bo = await hire(server, 'agent', { email: 'bo@example.com' })
    await call(server, 'PATCH', '/api/session', bo.headers, { language: 'ko' })
    await server.say(complained())
    const rows = await server.database.write.selectFrom('outbox').selectAll().where('topic', '=', 'notice').execute()
    expect(rows.map(({ address, payload }) => [address, JSON.parse(payload).language])).toEqual([
      ['bo@example.com', 'ko'],
    ])
  })

  it('are told whether mail goes out, by the operator’s way or the site’s own, and of that way nothing', async () => {
    const server = await freshServer(engine, { env: { EARSHOT_ALLOW_HOSTS: '127.0.0.1' } })
    const bo = await hire(server, 'agent', { email: 'bo@example.com' })
    const { key, name, timeZone, look } = server.site
    const named = { key, name, timeZone, locale: look.locale }
    const told = async () => (await call(server, 'GET', '/api/session', bo.headers)).body['site']
    expect(await told()).toEqual({ ...named, mail: false })
    expect((await call(server, 'GET', '/api/mail', bo.headers)).code).toBe('forbidden')
    const set = (change: object) => call(server, 'PATCH', '/api/mail', server.staff, change)
    await set({ from: { address: 'care@shop.example' } })
    expect(await told()).toMatchObject({ mail: false })
    await set({ smtp: { host: '127.0.0.1', port: 1025 } })
    expect(await told()).toEqual({ ...named, mail: true })
    await set({ smtp: null })
    expect(await told()).toMatchObject({ mail: false })

    const mailing = await freshServer(engine, { env: MAIL })
    const ada = await hire(mailing, 'agent', { email: 'ada@example.com' })
    for (const headers of [ada.headers, mailing.staff])
      expect((await call(mailing, 'GET', '/api/session', headers)).body).toMatchObject({ site: { mail: true } })
    const again = await call(mailing, 'POST', '/api/session', {}, { email: 'ada@example.com', password: PASSWORD })
    expect(again.body).toMatchObject({ site: { mail: true } })
  })

  it('are handed their link where no mail is set up, and mailed it where it is', async () => {
    const input = { name: 'Bo', email: 'bo@example.com', role: 'agent', language: 'zh-Hant' }
    const bare = await freshServer(engine)
    const invited = await call(bare, 'POST', '/api/staff', bare.staff, input)
    const { id, link } = invited.body as unknown as LinkedMember
    expect([invited.status, link]).toEqual([201, expect.stringMatching(/\/console\/setup\/\w+/)])
    const again = (await call(bare, 'POST', `/api/staff/${id}/link`, bare.staff)).body as unknown as LinkedMember
    const take = (one: string) =>
      call(bare, 'POST', '/api/session/setup', {}, { token: one.split('/').at(-1), password: PASSWORD })
    expect((await take(link!)).code).toBe('link_unknown')
    expect((await take(again.link!)).status).toBe(201)
    expect(await bare.database.write.selectFrom('outbox').selectAll().execute()).toEqual([])

    const server = await freshServer(engine, { env: MAIL })
    const mailed = await call(server, 'POST', '/api/staff', server.staff, input)
    expect([mailed.status, Object.keys(mailed.body).includes('link')]).toEqual([201, false])
    const rows = await server.database.write.selectFrom('outbox').selectAll().execute()
    expect(rows.map(({ topic, payload }) => [topic, JSON.parse(payload).language])).toEqual([['invitation', 'zh-Hant']])
  })
})
