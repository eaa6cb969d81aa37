import { type InboxItem, uuidv7 } from '@earshot/sdk/contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { complained, ENGINES, freshConfig, freshServer, said, type TestServer } from '../../test/engines.ts'
import { listen } from '../../test/listen.ts'
import { call, hire, type Hired } from '../../test/staff.ts'
import { openDatabase } from '../database/engine.ts'
import { rowOf } from '../feedback/row.ts'
import { addSite } from '../site/store.ts'
import { mark } from './mark.ts'
import { countUnread, readerOf } from './store.ts'

const SOON = { timeout: 20_000 }

/** Feedback received one after the other, a second apart; ids oldest first. */
async function received(server: TestServer, count: number, begin = Date.now()): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) =>
    rowOf(
      { id: uuidv7(begin + i), site: 'pk_test', moment: 'purchase', answers: { praise: `No ${i}` } },
      {
        siteId: server.site.id,
        momentVersion: 1,
        receivedAt: begin + i * 1000,
        satisfaction: null,
        flags: [],
        proven: false,
        test: false,
      },
    ),
  )
  for (let at = 0; at < rows.length; at += 500) await server.database.insertMany('feedback', rows.slice(at, at + 500))
  return rows.map((row) => row.feedback_id)
}

async function unread(server: TestServer, who: Hired, query = ''): Promise<string[]> {
  const ids: string[] = []
  for (let cursor = ''; ;) {
    const { body } = await call(server, 'GET', `/api/feedback?unread=true&limit=3${query}${cursor}`, who.headers)
    const { items, next } = body as unknown as { items: InboxItem[]; next: string | null }
    ids.push(...items.map(({ id }) => id))
    expect(items.every((item) => item.unread)).toBe(true)
    if (next === null) return ids
    cursor = `&cursor=${next}`
  }
}

