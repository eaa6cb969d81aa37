import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  complained,
  ENGINES,
  freshConfig,
  freshFolder,
  freshServer,
  said,
  type TestServer,
} from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { brokenHistories } from '../complaint/audit.ts'
import { miscounted } from '../complaint/store.ts'
import { noteClaims } from '../customer/claims.ts'
import { backUp, restore } from '../database/backup.ts'
import { type Database, openDatabase } from '../database/engine.ts'
import { BYTES, PRIMARY_KEYS, type TableName } from '../database/schema.ts'
import { momentUrl } from '../followup/link.ts'
import { unfound } from '../search/audit.ts'
import { fillIndex } from '../search/fill.ts'
import { createServer } from '../server.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import { backAgain, eraseAgain } from './again.ts'
import { goOn, running } from './erase.ts'
import { listErasures } from './register.ts'
import { copyIn, FILE, takeCopy } from './file.ts'
import { changeRetention, monthsBefore } from './keep.ts'
import { overdue, retain } from './retention.ts'

/** What is hers alone, in lower case: none of it may be left anywhere. */
const HERS =
  `adalind quistgaard quist.example 912345678 heronsway quizzical plumbago zephyrine quokkaberry narwhal bergamot marmalade
   tamarind gossamer kestrel`.split(/\s+/)
const ADA = {
  name: 'Adalind Quistgaard',
  email: 'Adalind@Quist.example',
  phone: '+886 912 345 678',
  address: '17 Heronsway',
}
const BO = { name: 'Bo Ek', email: 'bo@ek.example' }

type Row = Record<string, unknown>

/** Every row of every table, bytes aside. */
async function everything(database: Database): Promise<{ table: TableName; row: Row }[]> {
  const all: { table: TableName; row: Row }[] = []
  for (const table of Object.keys(PRIMARY_KEYS) as TableName[]) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)}`.execute(database.write)
    for (const { [BYTES[table] ?? '']: _, ...row } of rows) all.push({ table, row })
  }
  return all
}

/** Where something of hers is left on a site: `feedback.contact: adalind`. Order numbers are the shop's own, and stay. */
async function left(database: Database, siteId: string): Promise<string[]> {
  const found = new Set<string>()
  for (const { table, row } of await everything(database)) {
    if (row['site_id'] !== siteId) continue
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== 'string' || (column === 'order_id' && (table === 'shop_order' || table === 'order_item')))
        continue
      for (const word of HERS) if (value.toLowerCase().includes(word)) found.add(`${table}.${column}: ${word}`)
    }
  }
  return [...found].toSorted()
}

const post = (server: TestServer, url: string, body: unknown, headers = server.staff) =>
  call(server, 'POST', url, headers, body)

/** A complaint led from its registration to an accepted remedy. @returns its number and link */
async function complain(server: TestServer, contact: object, words: string[], over: object = {}) {
  const photo = (await server.upload()).body.id
  const feedback = complained({
    answers: { satisfaction: 1, comment: `${words[0]} broke` },
    contact,
    product: { sku: 'A-1', name: 'Cup', condition: `${words[0]} stains` },
    attachments: [photo],
    page: { url: `https://shop.example/${words[0]}` },
    ...over,
  })
  const { body, status } = await server.say(feedback)
  expect(status).toBe(201)
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  const link = `/v1/complaints/${url.split('/c/')[1]}`
  const does = async (command: string, payload: object) => {
    const { status, body: answer } = await post(server, `/api/complaints/${number}/${command}`, payload)
    expect([command, status, answer['detail']]).toEqual([command, 200, undefined])
  }
  await does('assess', { founded: true, words: `Sorry, ${words[1]}`, cause: `${words[1]} courier` })
  await post(server, link.concat('/messages'), {
    words: `${words[2]} again`,
    attachments: [(await server.upload()).body.id],
  })
  await does('note', { words: `${words[3]} is a regular` })
  const tasks = [{ kind: 'refund', words: `${words[5]} by post` }]
  await does('propose', {
    remedies: [{ kind: 'refund', terms: `${words[4]} back`, cost: 100, currency: 'EUR', tasks }],
  })
  await post(server, `${link}/decision`, { accept: true, name: 'name' in contact ? contact.name : 'Somebody' })
  return { id: feedback.id, number, link, page: `/c/${url.split('/c/')[1]}`, feedback, photo }
}

