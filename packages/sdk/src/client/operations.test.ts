import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

const staff = (url: string) => createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })

describe('what keeps it running', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['shows a wording', (of) => of.templates.get('answer', 'ko'), 'GET', '/api/templates/answer/ko', undefined],
    [
      'sets a wording',
      (of) => of.templates.set('answer', 'zh-Hant', { subject: '{number}' }),
      'PUT',
      '/api/templates/answer/zh-Hant',
      { subject: '{number}' },
    ],
    ['tries mail', (of) => of.mail.test('Ada@x.yz'), 'POST', '/api/mail/test', { to: 'ada@x.yz' }],
    ['lists dead mail', (of) => of.mail.outbox({ state: 'dead' }), 'GET', '/api/outbox?state=dead', undefined],
    ['tries one again', (of) => of.mail.replay('a1'), 'POST', '/api/outbox/a1/replay', undefined],
    ['shows what is promised', (of) => of.policies.get(), 'GET', '/api/policies', undefined],
    [
      'promises otherwise',
      (of) => of.policies.change({ limits: { agent: 2000, manager: 20_000, owner: null } }),
      'PATCH',
      '/api/policies',
      { limits: { agent: 2000, manager: 20_000, owner: null } },
    ],
    ['works out a seal', (of) => of.seal('2026-11-21'), 'GET', '/api/seal?day=2026-11-21', undefined],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, { id: 'x' }))
    await expect(call(staff(url))).resolves.toEqual({ id: 'x' })
    expect(seen[0]).toMatchObject({ method, url: path })
    expect(seen[0].body === '' ? undefined : JSON.parse(seen[0].body)).toEqual(body)
  })

  test('lists jobs and templates whole, and lets no name become another address', async () => {
    const { url, seen } = await serve(json(200, { items: [{ name: 'outbox' }], next: null }))
    await expect(staff(url).jobs()).resolves.toEqual([{ name: 'outbox' }])
    await expect(staff(url).templates.list()).resolves.toEqual([{ name: 'outbox' }])
    expect(seen.map((one) => one.url)).toEqual(['/api/jobs', '/api/templates'])
    expect(await failure(staff(url).templates.get('../keys', 'en'))).toMatchObject({ code: 'invalid' })
    expect(await failure(staff(url).mail.replay('../keys'))).toMatchObject({ code: 'invalid' })
    expect(seen).toHaveLength(2)
  })
})
