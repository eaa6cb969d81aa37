import { base64url, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { signOrder } from './index.ts'

const secret = crypto.getRandomValues(new Uint8Array(32))
const signingKey = base64url.encode(secret)

test('the token proves the order to whoever has the signing key, and to nobody else', async () => {
  const token = await signOrder({ signingKey, order: { id: '1001', total: 4990, currency: 'EUR' } })
  const { payload, protectedHeader } = await jwtVerify(token, secret)
  expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' })
  expect(payload).toMatchObject({ order: '1001', total: 4990, currency: 'EUR' })
  expect(payload.exp! - payload.iat!).toBe(90 * 24 * 3600)
  await expect(jwtVerify(token, secret.toReversed())).rejects.toThrow()
})

test('only what is known of the order is claimed, for as long as is wished', async () => {
  const token = await signOrder({ signingKey, order: { id: '1001' }, expiresIn: 60 })
  const { payload } = await jwtVerify(token, secret)
  expect(Object.keys(payload).sort()).toEqual(['exp', 'iat', 'order'])
  expect(payload.exp! - payload.iat!).toBe(60)
})

test('who placed it may be signed along', async () => {
  const customer = { id: 'C-17', email: 'ada@example.com', member: true }
  const token = await signOrder({ signingKey, order: { id: '1001', customer } })
  expect((await jwtVerify(token, secret)).payload['customer']).toEqual(customer)
})

test.each([
  ['signingKey', { signingKey: 'short', order: { id: '1001' } }],
  ['order.id', { signingKey, order: {} }],
  ['order.total', { signingKey, order: { id: '1001', total: 49.9 } }],
  ['order.customer.email', { signingKey, order: { id: '1001', customer: { email: 'ada' } } }],
  ['order.currency', { signingKey, order: { id: '1001', currency: '€' } }],
])('refuses a bad %s', async (path, options) => {
  await expect(signOrder(options as never)).rejects.toMatchObject({ code: 'invalid', errors: [{ path }] })
})
