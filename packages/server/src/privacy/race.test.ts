import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { brokenHistories } from '../complaint/audit.ts'
import { noteClaims } from '../customer/claims.ts'
import { fillIndex } from '../search/fill.ts'

const ADA = { name: 'Ada', email: 'ada@example.com' }
const COUNT = 60

describe.each(ENGINES)('on %s', (engine) => {
  it('an erasure holds against messages, repeats, orders and jobs that come while it runs', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const customer = { id: 'C-1', ...ADA }
    const order = (id: string) => ({ id, placed: '2026-11-01T08:00:00Z', customer })
    await call(server, 'POST', '/api/orders', server.staff, [order('1')])
    const all = Array.from({ length: COUNT }, (_, i) =>
      complained({ answers: { satisfaction: 2, comment: `plumbago ${i}` }, contact: ADA }),
    )
    const said = await Promise.all(all.map((one) => server.say(one)))
    const links = said.map(({ body }) => {
      const { url } = body['complaint'] as unknown as { url: string }
      return `/v1/complaints/${url.split('/c/')[1]}/messages`
    })

    const erasing = call(server, 'POST', '/api/privacy/erase', server.staff, { email: ADA.email, reason: 'by letter' })
    const meanwhile = await Promise.all([
      ...links.map((url) => call(server, 'POST', url, {}, { words: 'plumbago again' })),
      ...all.map(({ id }) => call(server, 'GET', `/api/feedback/${id}`, server.staff)),
      ...all.map((one) => server.say({ ...one, product: { name: 'plumbago' } })),
      call(server, 'POST', '/api/orders', server.staff, [order('1'), order('2')]),
      noteClaims(database, Date.now() + 120_000).then(() => ({ status: 200 })),
      fillIndex(database, Date.now()).then(() => ({ status: 200 })),
    ])
    expect(new Set(meanwhile.map(({ status }) => status)).difference(new Set([200, 410]))).toEqual(new Set())
    expect((await erasing).body).toMatchObject({ state: 'done', erased: { feedback: COUNT } })

    await fillIndex(database, Date.now())
    const told = await Promise.all([
      database.write.selectFrom('feedback').select(['answers', 'contact', 'product', 'search']).execute(),
      database.write.selectFrom('complaint_message').select('words').execute(),
      database.write.selectFrom('complaint_history').select('payload').where('command', '=', 'reply').execute(),
      database.write.selectFrom('search_posting').select('term').where('kind', '<>', 'customer').execute(),
    ])
    expect(JSON.stringify(told)).not.toMatch(/plumbago|ada/i)
    const orders = await database.write.selectFrom('shop_order').select(['order_id', 'customer_id']).execute()
    expect(orders.find((row) => row.order_id === '1')).toMatchObject({ customer_id: null })
    // One that was new then is on a card that there is.
    const cards = (await database.write.selectFrom('customer').select('customer_id').execute()).map(
      (row) => row.customer_id,
    )
    for (const { customer_id: id } of orders) if (id !== null) expect(cards).toContain(id)
    expect(await brokenHistories(database, site.id)).toEqual([])
  })
})
