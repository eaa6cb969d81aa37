import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'

async function stored(server: TestServer, id: string) {
  return (await server.app.inject({ url: `/api/feedback/${id}`, headers: server.staff })).json()
}

describe.each(ENGINES)('the same id on %s', (engine) => {
  it('with equal answers gets the same receipt again', async () => {
    const server = await freshServer(engine)
    const body = complained()
    const first = await server.say(body)
    const second = await server.say(body)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect(await server.count()).toBe(1)
  })

  it('with other answers is a conflict', async () => {
    const server = await freshServer(engine)
    const body = said()
    await server.say(body)
    expect(await server.say({ ...body, answers: { satisfaction: 4 } })).toMatchObject({
      status: 409,
      body: { code: 'feedback_conflict' },
    })
    expect((await stored(server, body.id)).answers).toEqual(body['answers'])
  })

  it('is equal whatever the line ends, the order of keys and the empty answers', async () => {
    const server = await freshServer(engine)
    const body = said({ answers: { satisfaction: 2, comment: 'one\r\ntwo\rthree' } })
    expect((await server.say(body)).status).toBe(201)
    expect(
      (await server.say({ ...body, answers: { comment: 'one\ntwo\nthree', reasons: [], satisfaction: 2 } })).status,
    ).toBe(200)
    expect((await stored(server, body.id)).answers.comment).toBe('one\ntwo\nthree')
  })

  it('takes 10,000 characters with LF and the same with CRLF', async () => {
    const server = await freshServer(engine)
    const text = 'nine of it\n'.repeat(909)
    const body = said({ moment: 'order', answers: { comment: text } })
    expect((await server.say(body)).status).toBe(201)
    expect((await server.say({ ...body, answers: { comment: text.replaceAll('\n', '\r\n') } })).status).toBe(200)
  })

  it('fills what the first one lacked, and nothing else', async () => {
    const server = await freshServer(engine)
    const body = said({
      moment: 'order',
      answers: { comment: 'Ring twice' },
      contact: { email: 'ada@example.com' },
      order: { id: '1001' },
    })
    await server.say(body)
    await server.say({
      ...body,
      contact: { email: 'other@example.com', name: 'Ada' },
      order: { id: '1001', total: 4990, currency: 'EUR' },
      product: { sku: 'A-1' },
    })
    expect(await stored(server, body.id)).toMatchObject({
      contact: { email: 'ada@example.com', name: 'Ada' },
      order: { id: '1001', total: 4990, currency: 'EUR', proven: false },
      product: { sku: 'A-1' },
    })
    const found = await server.app.inject({ url: '/api/feedback?text=ada', headers: server.staff })
    expect(found.json().items).toHaveLength(1)
  })

  it("does not mix another order's details in", async () => {
    const server = await freshServer(engine)
    const body = said({ order: { id: '1001' } })
    await server.say(body)
    expect((await server.say({ ...body, order: { id: '2002', total: 1 } })).status).toBe(200)
    expect((await stored(server, body.id)).order).toEqual({ id: '1001', proven: false })
  })

  it('opens a complaint when the second one leaves the contact', async () => {
    const server = await freshServer(engine)
    const body = said({ answers: { satisfaction: 1, comment: 'Torn' } })
    expect((await server.say(body)).body).toMatchObject({ complaint: null })
    const second = await server.say({ ...body, contact: { email: 'ada@example.com' } })
    expect(second).toMatchObject({ status: 200, body: { complaint: { number: expect.stringMatching(/-000001$/) } } })
    expect((await server.say(body)).body).toEqual(second.body)
  })

  it('sent 200 times at once is one row, and all get the same receipt', async () => {
    const server = await freshServer(engine)
    const body = complained()
    const answers = await Promise.all(Array.from({ length: 200 }, () => server.say(body)))
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(199)
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(await server.count()).toBe(1)
  })
})