/** A shop with Ada, of whom there is everything that there can be of somebody, and with Bo. */
async function shop(engine: Database['engine'], config?: TestServer['config']) {
  const server = await freshServer(engine, config ? { config } : {})
  await hire(server, 'owner', { email: 'olive@shop.example' })
  const order = (id: string, customer: object) => ({
    id,
    placed: '2026-11-01T08:00:00Z',
    total: 4990,
    currency: 'EUR',
    customer,
    items: [{ sku: 'A-1', name: 'Cup' }],
  })
  await post(server, '/api/orders', [
    order('O-ADALIND-1', { id: 'C-QUIZZICAL', ...emailOf(ADA), member: true }),
    order('B-1', emailOf(BO)),
  ])
  const cards = await server.database.write.selectFrom('customer').selectAll().orderBy('name').execute()
  const [ada, bo] = [cards.find(({ name }) => name === ADA.name)!, cards.find(({ name }) => name === BO.name)!]
  await post(server, `/api/customers/${ada.customer_id}/notes`, { words: 'Prefers kestrel' })
  const hers = await complain(server, ADA, ['plumbago', 'quokkaberry', 'zephyrine', 'narwhal', 'bergamot', 'marmalade'])
  const his = await complain(server, BO, ['brick', 'stone', 'mortar', 'sand', 'lime', 'clay'])
  const open = complained({
    answers: { satisfaction: 2, comment: 'gossamer torn' },
    contact: ADA,
    order: { id: 'O-ADALIND-1' },
  })
  await server.say(open)
  const happy = said({ answers: { satisfaction: 5, praise: 'tamarind' }, contact: { email: 'adalind@quist.example' } })
  await server.say(happy)
  await post(server, `/api/feedback/${hers.id}/customer`, { customer: ada.customer_id })
  await visit(server, ada.customer_id, 'tamarind on the phone')
  await visit(server, bo.customer_id, 'brick on the phone')
  await records(server)
  await fillIndex(server.database, Date.now())
  return { server, ada: ada.customer_id, bo: bo.customer_id, hers, his, open, happy, order }
}

const emailOf = ({ name, email, ...more }: { name: string; email: string; phone?: string }) => ({
  name,
  email,
  ...(more.phone ? { phone: more.phone } : {}),
})

/** Mails of every state, and what a webhook's receiver answered. */
async function records({ database, site }: TestServer): Promise<void> {
  const mails = await database.write.selectFrom('outbox').selectAll().orderBy('outbox_id').execute()
  for (const [i, { outbox_id }] of mails.entries())
    await database.write
      .updateTable('outbox')
      .set({ state: (['queued', 'sent', 'dead'] as const)[i % 3]! })
      .where('site_id', '=', site.id)
      .where('outbox_id', '=', outbox_id)
      .execute()
  const { outbox_id: _, feedback_id: __, ...mail } = mails[0]!
  const own = { ...mail, address: 'adalind@quist.example', payload: '{"name":"Adalind"}', feedback_id: null }
  await database.insertMany('outbox', [{ ...own, outbox_id: 'ada-visit' }])
  await database.insertMany('mail_quota', [
    { site_id: site.id, mailbox: 'adalind@quist.example', times: '[1]', last_at: 1 },
    { site_id: site.id, mailbox: 'bo@ek.example', times: '[1]', last_at: 1 },
  ])
  await database.insertMany('contact_verified', [
    { site_id: site.id, kind: 'email', value: 'adalind@quist.example', at: 1, by: 'proof' },
    { site_id: site.id, kind: 'phone', value: '+886912345678', at: 1, by: 'staff' },
    { site_id: site.id, kind: 'email', value: 'bo@ek.example', at: 1, by: 'proof' },
  ])
  const event = await database.write.selectFrom('event').selectAll().orderBy('seq').limit(1).executeTakeFirstOrThrow()
  const { seq, event_id, type, subject } = event
  const times = { created_at: 1, due_at: 1, holds_until: 1, stale_at: 1, tried_at: 1, took: 1, ended_at: 1 }
  const done = { state: 'sent', attempts: 1, claimed_until: null, status: 200, reason: null, ...times } as const
  const row = {
    site_id: site.id,
    webhook_id: 'w',
    seq,
    event_id,
    type,
    subject,
    answer: 'Thanks for plumbago',
    ...done,
  }
  await database.insertMany('delivery', [row])
}