describe.each(ENGINES)('marks on feedback on %s', (engine) => {
  const post = (server: TestServer, who: Hired, body: object) =>
    call(server, 'POST', '/api/feedback/marks', who.headers, body)

  it('are told at once wherever the same member is signed in, and to nobody else', async () => {
    const server = await freshServer(engine)
    const base = await server.listen()
    const [ada, bo] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const ids = await received(server, 3)
    const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    const asked = '?types=followup.*&marks=true'
    const [mine, theirs] = await Promise.all(
      [ada, bo].map(({ headers }) => listen(base, { cookie: headers.cookie }, asked)),
    )
    const told = (reading = mine!) =>
      reading.blocks.flatMap(({ event, data, id }) => (event === 'marks' ? [[id, JSON.parse(data!)]] : []))
    for (const reading of [mine!, theirs!]) await expect.poll(() => reading.blocks[0]?.event, SOON).toBe('ready')
    const expected: unknown[] = []
    const marked = async (marks: object) => {
      expected.push([undefined, marks])
      await expect.poll(() => told(), SOON).toEqual(expected)
    }
    await post(server, ada, { ids: [ids[0]], read: true })
    await marked({ of: 'feedback', which: [ids[0]], read: true, unread: 3 })
    await post(server, ada, { ids: Array.from({ length: 200 }, () => ids[0]), read: false })
    await marked({ of: 'feedback', which: null, read: false, unread: 4 })
    await post(server, ada, { upTo: ids[2] })
    await marked({ of: 'feedback', which: null, read: true, unread: expect.any(Number) })
    await call(server, 'POST', '/api/complaints/marks', ada.headers, { numbers: [number], read: true })
    await marked({ of: 'complaints', which: [number], read: true, unread: null })
    await post(server, bo, { ids: [ids[0]], read: true })
    await expect.poll(() => told(theirs).length, SOON).toBe(1)
    expect(told()).toEqual(expected)
    const refused = await call(server, 'GET', '/api/events?marks=true', server.staff)
    expect(refused.body).toMatchObject({ errors: [{ path: 'marks' }] })
  })

  it('are each member’s own: some read, some unread again, all up to one', async () => {
    const server = await freshServer(engine)
    const [ada, bo] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const ids = await received(server, 5)
    const newest = ids.toReversed()
    expect(await unread(server, ada)).toEqual(newest)
    expect((await post(server, ada, { ids: [ids[1], ids[3]], read: true })).body).toMatchObject({ unread: 3 })
    expect(await unread(server, ada)).toEqual([ids[4], ids[2], ids[0]])
    expect((await post(server, ada, { upTo: ids[3] })).body).toMatchObject({ unread: 1 })
    expect((await post(server, ada, { ids: [ids[0], ids[2]], read: false })).body).toMatchObject({ unread: 3 })
    expect(await unread(server, ada)).toEqual([ids[4], ids[2], ids[0]])
    expect((await post(server, ada, { ids, read: true })).body).toMatchObject({ unread: 0 })
    expect(await unread(server, ada)).toEqual([])
    const read = await call(server, 'GET', '/api/feedback?unread=false', ada.headers)
    expect((read.body['items'] as unknown as InboxItem[]).map(({ id }) => id)).toEqual(newest)
    expect(await unread(server, bo)).toEqual(newest)
    expect(await call(server, 'GET', `/api/feedback/${ids[0]}`, bo.headers)).toMatchObject({ body: { unread: true } })
  })

  it('are taken back, and with them exactly what they changed', async () => {
    const server = await freshServer(engine)
    const ada = await hire(server, 'agent')
    const ids = await received(server, 7)
    const newest = ids.toReversed()
    const some = await post(server, ada, { ids: [ids[1], ids[2]], read: true })
    const more = await post(server, ada, { ids: [ids[0], ids[1], ids[2]], read: true })
    expect(more.body).toEqual({ unread: 4, undo: { ids: [ids[0]], read: false } })
    expect((await post(server, ada, { ids: [ids[0]], read: true })).body).toEqual({ unread: 4, undo: null })
    expect((await post(server, ada, more.body['undo']!)).body).toMatchObject({ unread: 5 })
    expect(await unread(server, ada)).toEqual(newest.filter((id) => id !== ids[1] && id !== ids[2]))
    expect((await post(server, ada, some.body['undo']!)).body).toMatchObject({ unread: 7 })

    // One before what is all read is kept unread, and one after it was read.
    await post(server, ada, { upTo: ids[2] })
    await post(server, ada, { ids: [ids[1]], read: false })
    await post(server, ada, { ids: [ids[4]], read: true })
    const before = await unread(server, ada)
    expect(before).toEqual([ids[6], ids[5], ids[3], ids[1]])
    const all = await post(server, ada, { upTo: ids[5] })
    expect(all.body).toMatchObject({ unread: 1, undo: { upTo: ids[5] } })
    // What is marked between the two stays as it was marked.
    await post(server, ada, { ids: [ids[6]], read: true })
    await post(server, ada, { ids: [ids[4]], read: false })
    expect(await unread(server, ada)).toEqual([ids[4]])
    expect((await post(server, ada, all.body['undo']!)).body).toEqual({ unread: 4, undo: null })
    expect(await unread(server, ada)).toEqual([ids[5], ids[4], ids[3], ids[1]])
    await post(server, ada, { upTo: ids[6] })
    expect((await post(server, ada, { upTo: ids[6] })).body).toEqual({ unread: 0, undo: null })
    expect((await post(server, ada, { ids, read: true, earlier: { readTo: 'x', unread: [], read: [] } })).code).toBe(
      'invalid',
    )
  })

  it('leave no row for each feedback: what is read in a row is one time, and of much the few are kept', async () => {
    const server = await freshServer(engine)
    const { id: staff, ...ada } = await hire(server, 'agent')
    const ids = await received(server, 1300)
    const rows = async () => (await server.database.write.selectFrom('feedback_mark').select('read').execute()).length
    for (let at = 0; at < 500; at += 250)
      await server.database.transaction((tx) =>
        mark(tx, server.site.id, staff, { ids: ids.slice(at, at + 250), read: true }),
      )
    expect(await rows()).toBe(0)
    // Two are left out, then the newest first.
    const rest = ids.slice(502).toReversed()
    for (let at = 0; at < rest.length; at += 200)
      await server.database.transaction((tx) =>
        mark(tx, server.site.id, staff, { ids: rest.slice(at, at + 200), read: true }),
      )
    expect(await rows()).toBe(2)
    expect(await countUnread(server.database.write, await readerOf(server.database.write, server.site.id, staff))).toBe(
      2,
    )
    expect(await unread(server, { id: staff, ...ada })).toEqual([ids[501], ids[500]])
  })

  it('are counted up to a hundred, and what came long before a member is read', async () => {
    const server = await freshServer(engine)
    const old = await received(server, 3, Date.now() - 30 * 24 * 3600_000)
    const ada = await hire(server, 'agent')
    expect(await unread(server, ada)).toEqual([])
    expect((await post(server, ada, { ids: [old[1]], read: false })).body).toMatchObject({ unread: 1 })
    await received(server, 120)
    expect((await post(server, ada, { ids: [old[0]], read: true })).body).toMatchObject({ unread: 100 })
  })

  it('begin, for members who were there before there were any, with all read', async () => {
    const database = await openDatabase(await freshConfig(engine), '0013-privacy')
    onTestFinished(() => database.close())
    const before = {
      site_id: 's',
      staff_id: 'ada',
      name: 'Ada',
      email: 'a@b.co',
      role: 'agent',
      skills: '[]',
      created_at: 1,
    }
    await database.write
      .insertInto('staff')
      .values(before as never)
      .execute()
    const now = Date.now()
    await database.migrate()
    expect((await readerOf(database.write, 's', 'ada')).readTo).toBeGreaterThanOrEqual(now)
  })

  it('go along with the other filters', async () => {
    const server = await freshServer(engine)
    const ada = await hire(server, 'agent')
    const [one, two] = [said(), said({ answers: { satisfaction: 1, comment: 'Torn' } })]
    for (const body of [one, two]) await server.say(body)
    expect(await unread(server, ada, '&satisfaction=1')).toEqual([two.id])
    expect(await unread(server, ada, '&text=torn')).toEqual([two.id])
    await post(server, ada, { ids: [two.id], read: true })
    expect(await unread(server, ada, '&text=torn')).toEqual([])
  })

  it('are nobody’s at another site, and not a key’s', async () => {
    const server = await freshServer(engine)
    const ids = await received(server, 1)
    const other = await addSite(server.database, { name: 'Other' })
    const eve = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    expect((await post(server, eve, { upTo: ids[0] })).code).toBe('feedback_unknown')
    expect((await post(server, eve, { ids, read: false })).body).toMatchObject({ unread: 0 })
    const byKey = await call(server, 'POST', '/api/feedback/marks', server.staff, { upTo: ids[0] })
    expect([byKey.status, byKey.code]).toEqual([403, 'forbidden'])
    expect((await call(server, 'GET', '/api/feedback?unread=true', server.staff)).code).toBe('invalid')
    expect((await call(server, 'GET', '/api/feedback', server.staff)).body['items']).toMatchObject([{ unread: false }])
    for (const body of [{}, { ids }, { ids, read: true, upTo: ids[0] }, { ids: ['x'], read: true }])
      expect((await post(server, eve, body)).code).toBe('invalid')
  })
})

