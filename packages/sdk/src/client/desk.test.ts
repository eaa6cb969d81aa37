import { describe, expect, test } from 'vitest'
import { failure, hangUp, json, serve, TIMEOUT } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

function staff(url: string) {
  return createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })
}

const ID = '01990000-0000-7000-8000-000000000000'
const KEY = 'complaint/2026-000123/message'

describe('the desk', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['counts', (of) => of.desk.counts(), 'GET', '/api/desk', undefined],
    ['adds labels', (of) => of.labels.add({ name: ' Press ' }), 'POST', '/api/labels', { name: 'Press' }],
    ['colours labels', (of) => of.labels.change('a', { colour: 'red' }), 'PATCH', '/api/labels/a', { colour: 'red' }],
    [
      'keeps views',
      (of) => of.views.add({ kind: 'complaints', name: 'Due', query: { sort: 'due' } }),
      'POST',
      '/api/views',
      { kind: 'complaints', name: 'Due', query: { sort: 'due' } },
    ],
    ['orders views', (of) => of.views.change('v', { position: 2 }), 'PATCH', '/api/views/v', { position: 2 }],
    ['reads drafts', (of) => of.drafts.get(KEY), 'GET', `/api/drafts/${encodeURIComponent(KEY)}`, undefined],
    [
      'keeps drafts',
      (of) => of.drafts.keep(KEY, { data: { words: 'Dear' } }),
      'PUT',
      `/api/drafts/${encodeURIComponent(KEY)}`,
      { data: { words: 'Dear' } },
    ],
    [
      'says who is there',
      (of) => of.presence.say({ complaint: '2026-000123', state: 'typing' }),
      'POST',
      '/api/presence',
      { complaint: '2026-000123', state: 'typing' },
    ],
    ['marks', (of) => of.feedback.mark({ upTo: ID }), 'POST', '/api/feedback/marks', { upTo: ID }],
    ['makes complaints', (of) => of.feedback.complain(ID), 'POST', `/api/feedback/${ID}/complaint`, {}],
  ])('%s', async (_, call, method, path, body) => {
    const { url, seen } = await serve(json(200, { id: 'x' }))
    expect(await call(staff(url))).toEqual({ id: 'x' })
    const [{ method: asked, url: to, body: sent }] = seen as [(typeof seen)[0]]
    expect([asked, to, sent === '' ? undefined : JSON.parse(sent)]).toEqual([method, path, body])
  })

  test.each<[string, (of: StaffClient) => Promise<unknown>, string, unknown]>([
    ['labels', (of) => of.labels.list(), 'GET /api/labels', undefined],
    ['views', (of) => of.views.list(), 'GET /api/views', undefined],
    ['drafts', (of) => of.drafts.list(), 'GET /api/drafts', undefined],
    [
      'what is labelled',
      (of) => of.labels.apply({ feedback: [ID], add: ['a'] }),
      'POST /api/labels/apply',
      { feedback: [ID], add: ['a'] },
    ],
    ['who was thanked', (of) => of.feedback.thank([ID]), 'POST /api/feedback/thanks', { ids: [ID] }],
    [
      'what became of many',
      (of) => of.complaints.bulk({ numbers: ['2026-000123'], command: 'assign', fields: { staff: 'a' } }),
      'POST /api/complaints/bulk',
      { numbers: ['2026-000123'], command: 'assign', fields: { staff: 'a' } },
    ],
  ])('lists %s', async (_, call, path, body) => {
    const { url, seen } = await serve(json(200, { items: [{ id: 'x' }], next: null }))
    expect(await call(staff(url))).toEqual([{ id: 'x' }])
    const [{ method, url: to, body: sent }] = seen as [(typeof seen)[0]]
    expect([`${method} ${to}`, sent === '' ? undefined : JSON.parse(sent)]).toEqual([path, body])
  })

  test.each<[string, (of: StaffClient) => Promise<unknown>, string]>([
    ['labels', (of) => of.labels.remove('a'), 'DELETE /api/labels/a'],
    ['views', (of) => of.views.remove('a'), 'DELETE /api/views/a'],
    ['drafts', (of) => of.drafts.remove('a/b'), 'DELETE /api/drafts/a%2Fb'],
    ['thanks', (of) => of.feedback.unthank(ID), `DELETE /api/feedback/${ID}/thanks`],
    ['complaints as read', (of) => of.complaints.mark(['2026-000123'], true), 'POST /api/complaints/marks'],
  ])('takes away or marks %s without a word', async (_, call, path) => {
    const { url, seen } = await serve((response) => response.writeHead(204).end())
    expect(await call(staff(url))).toBeUndefined()
    expect(seen.map((one) => `${one.method} ${one.url}`)).toEqual([path])
  })

  test('asks for feedback and complaints by what the console shows', async () => {
    const { url, seen } = await serve(json(200, { items: [], next: null }))
    const of = staff(url)
    await of.feedback.list({ unread: true, label: 'a', complaint: false, photos: true, product: 'Rye', order: '7' })
    await of.complaints.list({ stage: 'open', department: 'mine', approval: 'mine' })
    expect(seen.map((one) => one.url)).toEqual([
      '/api/feedback?unread=true&label=a&complaint=false&photos=true&product=Rye&order=7',
      '/api/complaints?stage=open&department=mine&approval=mine',
    ])
  })

  test('does not give a command twice by itself', async () => {
    const { url, seen } = await serve(hangUp)
    const order = { numbers: ['2026-000123'], command: 'note', fields: { words: 'x' } } as const
    expect(await failure(staff(url).complaints.bulk({ ...order, numbers: [...order.numbers] }))).toMatchObject({
      code: 'network',
    })
    expect(seen).toHaveLength(1)
  })

  test.each<[string, (of: StaffClient) => Promise<unknown>, string]>([
    ['a draft that would lead elsewhere', (of) => of.drafts.get('a b'), 'key'],
    ['marks of nothing', (of) => of.feedback.mark({}), 'ids'],
    ['an unknown state', (of) => of.presence.say({ complaint: '2026-000123', state: 'x' as 'left' }), 'state'],
  ])('refuses %s before it asks', async (_, call, path) => {
    const { url, seen } = await serve(json(200, {}))
    expect(await failure(call(staff(url)))).toMatchObject({ code: 'invalid', errors: [{ path }] })
    expect(seen).toEqual([])
  })

  test('hears who is at a complaint, and what one marks elsewhere, beside the events', async () => {
    const present = { complaint: '2026-000123', present: [{ id: 'a', name: 'Ada', typing: true }] }
    const marks = { of: 'feedback', which: ['x'], read: true, unread: 3 }
    const event = { id: 'e', type: 'complaint.noted', timestamp: '2026-11-22T00:00:00Z', data: {} }
    const { url, seen } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`id: 1\nevent: ready\ndata: {}\n\nevent: presence\ndata: ${JSON.stringify(present)}\n\n`)
      response.write(`event: marks\ndata: ${JSON.stringify(marks)}\n\n`)
      response.write(`id: 2\ndata: ${JSON.stringify(event)}\n\n`)
    })
    const heard: unknown[] = []
    const end = new AbortController()
    const hear = (one: unknown) => heard.push(one)
    for await (const one of staff(url).events({ presence: hear, marks: hear, signal: end.signal })) {
      expect(one).toEqual({ ...event, lastId: '2' })
      end.abort()
    }
    expect(heard).toEqual([present, marks])
    expect(seen[0]!.url).toBe('/api/events?presence=true&marks=true')
  })
})
