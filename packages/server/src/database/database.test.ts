import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { startPostgres } from '../../test/postgres.ts'
import { complained, ENGINES, freshConfig, freshPostgres, freshServer, said, tinyWidget } from '../../test/engines.ts'
import { createServer } from '../server.ts'
import { openDatabase } from './engine.ts'
import { UnknownDataVersion } from './migrate.ts'

function row(year: number) {
  return { site_id: 'a', year, last: 1 }
}

describe.each(ENGINES)('the database on %s', (engine) => {
  it('opens for several at once: one makes the tables, the others find them', async () => {
    const config = await freshConfig(engine)
    const program = `
      const { openDatabase } = await import(${JSON.stringify(import.meta.resolve('./engine.ts'))})
      const database = await openDatabase(${JSON.stringify({ data: config.data, databaseUrl: config.databaseUrl })})
      await database.check()
      await database.close()`
    const start = () => promisify(execFile)('node', ['--conditions=source', '--input-type=module', '-e', program])
    await Promise.all(Array.from({ length: 4 }, start))
  })

  it('refuses data of an unknown version and touches nothing', async () => {
    const config = await freshConfig(engine)
    const database = await openDatabase(config)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2099-01-01T00:00:00.000Z')`.execute(
      database.write,
    )
    await sql`drop table probe`.execute(database.write)
    await database.close()
    await expect(openDatabase(config)).rejects.toThrow(UnknownDataVersion)
    await expect(openDatabase(config)).rejects.toThrow(/9999-future\)\. Nothing was changed\. Start the newer Earshot/)
    await expect(createServer(config, { widget: tinyWidget() })).rejects.toThrow(UnknownDataVersion)
  })

  it('inserts rows whose key is free and says which', async () => {
    const config = await freshConfig(engine)
    const database = await openDatabase(config)
    onTestFinished(() => database.close())
    expect(await database.insertMany('complaint_counter', [row(1), row(3)])).toBe(2)
    expect(
      await database.transaction((tx) => tx.insertNew('complaint_counter', [row(1), row(2), row(3), row(4)])),
    ).toEqual([false, true, false, true])
    expect(await database.insertMany('complaint_counter', [])).toBe(0)
  })

  it('writes rows over, whole or in part, and holds rows as they stand', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    const probe = (site_id: string, filler: string) => ({ site_id, filler })
    const claim = (at: number, feedback_id: string) => ({ site_id: 'a', at, feedback_id })
    const held = await database.transaction(async (tx) => {
      await tx.put('probe', [probe('a', 'old'), probe('b', 'old')])
      await tx.put('probe', [probe('b', 'new'), probe('c', 'new')])
      await tx.put('claim_marker', [claim(1, 'x')])
      await tx.put('claim_marker', [claim(2, 'y')], ['at'])
      await tx.put('probe', [])
      expect(await tx.hold('probe', [])).toEqual([])
      expect(await tx.hold('claim_marker', [claim(9, 'z')])).toEqual([claim(2, 'x')])
      return tx.hold('probe', [probe('a', 'other'), probe('b', 'other'), probe('d', 'free')])
    })
    expect(held).toEqual([probe('a', 'old'), probe('b', 'new'), probe('d', 'free')])
    expect(await database.write.selectFrom('probe').selectAll().orderBy('site_id').execute()).toEqual([
      probe('a', 'old'),
      probe('b', 'new'),
      probe('c', 'new'),
      probe('d', 'free'),
    ])
  })

  it('lets one who holds a row go before another who wants it', async () => {
    const config = await freshConfig(engine)
    const servers = await Promise.all([openDatabase(config), ...(engine === 'postgres' ? [openDatabase(config)] : [])])
    onTestFinished(async () => {
      for (const one of servers) await one.close()
    })
    const add = (database: (typeof servers)[number]) =>
      database.transaction(async (tx) => {
        const [counter] = await tx.hold('complaint_counter', [{ ...row(1), last: 0 }])
        await tx.put('complaint_counter', [{ ...row(1), last: counter!.last + 1 }])
      })
    await Promise.all(Array.from({ length: 20 }, (_, i) => add(servers[i % servers.length]!)))
    expect(await servers[0]!.write.selectFrom('complaint_counter').select('last').execute()).toEqual([{ last: 20 }])
  })

  it('rolls back what a transaction did before it failed', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    const row = { site_id: 'a', year: 1, last: 1 }
    const failing = database.transaction(async (tx) => {
      await tx.insertNew('complaint_counter', [row])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await database.insertMany('complaint_counter', [row])).toBe(1)
  })

  it('keeps a snapshot still while others write', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    const count = (query: typeof database.read) => query.selectFrom('complaint_counter').selectAll().execute()
    await database.snapshot(async (query) => {
      expect(await count(query)).toHaveLength(0)
      await database.insertMany('complaint_counter', [{ site_id: 'a', year: 1, last: 1 }])
      expect(await count(database.read)).toHaveLength(1)
      expect(await count(query)).toHaveLength(0)
    })
  })

  it('finds no fault in itself', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    expect(await database.integrity()).toEqual([])
  })
})

