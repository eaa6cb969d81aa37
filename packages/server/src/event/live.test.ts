import { connect } from 'node:net'
import { Event, StreamBegun, uuidv7 } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { complained, ENGINES, freshConfig, freshServer, type TestServer, tinyWidget } from '../../test/engines.ts'
import { listen, type Reading } from '../../test/listen.ts'
import { call, hire, PASSWORD } from '../../test/staff.ts'
import { openDatabase } from '../database/engine.ts'
import { createServer } from '../server.ts'
import { addSite } from '../site/store.ts'
import { createKey, revokeKey } from '../staff/keys.ts'
import { endSessions } from '../staff/session.ts'
import { record } from './record.ts'

const SOON = { timeout: 20_000 }

/** Something happens, in one transaction. */
function happen(server: Pick<TestServer, 'database'>, siteId: string, ...numbers: number[]) {
  return server.database.transaction(async (tx) => {
    for (const n of numbers) record(tx, siteId, { type: 'complaint.noted', subject: 'c', data: { n } })
  })
}

const numbers = (reading: Reading) => reading.events().map(({ data }) => Number(data['n']))

async function open(engine: 'sqlite' | 'postgres', beats = {}): Promise<{ server: TestServer; base: string }> {
  const server = await freshServer(engine, { beats })
  return { server, base: await server.listen() }
}

const ready = async (reading: Reading) => {
  await expect.poll(() => reading.blocks[0]?.event, SOON).toBe('ready')
  return reading
}