/** A visit whose customer was reached. @returns its id */
async function visit({ database, site }: TestServer, customer: string, words: string): Promise<void> {
  await database.insertMany('followup', [
    {
      site_id: site.id,
      followup_id: `visit-${customer}`,
      kind: 'purchase',
      cause: `order:O-${customer}`,
      state: 'done',
      channel: 'phone',
      customer_id: customer,
      feedback_id: null,
      order_id: null,
      about: '{}',
      planned_at: 1,
      since: 1,
      due_at: 1,
      next_at: 1,
      time_zone: 'UTC',
      quiet: null,
      language: null,
      staff_id: null,
      tries: 1,
      attempts: JSON.stringify([{ at: 1, words }]),
      answer_id: `answer-${customer}`,
      ended_at: 1,
      satisfied: 1,
      words,
      ended_by: null,
      heard: 'phone',
      opened: null,
    },
  ])
}

/** What figures are made of: none of it is anybody's. */
async function figures({ write }: Database): Promise<unknown> {
  const feedback = await write
    .selectFrom('feedback')
    .select(['feedback_id', 'moment', 'received_at', 'satisfaction', 'test'])
    .orderBy('feedback_id')
    .execute()
  const complaints = await write
    .selectFrom('complaint')
    .select(['number', 'opened_at', 'category_id', 'severity', 'disputed', 'rating', 'level', 'replied'])
    .orderBy('number')
    .execute()
  const remedies = await write
    .selectFrom('remedy')
    .select(['state', 'cost', 'signed_at'])
    .orderBy('remedy_id')
    .execute()
  const orders = await write
    .selectFrom('shop_order')
    .select(['order_id', 'placed_at', 'total', 'currency', 'items'])
    .orderBy('order_id')
    .execute()
  const visits = await write
    .selectFrom('followup')
    .select(['kind', 'state', 'satisfied'])
    .orderBy('followup_id')
    .execute()
  return { feedback, complaints, remedies, orders, visits }
}

/** Rows that name one of these ids, but for the index and what all share. */
async function naming(database: Database, ids: readonly string[]): Promise<string[]> {
  const rows = (await everything(database)).filter(({ table }) => !table.startsWith('search_') && table !== 'delivery')
  return rows
    .map(({ table, row }) => `${table} ${JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`)
    .filter((row) => ids.some((id) => row.includes(id)))
    .toSorted()
}

const REASON = { reason: 'asked for by letter' }

