import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, hangUp, json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

function staff(url: string) {
  return createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
}

const script = { greeting: 'a', question: 'b', satisfied: ['c'], unsatisfied: ['d'], thanks: 'e', later: 'f' }

describe('return visits', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['shows one', (of) => of.followups.get('a1'), 'GET', '/api/followups/a1', undefined],
    ['takes', (of) => of.followups.take('a1'), 'POST', '/api/followups/a1/take', {}],
    [
      'records',
      (of) => of.followups.result('a1', { reached: true, satisfied: true }),
      'POST',
      '/api/followups/a1/result',
      { reached: true, satisfied: true },
    ],
    ['hands over', (of) => of.followups.reassign('a1', 'b2'), 'POST', '/api/followups/a1/reassign', { staff: 'b2' }],
    ['gives up', (of) => of.followups.skip('a1', 'Moved'), 'POST', '/api/followups/a1/skip', { reason: 'Moved' }],
    [
      'says it in its own words',
      (of) => of.followups.setScript('day', 'zh-Hant', script),
      'PUT',
      '/api/followups/scripts/day/zh-Hant',
      script,
    ],
    ['changes rules', (of) => of.followups.changeRules({ tries: 2 }), 'PATCH', '/api/followups/rules', { tries: 2 }],
    ['makes links', (of) => of.link({ moment: 'purchase' }), 'POST', '/api/links', { moment: 'purchase' }],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, { id: 'x' }))
    expect(await call(staff(url))).toEqual({ id: 'x' })
    const [{ method: asked, url: to, body: sent }] = seen as [(typeof seen)[0]]
    expect([asked, to, sent === '' ? undefined : JSON.parse(sent)]).toEqual([method, path, body])
  })

  test('are said in Earshot’s own words again', async () => {
    const { url, seen } = await serve((response) => response.writeHead(204).end())
    await staff(url).followups.resetScript('day', 'ko')
    expect(seen.map(({ method, url }) => [method, url])).toEqual([['DELETE', '/api/followups/scripts/day/ko']])
  })

  test('come page by page', async () => {
    const { url, seen } = await serve(
      json(200, { items: [{ id: 'a' }], next: 'more' }),
      json(200, { items: [{ id: 'b' }], next: null }),
    )
    const all = await Array.fromAsync(staff(url).followups.all({ staff: 'me', now: true }))
    expect(all).toEqual([{ id: 'a' }, { id: 'b' }])
    expect(seen[1]!.url).toBe('/api/followups?limit=200&staff=me&now=true&cursor=more')
  })

  test('are not done twice by themselves, nor at another address', async () => {
    const { url, seen } = await serve(hangUp)
    expect(await failure(staff(url).followups.take('a1'))).toMatchObject({ code: 'network' })
    expect(await failure(staff(url).followups.take('../keys'))).toMatchObject({ code: 'invalid' })
    expect(seen).toHaveLength(1)
  })
})
