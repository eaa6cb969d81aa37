import type { CourtesyEntry, CourtesyResult } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

const OWN = { kind: 'cold', patterns: ['Kind regards, the team'], why: 'Nobody signs.', better: 'Sign by name.' }

async function found(server: TestServer, words: string, over: object = {}, headers = server.staff as object) {
  const { body } = await call(server, 'POST', '/api/courtesy', headers as never, { words, ...over })
  const { language, findings } = body as unknown as CourtesyResult
  return [language, ...findings.map(({ id }) => id)]
}

describe.each(ENGINES)('the courtesy check on %s', (engine) => {
  it('looks words through in their language, and keeps nothing', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    expect(await found(server, 'Please calm down', {}, agent.headers)).toEqual(['en', 'calm-down'])
    expect(await found(server, '진정하세요')).toEqual(['ko', 'calm-down'])
    expect(await found(server, '這是公司規定')).toEqual(['zh-Hant', 'company-rule'])
    expect(await found(server, 'Please calm down', { language: 'en-GB' })).toEqual(['en', 'calm-down'])
    expect(await found(server, 'Please calm down', { language: 'fr' })).toEqual([null])
    expect(await found(server, '我们会尽快处理')).toEqual([null])
    expect(await found(server, '')).toEqual(['en'])
    expect(server.logged()).not.toContain('calm')
  })

  it('takes 50,000 characters of any script, and no more', async () => {
    const server = await freshServer(engine)
    const post = (words: string) => call(server, 'POST', '/api/courtesy', server.staff, { words })
    expect((await post('盡'.repeat(50_000))).status).toBe(200)
    expect((await post('盡'.repeat(50_001))).code).toBe('invalid')
  })

  it('goes by the shop’s own phrases, and by none that it switched off', async () => {
    const server = await freshServer(engine)
    const set = (path: string, body: unknown, headers = server.staff as object) =>
      call(server, 'PUT', `/api/courtesy/${path}`, headers as never, body)
    const remove = (path: string) => call(server, 'DELETE', `/api/courtesy/${path}`, server.staff)
    const agent = await hire(server, 'agent')
    expect((await set('en/sign-off', OWN, agent.headers)).status).toBe(403)
    expect((await set('en-US/sign-off', OWN)).body).toMatchObject({ id: 'sign-off', language: 'en', own: true })
    expect(await found(server, 'Kind regards,\nThe Team')).toEqual(['en', 'sign-off'])
    expect((await set('en/calm-down', { off: true })).body).toMatchObject({ own: false, off: true })
    expect(await found(server, 'Please calm down')).toEqual(['en'])
    expect((await remove('en/calm-down')).status).toBe(204)
    expect(await found(server, 'Please calm down')).toEqual(['en', 'calm-down'])
    expect((await remove('en/calm-down')).code).toBe('courtesy_unknown')
    expect((await set('en/none', { off: true })).code).toBe('courtesy_unknown')
    // A language of which Earshot knows nothing.
    await set('de/leider', { ...OWN, patterns: ['leider'] })
    expect(await found(server, 'Das geht leider nicht', { language: 'de-AT' })).toEqual(['de', 'leider'])
    const { body } = await call(server, 'GET', '/api/courtesy?language=en', agent.headers)
    const items = body['items'] as CourtesyEntry[]
    expect(items[0]).toMatchObject({ id: 'sign-off', own: true })
    expect(items.length).toBeGreaterThan(25)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const headers = { authorization: `Bearer ${secret}` }
    expect(await found(server, 'Kind regards, the team', {}, headers)).toEqual(['en'])
  })

  it.each([
    { ...OWN, patterns: [] },
    { ...OWN, patterns: ['…'] },
    { ...OWN, patterns: ['x'.repeat(101)] },
    { ...OWN, kind: 'rude' },
    { ...OWN, colour: 'red' },
    {},
  ])('refuses the phrases %j', async (body) => {
    const server = await freshServer(engine)
    expect((await call(server, 'PUT', '/api/courtesy/en/mine', server.staff, body)).code).toBe('invalid')
    expect((await call(server, 'PUT', '/api/courtesy/en/Mine!', server.staff, OWN)).code).toBe('not_found')
  })
})