describe.each(ENGINES)('on %s', (engine) => {
  it('a person of whom there is everything is erased: nothing of theirs is left in any table, and figures stand', async () => {
    const { server, ada, bo, hers, his } = await shop(engine)
    const { database, site } = server
    const other = await addSite(database, { key: 'pk_other', name: 'Other', origins: ['https://shop.example'] })
    await server.say({ ...complained({ contact: ADA }), site: 'pk_other' })
    const before = {
      figures: await figures(database),
      his: await naming(database, [his.id, his.number, bo, 'bo@ek.example']),
      other: await naming(database, [other.id]),
    }
    expect((await left(database, site.id)).length).toBeGreaterThan(30)

    const found = await post(server, '/api/privacy/find', { email: 'ADALIND@quist.example' })
    expect(found.body).toMatchObject({
      counts: { customers: 1, feedback: 3, complaints: 2, messages: 3, files: 2, followups: 1, orders: 1, notes: 1 },
      customers: [ada],
    })
    expect((found.body['claimed'] as unknown[]).length).toBe(2)
    const dry = await post(server, '/api/privacy/erase', { customer: ada, dryRun: true, ...REASON })
    expect(dry.status).toBe(200)
    const taken = await server.app.inject({ url: `/api/privacy/export?customer=${ada}`, headers: server.staff })
    const kinds = taken.body.split('\n').flatMap((line) => (line ? (JSON.parse(line) as { kind: string }).kind : []))
    const lines = (kind: string) => kinds.filter((one) => one === kind).length
    expect(dry.body['counts']).toMatchObject({
      feedback: lines('feedback'),
      complaints: lines('complaint'),
      followups: lines('followup'),
      mails: lines('mail'),
      notes: lines('note'),
      orders: lines('order'),
      files: lines('photo'),
    })
    expect((dry.body['counts'] as { notices: number }).notices).toBeGreaterThan(0)
    expect((await left(database, site.id)).length).toBeGreaterThan(30)

    const erased = await post(server, '/api/privacy/erase', { customer: ada, ...REASON })
    expect(erased).toMatchObject({
      status: 201,
      body: { state: 'done', erased: dry.body['counts'] },
    })
    expect(await left(database, site.id)).toEqual([])
    expect(
      await database.write.selectFrom('attachment').select('claimed_by').where('site_id', '=', site.id).execute(),
    ).toHaveLength(2)
    expect(await figures(database)).toEqual(before.figures)
    expect(await naming(database, [his.id, his.number, bo, 'bo@ek.example'])).toEqual(before.his)
    expect(await naming(database, [other.id])).toEqual(before.other)

    expect(await brokenHistories(database, site.id)).toEqual([])
    expect(await miscounted(database, site.id)).toEqual([])
    await fillIndex(database, Date.now())
    expect(await unfound(database, site.id)).toEqual([])
    expect(await left(database, site.id)).toEqual([])
    const shown = await call(server, 'GET', `/api/complaints/${hers.number}`, server.staff)
    expect(shown.body).toMatchObject({ stage: 'closed', outcome: 'withdrawn', contact: null })
    expect((shown.body['history'] as { command: string }[]).at(-1)!.command).toBe('erase')

    expect(shown.body['possible']).toEqual([])

    const again = await post(server, '/api/privacy/erase', { customer: ada, ...REASON })
    expect(again.body['id']).toBe(erased.body['id'])
    const list = await call(server, 'GET', '/api/privacy/erasures', server.staff)
    expect(list.body['items']).toHaveLength(1)
  })

  it('what comes late from somebody erased is not stored, and told so; what they say anew is welcome', async () => {
    const { server, ada, hers, happy, order } = await shop(engine)
    const { database, site } = server
    await post(server, '/api/privacy/erase', { email: ADA.email, ...REASON })
    const count = await server.count()

    expect(await server.say(happy)).toMatchObject({ status: 410, body: { code: 'erased' } })
    expect(await server.say(hers.feedback)).toMatchObject({ status: 410, body: { code: 'erased' } })
    expect(await server.say({ ...happy, answers: { satisfaction: 1, comment: 'plumbago' } })).toMatchObject({
      status: 410,
    })
    for (const [method, url, body] of [
      ['GET', hers.link, undefined],
      ['POST', `${hers.link}/messages`, { words: 'plumbago' }],
      ['POST', `${hers.link}/reopen`, { words: 'plumbago' }],
    ] as const)
      expect(await call(server, method, url, {}, body)).toMatchObject({ status: 410, code: 'erased' })
    const page = await server.app.inject({ method: 'GET', url: hers.page })
    expect([page.statusCode, page.body.includes('erased'), page.body.includes('plumbago')]).toEqual([410, true, false])
    expect(await post(server, `/api/complaints/${hers.number}/reopen`, { words: 'Once more' })).toMatchObject({
      code: 'erased',
    })

    const { url } = await momentUrl('http://localhost:0', site, { moment: 'followup', followup: `visit-${ada}` })
    expect((await server.app.inject({ method: 'GET', url: new URL(url).pathname })).statusCode).toBe(404)

    const pushed = await post(server, '/api/orders', [order('O-ADALIND-1', { id: 'C-QUIZZICAL', ...emailOf(ADA) })])
    expect([pushed.status, pushed.body['refused']]).toEqual([200, 0])
    expect(await server.count()).toBe(count)
    expect(await left(database, site.id)).toEqual([])

    const anew = await server.say(complained({ contact: ADA }))
    expect(anew.status).toBe(201)
    const found = await post(server, '/api/privacy/find', { email: ADA.email })
    expect(found.body).toMatchObject({ counts: { customers: 0, feedback: 1, complaints: 1, orders: 0 } })
    expect((await post(server, '/api/privacy/erase', { email: ADA.email, ...REASON })).status).toBe(201)
    expect(await left(database, site.id)).toEqual([])
  })

  it('a restored backup from before does not bring them back', async () => {
    const { server, ada, hers } = await shop(engine)
    const { database, config, site } = server
    const file = join(freshFolder(), 'backup.jsonl.gz')
    await backUp(database, file, () => {})
    // Made an hour before it could be sent.
    const id = uuidv7()
    const early = (Date.now() - 3_600_000).toString(16).padStart(12, '0')
    const later = complained({ id: `${early.slice(0, 8)}-${early.slice(8)}${id.slice(13)}`, contact: ADA })
    await server.say(later)
    const erased = await post(server, '/api/privacy/erase', { email: ADA.email, ...REASON })
    expect(existsSync(join(config.data, FILE))).toBe(true)

    const fresh = await freshConfig(engine)
    const restored = await openDatabase(fresh)
    await restore(restored, file, () => {})
    expect((await left(restored, site.id)).length).toBeGreaterThan(30)
    expect(await backAgain(restored, site.id)).toEqual({ feedback: [], customers: [], orders: [] })
    expect(await takeCopy(restored, copyIn(config.data)!)).toBeGreaterThan(5)
    expect(await takeCopy(restored, copyIn(config.data)!)).toBe(0)
    expect(await backAgain(restored, site.id)).toMatchObject({ customers: [ada], orders: ['O-ADALIND-1'] })
    expect(await eraseAgain(restored, site.id, Date.now())).toBeGreaterThan(4)
    expect(await left(restored, site.id)).toEqual([])
    expect(await backAgain(restored, site.id)).toEqual({ feedback: [], customers: [], orders: [] })
    expect(await brokenHistories(restored, site.id)).toEqual([])
    // That it was done is told again, once.
    await eraseAgain(restored, site.id, Date.now())
    expect(await listErasures(restored, site.id)).toMatchObject([
      { id: erased.body['id'], at: erased.body['at'], state: 'done', by: 'earshot restore' },
    ])
    await restored.close()

    // What came after the backup is known, too, although the restored data never held it.
    const next = await createServer(fresh, { log: { write: () => {} } })
    onTestFinished(() => next.close())
    for (const payload of [later, hers.feedback])
      expect((await next.app.inject({ method: 'POST', url: '/v1/feedback', payload })).json()).toMatchObject({
        code: 'erased',
      })
    expect((await next.app.inject({ method: 'GET', url: hers.link })).statusCode).toBe(410)
  })

  it('an export holds everything of somebody, with their photos, and nothing of anybody else', async () => {
    const { server, ada, his, hers } = await shop(engine)
    await post(server, `/api/complaints/${his.number}/merge`, { into: hers.number })
    const answer = await server.app.inject({
      method: 'GET',
      url: `/api/privacy/export?customer=${ada}`,
      headers: server.staff,
    })
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; data: Row })
    const kinds = Map.groupBy(lines, ({ kind }) => kind)
    expect(Object.fromEntries([...kinds].map(([kind, some]) => [kind, some.length]))).toMatchObject({
      export: 1,
      customer: 1,
      note: 1,
      order: 1,
      feedback: 3,
      complaint: 2,
      followup: 1,
      photo: 2,
    })
    for (const word of HERS.filter((one) => !['912345678'].includes(one)))
      expect([word, answer.body.toLowerCase().includes(word)]).toEqual([word, true])
    for (const word of ['Bo Ek', 'bo@ek.example', 'brick', his.number, his.id, 'olive@shop.example'])
      expect([word, answer.body.includes(word)]).toEqual([word, false])
    expect(Buffer.from(String(kinds.get('photo')![0]!.data['base64']), 'base64').length).toBeGreaterThan(50)
    const events = await server.database.write
      .selectFrom('event')
      .select('type')
      .where('type', '=', 'customer.exported')
      .execute()
    expect(events).toHaveLength(1)
  })

  it('of whom there is very much is erased by a job, also where the server stopped in between', async () => {
    const { server } = await shop(engine)
    const { database, site } = server
    const all = Array.from({ length: 520 }, (_, i) => said({ answers: { praise: `gossamer ${i}` }, contact: ADA }))
    expect(new Set((await Promise.all(all.map((one) => server.say(one)))).map(({ status }) => status))).toEqual(
      new Set([201]),
    )
    const begun = await post(server, '/api/privacy/erase', { email: ADA.email, ...REASON })
    expect(begun).toMatchObject({ status: 202, body: { state: 'running', erased: { feedback: 500 } } })
    expect(await left(database, site.id)).not.toEqual([])

    // Asked for again meanwhile, it is the same; a stop leaves what is done.
    const halted = new AbortController()
    halted.abort()
    await goOn(database, Date.now(), halted.signal)
    expect(await running(database)).toHaveLength(1)
    await Promise.all([goOn(database, Date.now()), goOn(database, Date.now())])
    const again = await post(server, '/api/privacy/erase', { email: ADA.email, ...REASON })
    expect(again.body).toMatchObject({ id: begun.body['id'], state: 'done', erased: { feedback: 523, customers: 1 } })
    expect(await left(database, site.id)).toEqual([])
    expect(await brokenHistories(database, site.id)).toEqual([])
    const told = await database.write.selectFrom('event').select('type').where('type', '=', 'customer.erased').execute()
    expect(told).toHaveLength(1)
  })

  it('of whom there is very much is kept from where an owner calls the erasure off, and may be erased another time', async () => {
    const { server, ada, order } = await shop(engine)
    const { database } = server
    const all = Array.from({ length: 520 }, (_, i) => said({ answers: { praise: `gossamer ${i}` }, contact: ADA }))
    await Promise.all(all.map((one) => server.say(one)))
    const begun = await post(server, '/api/privacy/erase', { customer: ada, ...REASON })
    const url = `/api/privacy/erasures/${begun.body['id'] as string}`
    const progress = await call(server, 'GET', url, server.staff)
    expect(progress.body).toMatchObject({ state: 'running', wanted: { feedback: 523 }, erased: { feedback: 500 } })
    const manager = await hire(server, 'manager')
    expect((await call(server, 'DELETE', url, manager.headers as never)).code).toBe('forbidden')
    const off = await call(server, 'DELETE', url, server.staff)
    expect(off.body).toMatchObject({ state: 'cancelled', erased: { feedback: 500, customers: 0 } })
    expect(await goOn(database, Date.now())).toBe(0)
    expect((await call(server, 'DELETE', url, server.staff)).code).toBe('erasure_over')
    expect((await call(server, 'DELETE', '/api/privacy/erasures/none', server.staff)).code).toBe('erasure_unknown')
    expect(JSON.stringify(await listErasures(database, server.site.id))).not.toContain(ada)

    // What is left is hers as before; what is gone stays gone, also after a restore.
    await takeCopy(database, copyIn(server.config.data)!)
    expect(await backAgain(database, server.site.id)).toEqual({ feedback: [], customers: [], orders: [] })
    expect((await call(server, 'GET', `/api/customers/${ada}`, server.staff)).body['orders']).toMatchObject({
      total: 1,
    })
    await post(server, '/api/orders', [order('O-ADALIND-2', { id: 'C-QUIZZICAL', ...emailOf(ADA) })])
    expect((await call(server, 'GET', `/api/customers/${ada}`, server.staff)).body['orders']).toMatchObject({
      total: 2,
    })
    const gone = await database.write
      .selectFrom('feedback')
      .select('feedback_id')
      .where('flags', 'like', '%erased%')
      .execute()
    const late = all.find(({ id }) => gone.some((row) => row.feedback_id === id))!
    expect((await server.say(late)).status).toBe(410)
    const again = await post(server, '/api/privacy/erase', { customer: ada, ...REASON })
    expect(again.body).toMatchObject({
      state: 'done',
      wanted: { feedback: 23 },
      erased: { feedback: 23, customers: 1 },
    })
  })

  it('an order or a complaint of nobody’s card is erased alone', async () => {
    const { server, his, order } = await shop(engine)
    const { customer: _, ...loose } = order('LOOSE-1', {})
    await post(server, '/api/orders', [loose])
    await server.say(said({ answers: { praise: 'plumbago' }, order: { id: 'LOOSE-1' } }))
    const first = await post(server, '/api/privacy/erase', { order: 'LOOSE-1', ...REASON })
    expect(first.body).toMatchObject({ state: 'done', erased: { orders: 1, feedback: 1, customers: 0 } })
    const second = await post(server, '/api/privacy/erase', { order: 'LOOSE-1', ...REASON })
    expect(second.body['id']).toBe(first.body['id'])
    const alone = await post(server, '/api/privacy/erase', { complaint: his.number, ...REASON })
    expect(alone.body).toMatchObject({ state: 'done', erased: { complaints: 1, customers: 0, orders: 0 } })
    expect(await naming(server.database, ['Bo Ek'])).toMatchObject([expect.stringContaining('customer ')])
  })

  it('only an owner erases, and nobody reaches into another site', async () => {
    const { server, ada, hers } = await shop(engine)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other', origins: [] })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const stranger = { authorization: `Bearer ${secret}` }
    expect(await post(server, '/api/privacy/find', { customer: ada }, stranger)).toMatchObject({
      code: 'customer_unknown',
    })
    expect(await post(server, '/api/privacy/erase', { customer: ada, ...REASON }, stranger)).toMatchObject({
      code: 'customer_unknown',
    })
    for (const who of [
      { complaint: hers.number },
      { order: 'O-ADALIND-1' },
      { email: ADA.email },
      { phone: ADA.phone },
    ]) {
      expect(await post(server, '/api/privacy/erase', { ...who, ...REASON }, stranger)).toMatchObject({
        code: 'person_unknown',
      })
      expect((await post(server, '/api/privacy/find', who)).body).toMatchObject({
        counts: { customers: 1, feedback: 3 },
      })
    }
    const manager = await createKey(server.database, server.site.id, 'manager')
    const headers = { authorization: `Bearer ${manager.secret}` }
    expect(await post(server, '/api/privacy/erase', { customer: ada, ...REASON }, headers)).toMatchObject({
      code: 'forbidden',
    })
    expect((await post(server, '/api/privacy/find', { customer: ada }, headers)).status).toBe(200)
    for (const bad of [
      {},
      { email: 'a@b.example', phone: '123456' },
      { email: 'nobody' },
      { customer: ada, all: true },
    ])
      expect(await post(server, '/api/privacy/find', bad)).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('an order is nobody’s after its time, and a card goes once nothing is left on it', async () => {
    const { server, ada, bo } = await shop(engine)
    const { database, site } = server
    await database.write.updateTable('followup').set({ state: 'skipped', ended_at: 1 }).execute()
    await noteClaims(database, Date.now() + 120_000)
    const cards = async () =>
      (await database.write.selectFrom('customer').select('customer_id').execute()).map((row) => row.customer_id)
    const later = Date.now() + 400 * 24 * 3600_000
    await changeRetention(database, site.id, { feedbackMonths: null, orderMonths: 6, customerMonths: 12 })
    expect(await overdue(database, site.id, later)).toMatchObject({ orders: 2, customers: 0 })
    // What she said is still on her card; on his there is nothing any more.
    await retain(database, later)
    expect(await cards()).toEqual([ada])
    expect((await naming(database, [bo])).filter((row) => !row.startsWith('followup '))).toEqual([])
    const verified = await database.write.selectFrom('contact_verified').select('value').execute()
    expect(verified.map(({ value }) => value)).not.toContain('bo@ek.example')
    const orders = await database.write.selectFrom('shop_order').selectAll().orderBy('order_id').execute()
    expect(orders.map(({ order_id, customer_id, total }) => [order_id, customer_id, total])).toEqual([
      ['B-1', null, 4990],
      ['O-ADALIND-1', null, 4990],
    ])
    // Told again, such an order is nobody's; somebody who buys anew is welcome.
    await changeRetention(database, site.id, { orderMonths: 1 })
    const old = { id: 'B-1', placed: '2025-01-01T08:00:00Z', customer: emailOf(BO) }
    await post(server, '/api/orders', [old])
    expect(await cards()).toEqual([ada])
    await post(server, '/api/orders', [{ ...old, id: 'B-2', placed: new Date().toISOString() }])
    expect(await cards()).toHaveLength(2)
  })

  it('words go when their time is over, by the rules of the site, and figures stand', async () => {
    const { server, hers, open } = await shop(engine)
    const { database, site } = server
    await noteClaims(database, Date.now() + 120_000)
    const before = await figures(database)
    const year = Date.now() + 366 * 24 * 3600_000
    await changeRetention(database, site.id, { feedbackMonths: 3, complaintMonths: null })
    expect(await overdue(database, site.id, year)).toMatchObject({ feedback: 1, complaints: 0 })
    await retain(database, year)
    expect(await figures(database)).toEqual(before)
    expect((await left(database, site.id)).some((one) => one.includes('plumbago'))).toBe(true)
    expect(await overdue(database, site.id, year)).toEqual({
      feedback: 0,
      complaints: 0,
      orders: 0,
      customers: 0,
      mails: 0,
      events: 0,
    })

    // Open complaints keep all, however old.
    await changeRetention(database, site.id, { complaintMonths: 6 })
    expect(await overdue(database, site.id, year)).toMatchObject({ complaints: 0 })
    await post(server, `/api/complaints/${hers.number}/withdraw`, { heard: 'phone' })
    expect(await overdue(database, site.id, year)).toMatchObject({ complaints: 1 })
    await retain(database, year)
    const rest = await call(server, 'GET', `/api/complaints/${hers.number}`, server.staff)
    expect(rest.body).toMatchObject({ stage: 'closed', contact: null })
    expect(JSON.stringify(await naming(database, [open.id]))).toContain('gossamer')
    expect(await brokenHistories(database, site.id)).toEqual([])

    const headers = server.staff
    expect((await call(server, 'GET', '/api/privacy/retention', headers)).body).toMatchObject({
      feedbackMonths: 3,
      mailDays: 30,
    })
    const changed = await call(server, 'PATCH', '/api/privacy/retention', headers, {
      feedbackMonths: null,
      mailDays: 7,
    })
    expect(changed.body).toEqual({
      feedbackMonths: null,
      complaintMonths: 6,
      orderMonths: 60,
      customerMonths: 24,
      mailDays: 7,
      eventDays: 30,
    })
    expect(await call(server, 'PATCH', '/api/privacy/retention', headers, { mailDays: 90 })).toMatchObject({
      code: 'invalid',
    })
  })
})

it('months are counted by the calendar', () => {
  const day = (text: string) => Date.parse(`${text}T12:00:00Z`)
  for (const [now, months, then] of [
    ['2026-03-31', 1, '2026-02-28'],
    ['2026-11-21', 24, '2024-11-21'],
    ['2028-02-29', 12, '2027-02-28'],
  ] as const)
    expect(monthsBefore(day(now), months)).toBe(day(then))
})
