import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { listOutbox } from '../notify/claim.ts'
import { addStaff } from '../staff/store.ts'
import { lastDay, mailSeals, sealOf } from './seal.ts'

const DAY = 24 * 3_600_000

describe('the last day', () => {
  it('is over for a while, so that nothing of it can still come', () => {
    expect(lastDay(Date.parse('2026-11-21T00:09:59Z'))).toBe('2026-11-19')
    expect(lastDay(Date.parse('2026-11-21T00:10:00Z'))).toBe('2026-11-20')
  })
})

describe.each(ENGINES)('the seal of all histories on %s', (engine) => {
  it('stays what it was for a day, whatever comes later, and changes with any row of it', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const today = new Date().toISOString().slice(0, 10)
    const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10)
    expect((await sealOf(database, site.id, today)).rows).toBe(0)
    for (let i = 0; i < 3; i++) await server.say(complained())
    const seal = await sealOf(database, site.id, tomorrow)
    expect(seal).toMatchObject({ day: tomorrow, head: expect.stringMatching(/^[\w-]{43}$/) })
    expect(seal.rows).toBeGreaterThanOrEqual(3)
    expect(await sealOf(database, 'other', tomorrow)).toMatchObject({ rows: 0 })

    // What comes the day after leaves it as it is.
    const { id } = await database.write
      .selectFrom('complaint_history')
      .select('feedback_id as id')
      .limit(1)
      .executeTakeFirstOrThrow()
    await sql`insert into complaint_history
      select site_id, feedback_id, seq + 100, at + ${3 * DAY}, actor, command, stage, payload, salt, digest, 'later'
      from complaint_history where feedback_id = ${id} and seq = 1`.execute(database.write)
    expect(await sealOf(database, site.id, tomorrow)).toEqual(seal)

    await database.write.updateTable('complaint_history').set({ hash: 'other' }).where('seq', '=', 1).execute()
    expect((await sealOf(database, site.id, tomorrow)).head).not.toBe(seal.head)
  })

  it('is mailed to the owners, and to nobody where nothing has happened', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    for (const [role, email] of [['owner', 'ada@shop.example'] as const, ['agent', 'bo@shop.example'] as const])
      await database.transaction((tx) => addStaff(tx, site.id, { name: role, email, role }, 'a long enough password'))
    expect(await mailSeals(database, Date.now() + DAY)).toBe(0)
    await server.say(complained())
    expect(await mailSeals(database, Date.now() + 2 * DAY)).toBe(1)
    const mails = (await listOutbox(database, site.id, undefined, 10)).filter((row) => row.topic === 'register')
    expect(mails).toMatchObject([{ address: 'ada@shop.example', capped: 0 }])
    const { head } = await sealOf(database, site.id, lastDay(Date.now() + 2 * DAY))
    expect(mails[0].payload).toContain(head)
  })
})
