import { describe, expect, it, onTestFinished } from 'vitest'
import { complained, ENGINES, freshConfig, freshServer, said } from '../../test/engines.ts'
import { type Database, openDatabase } from '../database/engine.ts'
import { record } from './record.ts'

function told(database: Database) {
  return database.write.selectFrom('event').selectAll().orderBy('site_id').orderBy('seq').execute()
}

const done = (n: number) => ({ type: 'followup.done' as const, subject: 'f1', data: { n } })

describe.each(ENGINES)('recording events on %s', (engine) => {
  it('numbers each site’s events without gaps, and forgets those of a transaction that fails', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    await database.transaction(async (tx) => {
      record(tx, 'a', done(1))
      record(tx, 'b', done(2))
      record(tx, 'a', done(3))
    })
    const failing = database.transaction(async (tx) => {
      record(tx, 'a', done(4))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await database.transaction(async (tx) => record(tx, 'a', done(5)))
    expect((await told(database)).map(({ site_id, seq, data }) => [site_id, seq, JSON.parse(data).n])).toEqual([
      ['a', 1, 1],
      ['a', 2, 3],
      ['a', 3, 5],
      ['b', 1, 2],
    ])
  })

  it('shows a number only once all before it are there, whoever commits first', async () => {
    const config = await freshConfig(engine)
    const database = await openDatabase(config)
    onTestFinished(() => database.close())
    const seen: number[][] = []
    let writing = true
    const reader = (async () => {
      while (writing) seen.push((await told(database)).map((row) => row.seq))
    })()
    const write = (n: number) => database.transaction(async (tx) => record(tx, 'a', done(n)))
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 8 }, (_, i) => write(i)))
    writing = false
    await reader
    seen.push((await told(database)).map((row) => row.seq))
    for (const numbers of seen) expect(numbers).toEqual(numbers.map((_, i) => i + 1))
    expect(seen.at(-1)).toHaveLength(160)
  })

  it('tells who listens after the commit, on every server of the database', async () => {
    const config = await freshConfig(engine)
    const database = await openDatabase(config)
    onTestFinished(() => database.close())
    const heard: unknown[] = []
    const end = database.listen((sites) => heard.push(sites))
    await database.transaction(async (tx) => record(tx, 'a', done(1)))
    await expect.poll(() => heard).toContainEqual(['a'])
    end()
  })

  it('keeps one event for each feedback batch, and one for each row of a complaint’s history', async () => {
    const server = await freshServer(engine)
    const { database, app, staff, site } = server
    const first = complained()
    await server.say(first)
    const { number } = (await database.write.selectFrom('complaint').select('number').executeTakeFirstOrThrow())!
    await app.inject({
      method: 'POST',
      url: `/api/complaints/${number}/assess`,
      headers: staff,
      payload: { founded: true },
    })
    await server.say({ ...first, order: { id: '1001' } })
    await server.say({ ...first, order: { id: '1001' } })
    await Promise.all(Array.from({ length: 5 }, () => server.say(said())))
    const rows = await told(database)
    expect(rows.every((row) => row.site_id === site.id)).toBe(true)
    expect(rows.map((row) => row.type)).toEqual(
      expect.arrayContaining(['feedback.received', 'complaint.registered', 'complaint.assessed', 'feedback.filled']),
    )
    const counted = (type: string) =>
      rows.filter((row) => row.type === type).flatMap((row) => JSON.parse(row.data).feedback)
    expect(counted('feedback.received')).toHaveLength(6)
    expect(counted('feedback.filled')).toEqual([{ id: first.id, moment: 'purchase', satisfaction: 2, test: false }])
    const history = await database.write.selectFrom('complaint_history').select('seq').execute()
    expect(rows.filter((row) => row.type.startsWith('complaint.'))).toHaveLength(history.length)
    const assessed = rows.find((row) => row.type === 'complaint.assessed')!
    expect(assessed.subject).toBe(first.id)
    expect(JSON.parse(assessed.data)).toMatchObject({ number, feedback: first.id, stage: 'investigating' })
    // Nothing that the customer said, nor how to reach them.
    expect(JSON.stringify(rows)).not.toMatch(/Torn|ada@example/)
  })
})
