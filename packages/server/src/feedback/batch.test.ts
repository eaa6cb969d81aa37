import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'

/** Makes the store refuse every row that holds the word. */
async function poison({ database }: TestServer, word: string): Promise<void> {
  const rule =
    database.engine === 'sqlite'
      ? sql`create trigger poison before insert on feedback when new.search like ${sql.lit(`%${word}%`)}
            begin select raise(abort, 'poison'); end`
      : sql`alter table feedback add constraint poison check (search not like ${sql.lit(`%${word}%`)})`
  await rule.execute(database.write)
}

describe.each(ENGINES)('group commit on %s', (engine) => {
  it('gives the error of a bad row to its sender only', async () => {
    const server = await freshServer(engine)
    await poison(server, 'hemlock')
    const bodies = Array.from({ length: 40 }, (_, i) =>
      complained({ answers: { satisfaction: 1, comment: i === 17 ? 'hemlock' : 'fine' } }),
    )
    const answers = await Promise.all(bodies.map((body) => server.say(body)))
    expect(answers.flatMap((answer, i) => (answer.status === 201 ? [] : [[i, answer.status]]))).toEqual([[17, 500]])
    expect(await server.count()).toBe(39)
    expect(server.logged()).not.toContain('hemlock')
  })

  it('gives complaints at once distinct numbers without a gap', async () => {
    const server = await freshServer(engine)
    const answers = await Promise.all(Array.from({ length: 500 }, () => server.say(complained())))
    const numbers = answers.map((answer) => (answer.body['complaint'] as { number: string }).number).toSorted()
    expect(new Set(numbers).size).toBe(500)
    expect(numbers.map((number) => Number(number.slice(5)))).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
  })

  it('stores what is in hand before it closes', async () => {
    const server = await freshServer(engine)
    const inHand = Array.from({ length: 50 }, () => server.say(said()))
    const statuses = (await Promise.all(inHand)).map((answer) => answer.status)
    await server.close()
    expect(new Set(statuses)).toEqual(new Set([201]))
  })
})

describe('a full disk', () => {
  it('answers 503 and says why, and goes on by itself when there is room again', async () => {
    const server = await freshServer('sqlite')
    expect((await server.say(said())).status).toBe(201)
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(server.database.write)
    await sql`pragma max_page_count = ${sql.lit(pages.rows[0]!.page_count)}`.execute(server.database.write)
    const filling = await Promise.all(
      Array.from({ length: 30 }, () => server.say(said({ answers: { satisfaction: 4, praise: 'x'.repeat(5000) } }))),
    )
    expect(new Set(filling.map((answer) => answer.status))).toEqual(new Set([503]))
    expect(filling[0]!.body).toMatchObject({ code: 'store_unavailable' })
    const ready = await server.app.inject('/readyz')
    expect(ready.statusCode).toBe(503)
    expect(ready.headers['retry-after']).toBe('5')
    expect(ready.json().detail).toContain('database or disk is full')
    expect((await server.app.inject('/healthz')).statusCode).toBe(200)

    await sql`pragma max_page_count = 1000000`.execute(server.database.write)
    expect((await server.app.inject('/readyz')).statusCode).toBe(200)
    expect((await server.say(said())).status).toBe(201)
    expect(await server.count()).toBe(2)
  })
})
