import { uuidv7 } from '@earshot/sdk/contract'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshServer, said } from '../../test/engines.ts'

/** Text with everything that people, browsers and attackers can put into a string. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\0', '\ud800', '\r\n', '<', '"', '💐', 'ß', '가'),
    fc.string({ minLength: 1, maxLength: 1 }),
  ),
})

test('whatever JSON is sent, the answer is a receipt or a clear refusal, never a fault of ours', async () => {
  const server = await freshServer('sqlite')
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 6 }), async (body) => {
      const { status, body: answer } = await server.say(body)
      expect([400, 404, 422]).toContain(status)
      expect(answer).toMatchObject({
        status,
        code: expect.any(String) as unknown,
        detail: expect.any(String) as unknown,
      })
    }),
    { numRuns: 300 },
  )
  expect(await server.count()).toBe(0)
})

test('whatever stands in one field, what is accepted is what is read', async () => {
  const server = await freshServer('sqlite')
  const field = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }))
  const input = fc.record(
    {
      answers: fc.record(
        { satisfaction: fc.oneof(fc.integer({ min: 0, max: 6 }), field), praise: field },
        { requiredKeys: [] },
      ),
      contact: fc.record({ email: field, phone: field, name: field }, { requiredKeys: [] }),
      order: fc.record({ id: field, total: field, currency: field }, { requiredKeys: ['id'] }),
      locale: field,
      page: fc.record({ url: field, title: field }, { requiredKeys: ['url'] }),
    },
    { requiredKeys: ['answers'] },
  )
  await fc.assert(
    fc.asyncProperty(input, async (over) => {
      const id = uuidv7()
      const { status } = await server.say(said({ id, ...over }))
      const read = await server.app.inject({ url: `/api/feedback/${id}`, headers: server.staff })
      // A key `__proto__` is refused before anything is read.
      if (status === 422 || status === 400) expect(read.statusCode).toBe(404)
      else {
        expect(status).toBe(201)
        const { praise } = over.answers
        const stored = (read.json() as { answers: { praise?: string } }).answers.praise
        if (typeof praise === 'string' && praise) expect(stored).toBe(praise.replace(/\r\n?/g, '\n'))
      }
    }),
    { numRuns: 300 },
  )
})