describe.each(ENGINES)('live events on %s', (engine) => {
  it('tell what happens, as the contract says it', async () => {
    const { server, base } = await open(engine)
    const reading = await ready(await listen(base, server.staff))
    expect(reading.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(reading.headers.get('cache-control')).toContain('no-store')
    await server.say(complained())
    const types = () => reading.events().map(({ type }) => type)
    await expect.poll(types, SOON).toEqual(expect.arrayContaining(['feedback.received', 'complaint.registered']))
    for (const event of reading.events()) expect(Event.parse(event)).toEqual(event)
    expect(JSON.stringify(reading.blocks)).not.toMatch(/Torn|ada@example/)
  })

  it('go on after the last that was seen: nothing is left out, whatever came meanwhile', async () => {
    const { server, base } = await open(engine)
    const first = await ready(await listen(base, server.staff))
    await happen(server, server.site.id, 1, 2, 3)
    await expect.poll(() => numbers(first), SOON).toEqual([1, 2, 3])
    first.leave()
    const seen = first.lastId()!
    const many = Array.from({ length: 700 }, (_, i) => i + 4)
    await happen(server, server.site.id, ...many)
    const second = await listen(base, { ...server.staff, 'last-event-id': seen })
    const third = await listen(base, server.staff, `?lastId=${seen}`)
    await happen(server, server.site.id, 704)
    for (const reading of [second, third]) await expect.poll(() => numbers(reading), SOON).toEqual([...many, 704])
    // Somewhere in the midst of what another got.
    const fourth = await listen(base, { ...server.staff, 'last-event-id': second.blocks[500]!.id! })
    await expect.poll(() => numbers(fourth), SOON).toEqual(numbers(second).slice(500))
  })

  it('begin some seconds ago where that is wished: what came between a list and the connection', async () => {
    const { server, base } = await open(engine)
    await happen(server, server.site.id, 1, 2)
    await server.database.write
      .updateTable('event')
      .set({ at: Date.now() - 600_000 })
      .where('seq', '=', 1)
      .execute()
    const near = await listen(base, server.staff, '?back=300')
    const all = await listen(base, server.staff, '?back=3600')
    const none = await ready(await listen(base, server.staff))
    await happen(server, server.site.id, 3)
    await expect.poll(() => numbers(near), SOON).toEqual([2, 3])
    await expect.poll(() => numbers(all), SOON).toEqual([1, 2, 3])
    await expect.poll(() => numbers(none), SOON).toEqual([3])
    expect((await call(server, 'GET', '/api/events?back=86400', server.staff)).code).toBe('invalid')
  })

  it('say so where what came between is not known any more', async () => {
    const { server, base } = await open(engine)
    await happen(server, server.site.id, 1, 2, 3)
    await server.database.write.deleteFrom('event').where('seq', '<', 3).execute()
    for (const lastId of ['1', '99']) {
      const reading = await listen(base, server.staff, `?lastId=${lastId}`)
      await expect.poll(() => reading.blocks[0], SOON).toMatchObject({ id: '3', event: 'reset' })
      expect(StreamBegun.parse(JSON.parse(reading.blocks[0]!.data!))).toBeDefined()
    }
    const next = await listen(base, server.staff, '?lastId=2')
    await expect.poll(() => numbers(next), SOON).toEqual([3])
    expect((await call(server, 'GET', '/api/events?lastId=x', server.staff)).code).toBe('invalid')
  })

  it('are those of one’s own site, role and wish', async () => {
    const { server, base } = await open(engine)
    const other = await addSite(server.database, { name: 'Other' })
    const stranger = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    const agent = await hire(server, 'agent')
    const readings = await Promise.all([
      listen(base, { cookie: stranger.headers.cookie }),
      listen(base, { cookie: agent.headers.cookie }),
      listen(base, server.staff),
      listen(base, server.staff, '?types=followup.*'),
    ])
    for (const reading of readings) await ready(reading)
    await server.database.transaction(async (tx) => {
      record(tx, server.site.id, { type: 'cluster.found', data: { n: 1 } })
      record(tx, server.site.id, { type: 'followup.done', data: { n: 2 } })
      record(tx, server.site.id, { type: 'complaint.noted', data: { n: 3 } })
      record(tx, other.id, { type: 'complaint.noted', data: { n: 4 } })
    })
    const [theirs, agents, owners, wished] = readings
    await expect.poll(() => numbers(owners!), SOON).toEqual([1, 2, 3])
    await expect.poll(() => numbers(agents!), SOON).toEqual([1, 2, 3])
    await expect.poll(() => numbers(wished!), SOON).toEqual([2])
    await expect.poll(() => numbers(theirs!), SOON).toEqual([4])
    expect((await call(server, 'GET', '/api/events')).status).toBe(401)
    expect((await call(server, 'GET', '/api/events?types=weather.*', server.staff)).code).toBe('invalid')
  })

  it('end with the session, the password and the key, and tell nothing after', async () => {
    const { server, base } = await open(engine, { recheckMs: 50 })
    const one = await hire(server, 'agent')
    const two = await hire(server, 'manager')
    const { key, secret } = await createKey(server.database, server.site.id, 'agent')
    const readings = await Promise.all([
      listen(base, { cookie: one.headers.cookie }),
      listen(base, { cookie: two.headers.cookie }),
      listen(base, { authorization: `Bearer ${secret}` }),
    ])
    const stays = await ready(await listen(base, server.staff))
    for (const reading of readings) await ready(reading)
    await call(server, 'DELETE', '/api/session', one.headers)
    await call(server, 'POST', '/api/session/password', two.headers, {
      password: 'another good one',
      current: PASSWORD,
    })
    await endSessions(server.database.write, server.site.id, two.id)
    await revokeKey(server.database, server.site.id, key.id)
    for (const reading of readings) await expect.poll(() => reading.ended(), SOON).toBe(true)
    await happen(server, server.site.id, 1)
    await expect.poll(() => numbers(stays), SOON).toEqual([1])
    expect(readings.flatMap(numbers)).toEqual([])
    expect(stays.ended()).toBe(false)
  })

  it('say now and then that they are still there, and end when the server stops', async () => {
    const { server, base } = await open(engine, { heartbeatMs: 20, recheckMs: 20 })
    const reading = await ready(await listen(base, server.staff, '?types=followup.*'))
    await happen(server, server.site.id, 1)
    await expect.poll(() => reading.comments.length, SOON).toBeGreaterThan(1)
    // Also for who wanted none of what came, so that they need not be told of it again.
    await expect.poll(() => reading.lastId(), SOON).toBe('1')
    await server.close()
    await expect.poll(() => reading.ended(), SOON).toBe(true)
  })

  it('are open a few times at most for one session or key', async () => {
    const { server, base } = await open(engine)
    const readings = []
    for (let n = 0; n < 8; n++) readings.push(await ready(await listen(base, server.staff)))
    const tooMany = await call(server, 'GET', '/api/events', server.staff)
    expect([tooMany.status, tooMany.code]).toEqual([429, 'rate_limited'])
    readings[0]!.leave()
    await expect
      .poll(async () => {
        const again = await listen(base, server.staff)
        return again.status
      }, SOON)
      .toBe(200)
  })

  it('cut off who does not read, who can then go on', async () => {
    const { server, base } = await open(engine, { slowMs: 100 })
    const { hostname, port } = new URL(base)
    const socket = connect(Number(port), hostname)
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => {})
    socket.write(`GET /api/events?lastId=0 HTTP/1.1\r\nhost: x\r\nauthorization: ${server.staff.authorization}\r\n\r\n`)
    socket.pause()
    const long = 'x'.repeat(20_000)
    for (let n = 0; n < 30; n++)
      await server.database.transaction(async (tx) => {
        for (let i = 0; i < 20; i++) record(tx, server.site.id, { type: 'complaint.noted', data: { n, long } })
      })
    const connections = () =>
      new Promise<number>((told) => server.app.server.getConnections((_error, count) => told(count)))
    await expect.poll(connections, SOON).toBe(0)
    // It may be cut off again where the machine is busy, and comes back as every client does.
    const seen = new Set<string>()
    let again = await listen(base, server.staff, '?lastId=0')
    const all = async () => {
      for (const { id } of again.events()) seen.add(id)
      if (again.ended()) again = await listen(base, server.staff, `?lastId=${again.lastId() ?? 0}`)
      return seen.size
    }
    await expect.poll(all, SOON).toBe(600)
  })
})

