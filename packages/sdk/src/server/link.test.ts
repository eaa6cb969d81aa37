import { base64url, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { signLink } from './index.ts'

const secret = crypto.getRandomValues(new Uint8Array(32))
const good = {
  url: 'https://earshot.example.com/',
  site: 'pk_demo',
  signingKey: base64url.encode(secret),
  moment: 'invoice',
}

test('the link opens the page of the moment, for the order and name that it says, and is no order token', async () => {
  const link = await signLink({ ...good, order: '1001', name: 'Ada', locale: 'ko' })
  const [, token] = /^https:\/\/earshot\.example\.com\/m\/(.+)$/.exec(link)!
  const { payload } = await jwtVerify(token!, secret, { audience: 'earshot:moment', issuer: 'pk_demo' })
  expect(payload).toMatchObject({ moment: 'invoice', order: '1001', name: 'Ada', locale: 'ko' })
  expect(payload.exp! * 1000 - Date.now()).toBeGreaterThan(89 * 24 * 3600_000)
})

test.each([
  ['signingKey', { signingKey: 'short' }],
  ['moment', { moment: 'Invoice!' }],
  ['url', { url: 'earshot' }],
  ['site', { site: 'demo' }],
])('refuses a bad %s', async (path, over) => {
  await expect(signLink({ ...good, ...over })).rejects.toMatchObject({ code: 'invalid', errors: [{ path }] })
})
