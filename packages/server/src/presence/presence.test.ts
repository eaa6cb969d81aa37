import { describe, expect, it, onTestFinished } from 'vitest'
import { complain } from '../../test/complaints.ts'
import { ENGINES, freshServer, type TestServer, tinyWidget } from '../../test/engines.ts'
import { listen, type Reading } from '../../test/listen.ts'
import { call, hire, type Hired } from '../../test/staff.ts'
import { createServer } from '../server.ts'
import { addSite } from '../site/store.ts'
import { createPresent, SILENT_MS } from './present.ts'

const SOON = { timeout: 20_000 }

const told = (reading: Reading) =>
  reading.blocks.filter(({ event }) => event === 'presence').map(({ data }) => JSON.parse(data!) as unknown)

describe.each(ENGINES)('who is at a complaint on %s', (engine) => {
  const say = (server: TestServer, who: Hired, complaint: string, state: string) =>
    call(server, 'POST', '/api/presence', who.headers, { complaint, state })

  it('is answered and told live, to members of the site alone, and kept nowhere', async () => {
    const server = await freshServer(engine)
    const base = await server.listen()
    const [ada, bo] = [await hire(server, 'agent', { email: 'ada@example.com' }), await hire(server, 'manager')]
    const other = await addSite(server.database, { name: 'Other' })
    const eve = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    const complaint = await complain(server)
    const asked = '?types=followup.*&presence=true'
    const [mine, theirs, deaf] = await Promise.all([
      listen(base, { cookie: bo.headers.cookie }, asked),
      listen(base, { cookie: eve.headers.cookie }, asked),
      listen(base, { cookie: bo.headers.cookie }),
    ])
    for (const reading of [mine, theirs, deaf]) await expect.poll(() => reading.blocks[0]?.event, SOON).toBe('ready')
    const here = (typing: boolean) => ({ complaint, present: [{ id: ada.id, name: 'ada', typing }] })
    expect((await say(server, ada, complaint, 'looking')).body).toEqual(here(false))
    await expect.poll(() => told(mine), SOON).toEqual([here(false)])
    await say(server, ada, complaint, 'looking')
    await say(server, ada, complaint, 'typing')
    await expect.poll(() => told(mine), SOON).toEqual([here(false), here(true)])
    const both = await say(server, bo, complaint, 'looking')
    expect(both.body['present']).toMatchObject([
      { id: ada.id, typing: true },
      { id: bo.id, typing: false },
    ])
    await say(server, ada, complaint, 'left')
    const left = { complaint, present: [{ id: bo.id, name: 'manager', typing: false }] }
    await expect.poll(() => told(mine).at(-1), SOON).toEqual(left)
    expect(told(mine)).toHaveLength(4)
    expect([told(theirs), told(deaf)]).toEqual([[], []])
    expect(mine.blocks.every(({ event, id }) => event !== 'presence' || id === undefined)).toBe(true)
    expect((await say(server, eve, complaint, 'looking')).code).toBe('complaint_unknown')
    expect((await say(server, ada, complaint, 'asleep')).code).toBe('invalid')
    expect((await call(server, 'POST', '/api/presence', server.staff, { complaint, state: 'looking' })).code).toBe(
      'forbidden',
    )
    expect((await call(server, 'GET', '/api/events?presence=true', server.staff)).code).toBe('invalid')
  })
})

describe('who is at a complaint', () => {
  const actor = (id: string) => ({ kind: 'staff', id, name: id, role: 'agent', siteId: 's' }) as const

  it('is gone after a silence', () => {
    let now = 0
    const heard: ((text: string) => void)[] = []
    const present = createPresent(
      { whisper: (text) => heard.forEach((one) => one(text)), overhear: (one) => (heard.push(one), () => {}) },
      () => now,
    )
    onTestFinished(() => present.close())
    const seen: string[] = []
    present.hear('s', (one) => seen.push(one.present.map(({ id }) => id).join()))
    present.say(actor('ada'), { complaint: 'c', state: 'looking' })
    now = SILENT_MS - 1
    present.say(actor('bo'), { complaint: 'c', state: 'looking' })
    present.look()
    now = SILENT_MS
    present.look()
    expect(present.at('s', 'c').present).toEqual([{ id: 'bo', name: 'bo', typing: false }])
    now = 2 * SILENT_MS
    present.look()
    expect(seen).toEqual(['ada', 'ada,bo', 'bo', ''])
  })

  it('is known at every server of one PostgreSQL', async () => {
    const server = await freshServer('postgres')
    const second = await createServer(server.config, { widget: tinyWidget(), log: { write: () => {} } })
    onTestFinished(() => second.close())
    const [ada, bo] = [await hire(server, 'agent'), await hire(server, 'manager')]
    const complaint = await complain(server)
    const reading = await listen(await second.listen(), { cookie: bo.headers.cookie }, '?presence=true')
    const say = () => call(server, 'POST', '/api/presence', ada.headers, { complaint, state: 'looking' })
    const leave = () => call(server, 'POST', '/api/presence', ada.headers, { complaint, state: 'left' })
    // Its line to the database may not be there yet, and what is said in passing is not said again.
    await expect
      .poll(async () => {
        await leave()
        await say()
        return told(reading).length
      }, SOON)
      .toBeGreaterThan(0)
    expect(told(reading)[0]).toEqual({ complaint, present: [{ id: ada.id, name: 'agent', typing: false }] })
  })
})