describe('SQLite', () => {
  it('waits for the disk at every commit', async () => {
    const database = await openDatabase(await freshConfig('sqlite'))
    onTestFinished(() => database.close())
    expect((await sql`pragma synchronous`.execute(database.write)).rows).toEqual([{ synchronous: 2 }])
    expect((await sql`pragma journal_mode`.execute(database.write)).rows).toEqual([{ journal_mode: 'wal' }])
  })

  it('cannot write by the connection that reads', async () => {
    const database = await openDatabase(await freshConfig('sqlite'))
    onTestFinished(() => database.close())
    await expect(sql`delete from feedback`.execute(database.read)).rejects.toThrow('readonly')
  })
})

describe('PostgreSQL', () => {
  it('is told by its name, never by its password, when it does not answer', async () => {
    const config = await freshConfig('sqlite', { DATABASE_URL: 'postgres://ada:secret@127.0.0.1:1/shop' })
    await expect(openDatabase(config)).rejects.toThrow(
      /PostgreSQL at 127\.0\.0\.1:1\/shop does not answer: .*ECONNREFUSED/,
    )
    await expect(openDatabase(config)).rejects.not.toThrow('secret')
  })

  it('serves two servers that take the same feedback at once', async () => {
    const config = await freshConfig('postgres')
    const one = await freshServer('postgres', { config })
    const two = await createServer(config, { widget: tinyWidget(), log: { write() {} } })
    onTestFinished(() => two.close())
    const bodies = Array.from({ length: 150 }, () => complained())
    const send = (app: typeof two.app, body: unknown) =>
      app.inject({
        method: 'POST',
        url: '/v1/feedback',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      })
    const answers = await Promise.all(bodies.flatMap((body) => [send(one.app, body), send(two.app, body)]))
    expect(await one.count()).toBe(150)
    const statuses = answers.map((answer) => answer.statusCode)
    expect(statuses.filter((status) => status === 201)).toHaveLength(150)
    expect(statuses.filter((status) => status === 200)).toHaveLength(150)
    for (let i = 0; i < answers.length; i += 2) expect(answers[i]!.json()).toEqual(answers[i + 1]!.json())
    expect(new Set(answers.map((answer) => answer.json().complaint.number)).size).toBe(150)
  })

  it('may go away and come back: 503 meanwhile, then as before', async () => {
    const postgres = await startPostgres()
    onTestFinished(() => postgres.stop())
    const config = await freshConfig('sqlite', { DATABASE_URL: await freshPostgres(postgres.url) })
    const server = await freshServer('postgres', { config })
    expect((await server.say(said())).status).toBe(201)
    await postgres.kill()
    const gone = await Promise.all(Array.from({ length: 20 }, () => server.say(said())))
    expect(new Set(gone.map((answer) => answer.body['code']))).toEqual(new Set(['store_unavailable']))
    const ready = await server.app.inject('/readyz')
    expect([ready.statusCode, ready.json().code]).toEqual([503, 'store_unavailable'])
    await postgres.restart()
    expect((await server.app.inject('/readyz')).statusCode).toBe(200)
    expect((await server.say(said())).status).toBe(201)
    expect(await server.count()).toBe(2)
  })

  it('commits to disk although the database says otherwise', async () => {
    const url = await freshPostgres(inject('postgresUrl'))
    const first = await openDatabase({ data: '', databaseUrl: url })
    await sql`alter database ${sql.ref(new URL(url).pathname.slice(1))} set synchronous_commit = off`.execute(
      first.write,
    )
    await first.close()
    const second = await openDatabase({ data: '', databaseUrl: url })
    onTestFinished(() => second.close())
    expect((await sql`show synchronous_commit`.execute(second.write)).rows).toEqual([{ synchronous_commit: 'on' }])
  })
})
