import type { Demo } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { call, hire } from '../../test/staff.ts'
import { brokenHistories } from '../complaint/audit.ts'
import { lookForClusters } from '../cluster/look.ts'
import { PRIMARY_KEYS, type TableName } from '../database/schema.ts'
import { planFollowups } from '../followup/plan.ts'
import { createOutbox } from '../notify/deliver.ts'
import { fillIndex } from '../search/fill.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { hasOwner } from '../staff/link.ts'
import { beginEmptying, demosDue, runDemos } from './run.ts'

const demo = async (server: TestServer) =>
  (await call(server, 'GET', '/api/site/demo', server.staff)).body as unknown as Demo
const fill = (server: TestServer, headers: Record<string, string> = server.staff) =>
  call(server, 'POST', '/api/site/demo', headers, { days: 14 })
const empty = (server: TestServer) => call(server, 'DELETE', '/api/site/demo', server.staff)

/** What is no part of the shop: the server's notes, what is made from other rows or copied from our own, what was told. */
const APART =
  /^(demo|event|event_counter|job_run|claim_marker|search_\w+|product_\w+|session|api_key|site_seen|moment)$/

async function shop(server: TestServer): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const table of Object.keys(PRIMARY_KEYS) as TableName[]) {
    if (APART.test(table)) continue
    const all = await server.database.write.selectFrom(table).selectAll().execute()
    // Jobs hold a site's rules by a row that says nothing.
    const rows = all.filter(
      (row) => !('data' in row && row.data === '{}' && (!('shares' in row) || row.shares === '{}')),
    )
    if (rows.length > 0) found[table] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  return found
}

/** What servers do by themselves while the demo is there. */
async function jobs(server: TestServer): Promise<void> {
  const { config, database, app } = server
  const log = app.log
  const context = {
    config,
    database,
    log,
    outbox: createOutbox({ config, database, log }),
    webhooks: undefined as never,
  }
  const { signal } = new AbortController()
  await fillIndex(database, Date.now(), signal)
  await lookForClusters(context, Date.now(), signal)
  await planFollowups(context, Date.now(), signal)
}

