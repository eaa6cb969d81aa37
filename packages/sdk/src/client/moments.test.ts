import { describe, expect, test } from 'vitest'
import { json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

const page = { items: [], next: null }
const content = {
  title: { en: 'Visit' },
  headings: [],
  questions: [{ id: 'comment', kind: 'text' as const, label: { en: 'Well?' } }],
  after: [{ title: { en: 'Thanks' } }],
}

describe('moments', () => {
  test.each<[string, (of: StaffClient['moments']) => Promise<unknown>, string, string, unknown]>([
    ['are listed', (of) => of.list(), 'GET', '', undefined],
    ['are read whole', (of) => of.get('visit'), 'GET', '/visit', undefined],
    ['are added', (of) => of.add({ id: 'visit', ...content }), 'POST', '', { id: 'visit', ...content }],
    [
      'are saved, from a version',
      (of) => of.save('visit', { version: 1, ...content }),
      'PUT',
      '/visit',
      { version: 1, ...content },
    ],
    ['are switched off', (of) => of.enable('visit', false), 'PATCH', '/visit', { enabled: false }],
    ['go back', (of) => of.restore('visit', 2), 'POST', '/visit/restore', { version: 2 }],
    ['go back to Earshot’s', (of) => of.reset('visit'), 'POST', '/visit/reset', undefined],
    ['are deleted', (of) => of.remove('visit'), 'DELETE', '/visit', undefined],
    ['have versions', (of) => of.versions('visit'), 'GET', '/visit/versions', undefined],
    ['have one version', (of) => of.version('visit', 2), 'GET', '/visit/versions/2', undefined],
    ['are shown as drafts', (of) => of.preview({ show: 'visit' }), 'POST', '/preview', { show: 'visit' }],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, page))
    await call(createStaffClient({ url, key: 'sk_secret' }).moments)
    expect(seen.map((one) => [one.method, one.url, one.body === '' ? undefined : JSON.parse(one.body)])).toEqual([
      [method, `/api/moments${path}`, body],
    ])
  })

  test('tell which version is current where somebody saved another', async () => {
    const moment = { version: 3, at: '2026-11-22T09:00:00Z', by: 'Mina', moment: { id: 'visit' } }
    const { url } = await serve(json(409, { type: '', title: '', status: 409, code: 'moment_changed', moment }))
    const { moments } = createStaffClient({ url, key: 'sk_secret' })
    await expect(moments.save('visit', { version: 1, ...content })).rejects.toMatchObject({
      code: 'moment_changed',
      problem: { moment },
    })
  })

  test('ask nothing of another address by an id', async () => {
    const { url, seen } = await serve(json(200, page))
    const { moments } = createStaffClient({ url, key: 'sk_secret' })
    await expect(moments.get('../keys')).rejects.toMatchObject({ code: 'invalid' })
    await expect(moments.version('visit', '1/../../..' as never)).rejects.toMatchObject({ code: 'invalid' })
    expect(seen).toEqual([])
  })
})
