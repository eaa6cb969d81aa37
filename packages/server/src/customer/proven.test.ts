import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { upsertOrders } from '../order/upsert.ts'
import { cardOf } from './card.ts'
import { proofFor } from './proof.ts'

const contact = { name: 'Ada', email: 'Ada@example.com' }

/** A complaint whose customer then writes, by the link that was mailed to `address` if one is given. */
async function writes(server: TestServer, address?: string, id?: string): Promise<string> {
  const words = complained({ contact, ...(id === undefined ? {} : { id }) })
  await server.say(words)
  const complaint = await server.database.write
    .selectFrom('complaint')
    .selectAll()
    .where('feedback_id', '=', words.id)
    .executeTakeFirstOrThrow()
  const proof = address === undefined ? 'guessed' : proofFor(complaint, address, server.site.signingKey)!
  const token = new URL(
    String((await call(server, 'GET', `/api/complaints/${complaint.number}`, server.staff)).body['url']),
  ).pathname
  const { statusCode } = await server.app.inject({
    method: 'POST',
    url: `${token}/messages`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ words: 'And the box was wet.', proof }).toString(),
  })
  expect(statusCode).toBe(303)
  return words.id
}

async function cards(server: TestServer) {
  const rows = await server.database.write.selectFrom('customer').select('customer_id').execute()
  return Promise.all(rows.map((row) => cardOf(server.database.write, server.site.id, row.customer_id)))
}

describe.each(ENGINES)('a proven address on %s', (engine) => {
  it('makes a card for who has none, and nothing else does', async () => {
    const server = await freshServer(engine)
    await writes(server)
    await writes(server, 'eve@example.com')
    expect(await cards(server)).toEqual([])
    const [first, second] = [await writes(server, 'ada@example.com'), await writes(server, 'ada@example.com')]
    const [ada, ...others] = await cards(server)
    expect(others).toEqual([])
    expect(ada).toMatchObject({ name: 'Ada', keys: [{ kind: 'email', value: 'ada@example.com', by: 'proof' }] })
    expect(new Set(ada!.feedback.items.map((one) => `${one.by} ${one.id}`))).toEqual(
      new Set([`proof ${first}`, `proof ${second}`]),
    )
  })

  it('leads to the card that the shop knows, which keeps its own words', async () => {
    const server = await freshServer(engine)
    const customer = { id: 'C-1', name: 'Ada Lovelace', email: 'ada@EXAMPLE.com' }
    await upsertOrders(server.database, server.site.id, [{ id: '1', customer }])
    const said = await writes(server, 'ada@example.com')
    const [ada, ...others] = await cards(server)
    expect(others).toEqual([])
    expect(ada).toMatchObject({ name: 'Ada Lovelace', email: 'ada@EXAMPLE.com', feedback: { items: [{ id: said }] } })
  })

  it('leaves a feedback where staff put it', async () => {
    const server = await freshServer(engine)
    await upsertOrders(server.database, server.site.id, [{ id: '1', customer: { id: 'C-1', name: 'Ben' } }])
    const [ben] = await cards(server)
    const said = await writes(server)
    await call(server, 'POST', `/api/feedback/${said}/customer`, server.staff, { customer: ben!.id })
    await writes(server, 'ada@example.com', said)
    expect(await cards(server)).toMatchObject([
      {
        name: 'Ben',
        keys: [{ value: 'ada@example.com', by: 'proof' }, { value: 'C-1' }],
        feedback: { items: [{ by: 'staff' }] },
      },
    ])
    await call(server, 'POST', `/api/feedback/${said}/customer`, server.staff, { customer: null })
    await writes(server, 'ada@example.com', said)
    expect(await cards(server)).toMatchObject([{ name: 'Ben', feedback: { total: 0 } }])
  })
})