describe.each(ENGINES)('the demo in somebody’s own shop on %s', (engine) => {
  it('comes whole, and leaves the shop as it was', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    await call(server, 'POST', '/api/departments', server.staff, { name: 'Dispatch' })
    await call(server, 'PATCH', '/api/policies', server.staff, { arbitration: { en: 'Ours' } })
    const before = await shop(server)
    expect(await demo(server)).toMatchObject({ state: 'none', percent: 0, real: false, possible: ['fill'] })
    expect(await fill(server)).toMatchObject({ status: 202, body: { state: 'filling', possible: ['empty'] } })
    expect(await demosDue(server.database)).toBe(true)
    expect(await runDemos(server)).toBe(1)
    const full = await demo(server)
    expect(full).toMatchObject({ state: 'full', percent: 100, real: false, possible: ['empty'], error: null })
    expect(full.feedback).toBeGreaterThan(50)
    expect(full.complaints).toBeGreaterThan(20)
    const visits = await call(server, 'GET', '/api/followups', server.staff)
    expect((visits.body['items'] as unknown as unknown[]).length).toBeGreaterThan(5)
    expect(await brokenHistories(server.database, server.site.id)).toEqual([])
    const stages = await server.database.write.selectFrom('complaint').select('stage').distinct().execute()
    expect(stages.length).toBeGreaterThan(5)
    // Its people are there by name, and nobody's: nothing new goes to them.
    const guests = await server.database.write
      .selectFrom('staff')
      .selectAll()
      .where('staff_id', '!=', owner.id)
      .execute()
    expect(guests.length).toBeGreaterThan(5)
    expect(guests.every(({ disabled_at }) => disabled_at !== null)).toBe(true)
    await jobs(server)
    expect(await empty(server)).toMatchObject({ status: 202, body: { state: 'emptying', possible: [] } })
    expect(await runDemos(server)).toBe(1)
    expect(await demo(server)).toMatchObject({ state: 'none', feedback: 0, complaints: 0, possible: ['fill'] })
    expect(await shop(server)).toEqual(before)
    expect(await hasOwner(server.database.write, server.site.id)).toBe(true)
    // Nothing of it is found any more, and the year begins anew.
    await jobs(server)
    expect((await call(server, 'GET', '/api/search?text=bread', server.staff)).body).toMatchObject({ items: [] })
    const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    expect(number).toMatch(/-000001$/)
    const told = await server.database.write
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'site.demo')
      .execute()
    expect(told.map(({ data }) => JSON.parse(data) as unknown)).toEqual([{ state: 'full' }, { state: 'none' }])
    expect(await empty(server)).toMatchObject({ status: 202, body: { state: 'none' } })
  })

  it('takes nothing with it that came beside it', async () => {
    const server = await freshServer(engine)
    const owner = await hire(server, 'owner')
    await fill(server)
    await runDemos(server)
    const [guest] = await server.database.write
      .selectFrom('demo_row')
      .select('id')
      .where('kind', '=', 'staff')
      .execute()
    await server.say(said())
    const { number } = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    const row = () =>
      server.database.write.selectFrom('complaint').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
    expect((await row()).assignee).toBe(owner.id)
    expect(await demo(server)).toMatchObject({ real: true })
    // The shop files its own under a category of the story, and gives it to one of its people.
    await call(server, 'PATCH', `/api/staff/${guest!.id}`, server.staff, { disabled: false })
    await call(server, 'POST', `/api/complaints/${number}/classify`, server.staff, { category: 'damaged' })
    await call(server, 'POST', `/api/complaints/${number}/assign`, server.staff, { staff: guest!.id })
    const mine = await row()
    await empty(server)
    await runDemos(server)
    expect(await server.count()).toBe(2)
    expect(await row()).toEqual(mine)
    const left = async (
      table: 'category' | 'staff' | 'department',
      column: 'category_id' | 'staff_id' | 'department_id',
    ) =>
      (
        await server.database.write
          .selectFrom(table as 'category')
          .select(column as 'category_id as id')
          .execute()
      ).map((one) => Object.values(one)[0])
    expect((await left('category', 'category_id')).toSorted()).toEqual(['damaged', 'delivery'])
    expect((await left('staff', 'staff_id')).toSorted()).toEqual([owner.id, guest!.id].toSorted())
    expect(await left('department', 'department_id')).toContain(mine.department_id)
    // The number that the customer knows is not given again.
    const second = (await server.say(complained())).body['complaint'] as unknown as { number: string }
    expect(Number(second.number.slice(5))).toBeGreaterThan(Number(number.slice(5)))
    expect(await demo(server)).toMatchObject({ state: 'none', possible: [] })
  })

  it('mails nobody, whatever is done about it', async () => {
    const postbox = await freshPostbox()
    const env = { EARSHOT_SMTP: postbox.url, EARSHOT_MAIL_FROM: 'care@shop.example' }
    const server = await freshServer(engine, { env })
    await hire(server, 'owner')
    await fill(server)
    await runDemos(server)
    expect(await server.database.write.selectFrom('outbox').selectAll().execute()).toEqual([])
    const open = await server.database.write
      .selectFrom('complaint')
      .select('number')
      .where('stage', '=', 'received')
      .executeTakeFirstOrThrow()
    const answered = await call(server, 'POST', `/api/complaints/${open.number}/message`, server.staff, {
      words: 'Hello',
    })
    expect(answered.status).toBe(200)
    const { config, database, app } = server
    expect(await createOutbox({ config, database, log: app.log }).deliver()).toBe(0)
    const mails = await database.write.selectFrom('outbox').select(['state', 'reason']).execute()
    expect(mails.length).toBeGreaterThan(0)
    expect(mails.every(({ state, reason }) => state === 'dead' && reason!.includes('demo'))).toBe(true)
    // Nobody was told of what is made up, either.
    const types = await database.write.selectFrom('event').select('type').distinct().execute()
    expect(types.map(({ type }) => type).toSorted()).toEqual(['complaint.messaged', 'site.demo'])
  })

  it('comes only into a shop that has no feedback, by its owner, once', async () => {
    const server = await freshServer(engine)
    const manager = await hire(server, 'manager')
    expect(await fill(server, manager.headers)).toMatchObject({ status: 403 })
    expect(await call(server, 'POST', '/api/site/demo', server.staff, { days: 3 })).toMatchObject({ status: 422 })
    // What is tried out in test mode is in no figure, and in nobody's way.
    await call(server, 'PATCH', '/api/site', server.staff, { test: true })
    await server.say(said())
    await call(server, 'PATCH', '/api/site', server.staff, { test: false })
    expect(await demo(server)).toMatchObject({ real: false, possible: ['fill'] })
    await server.say(said())
    expect(await fill(server)).toMatchObject({ status: 409, code: 'demo_not_possible' })
    expect(await demo(server)).toMatchObject({ state: 'none', real: true, possible: [] })
    // Another shop of the server is another matter.
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const headers = { authorization: `Bearer ${secret}` }
    expect(await fill(server, headers)).toMatchObject({ status: 202 })
    expect(await fill(server, headers)).toMatchObject({ status: 202, body: { state: 'filling' } })
    await runDemos(server)
    expect(await fill(server, headers)).toMatchObject({ status: 409, code: 'demo_not_possible' })
    expect(await demo(server)).toMatchObject({ state: 'none' })
    expect(await server.count()).toBeGreaterThan(50)
    await call(server, 'DELETE', '/api/site/demo', headers)
    await runDemos(server)
    expect(await server.count()).toBe(2)
  })

  it('is taken away also where it was only half told, and goes on where a server stopped', async () => {
    const server = await freshServer(engine)
    const before = await shop(server)
    await fill(server)
    // A server that is told to stop leaves it half told.
    expect(await runDemos(server, AbortSignal.abort())).toBe(0)
    expect(await runDemos(server, stopsLater())).toBe(0)
    expect(await demo(server)).toMatchObject({ state: 'filling' })
    await beginEmptying(server.database, server.site.id)
    expect(await runDemos(server)).toBe(1)
    expect(await shop(server)).toEqual(before)
    await fill(server)
    expect(await runDemos(server, stopsLater())).toBe(0)
    expect(await runDemos(server)).toBe(1)
    expect(await demo(server)).toMatchObject({ state: 'full', percent: 100 })
    expect(await brokenHistories(server.database, server.site.id)).toEqual([])
  })
})

/** Begins as if nothing were, and asks to stop at the first look after that. */
function stopsLater(): AbortSignal {
  let looks = 0
  return {
    get aborted() {
      return looks++ > 0
    },
  } as AbortSignal
}