describe.each(ENGINES)('marks on complaints on %s', (engine) => {
  it('tell what changed since a member last looked; what one did oneself is nothing new', async () => {
    const server = await freshServer(engine)
    const [ada, bo] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const { body } = await server.say(complained())
    const { number } = body['complaint'] as unknown as { number: string }
    const isUnread = async (who: Hired) => {
      const { body: page } = await call(server, 'GET', '/api/complaints', who.headers)
      const { body: one } = await call(server, 'GET', `/api/complaints/${number}`, who.headers)
      const [item] = page['items'] as unknown as { unread: boolean }[]
      expect(one['unread']).toBe(item!.unread)
      return item!.unread
    }
    const look = (who: Hired, read: boolean) =>
      call(server, 'POST', '/api/complaints/marks', who.headers, { numbers: [number, '2026-999999'], read })
    expect([await isUnread(ada), await isUnread(bo)]).toEqual([true, true])
    expect((await look(ada, true)).status).toBe(204)
    expect([await isUnread(ada), await isUnread(bo)]).toEqual([false, true])
    await call(server, 'POST', `/api/complaints/${number}/note`, bo.headers, { words: 'Look' })
    expect([await isUnread(ada), await isUnread(bo)]).toEqual([true, false])
    await look(ada, true)
    await look(ada, false)
    expect(await isUnread(ada)).toBe(true)
    expect(
      (await call(server, 'POST', '/api/complaints/marks', server.staff, { numbers: [number], read: true })).code,
    ).toBe('forbidden')
  })
})
