import { describe, expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { verifyWebhook } from './index.ts'

const secret = `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
const other = `whsec_${btoa('another secret of 32 characters!')}`
const event = {
  id: 'e1',
  type: 'complaint.registered',
  timestamp: '2026-11-21T19:00:00.000Z',
  data: { n: '고맙습니다' },
}
const body = JSON.stringify(event)

/** As the library signs it that is not ours. */
function headers(by = secret, at = new Date(), text = body) {
  return {
    'webhook-id': 'e1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign('e1', at, text),
  }
}

describe('a webhook’s message', () => {
  test('is the event, however headers and body come', async () => {
    const signed = headers()
    const nodes = { ...signed, host: 'shop.example', 'set-cookie': ['a', 'b'] }
    for (const each of [signed, new Headers(signed), nodes])
      for (const text of [body, new TextEncoder().encode(body)])
        expect(await verifyWebhook(text, each, secret)).toEqual(event)
  })

  test('holds by any of several signatures and secrets, as while they are changed', async () => {
    const both = { ...headers(), 'webhook-signature': `v1a,xyz v1,AAAA ${headers(other)['webhook-signature']}` }
    expect(await verifyWebhook(body, both, other)).toEqual(event)
    expect(await verifyWebhook(body, headers(), [other, secret])).toEqual(event)
  })

  test.each([
    ['from somebody else', body, headers(other)],
    ['that was altered', `${body} `, headers()],
    ['whose id was altered', body, { ...headers(), 'webhook-id': 'e2' }],
    ['sent again after an hour', body, headers(secret, new Date(Date.now() - 3_600_000))],
    ['from the future', body, headers(secret, new Date(Date.now() + 3_600_000))],
    ['whose time is no number', body, { ...headers(), 'webhook-timestamp': '1e9' }],
    ['without a signature', body, { 'webhook-id': 'e1', 'webhook-timestamp': '1' }],
    ['with an empty signature', body, { ...headers(), 'webhook-signature': 'v1,' }],
    ['with a signature that is no base64', body, { ...headers(), 'webhook-signature': 'v1,*' }],
  ])('%s is refused', async (_, text, each) => {
    await expect(verifyWebhook(text, each, secret)).rejects.toMatchObject({ code: 'bad_signature' })
  })

  test.each(['', 'whsec_', 'whsec_short', 'whsec_***'])('is not held against the secret "%s"', async (bad) => {
    await expect(verifyWebhook(body, headers(), bad)).rejects.toMatchObject({ code: 'invalid' })
  })
})