describe('live events of several servers on one PostgreSQL', () => {
  it('reach who listens at another, in order, also after its line to the database broke', async () => {
    const { server } = await open('postgres')
    const second = await createServer(server.config, { widget: tinyWidget(), log: { write: () => {} } })
    onTestFinished(() => second.close())
    const reading = await ready(await listen(await second.listen(), server.staff))
    await happen(server, server.site.id, 1, 2)
    await expect.poll(() => numbers(reading), SOON).toEqual([1, 2])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'earshot listen' and datname = current_database()`.execute(server.database.write)
    await happen(server, server.site.id, 3)
    await expect.poll(() => numbers(reading), SOON).toEqual([1, 2, 3])
    const writes = [server, second].flatMap(({ database }) =>
      Array.from({ length: 40 }, (_, n) => happen({ database }, server.site.id, 100 + n)),
    )
    await Promise.all(writes)
    await expect.poll(() => reading.events().length, SOON).toBe(83)
    const ids = reading.blocks.slice(1).map(({ id }) => Number(id))
    expect(ids).toEqual(ids.map((_, i) => i + 1))
  })
})

it('begin with the release of the console, which its page has, too', async () => {
  const { server, base } = await open('sqlite')
  const page = await server.app.inject({ url: '/console/inbox' })
  const release = /<meta name="earshot-release" content="([\w-]{12})" \/>/.exec(page.body)![1]
  const reading = await ready(await listen(base, server.staff))
  expect(StreamBegun.parse(JSON.parse(reading.blocks[0]!.data!))).toEqual({ release })
})

it('what another process wrote to the same SQLite is told as well', async () => {
  const { server, base } = await open('sqlite')
  const reading = await ready(await listen(base, server.staff))
  const other = await openDatabase(server.config)
  onTestFinished(() => other.close())
  await happen({ database: other }, server.site.id, 1)
  await expect.poll(() => numbers(reading), SOON).toEqual([1])
})

it('a database that only PostgreSQL servers share hears of commits at once', async () => {
  const config = await freshConfig('postgres')
  const [one, two] = [await openDatabase(config), await openDatabase(config)]
  onTestFinished(async () => {
    await one.close()
    await two.close()
  })
  const heard: unknown[] = []
  two.listen((sites) => heard.push(sites))
  await expect.poll(() => heard, SOON).toEqual(['any'])
  await one.transaction(async (tx) => record(tx, 'a', { type: 'followup.done', data: { id: uuidv7() } }))
  await expect.poll(() => heard, SOON).toContainEqual(['a'])
})
