import { describe, expect, test } from 'vitest'
import { TIMEOUT, failure, json, serve } from '../../test/scripted.ts'
import { createStaffClient, type StaffClient } from '../index.ts'

const staff = (url: string) => createStaffClient({ url, key: 'sk_secret', timeout: TIMEOUT })

describe('the settings of the site', () => {
  test.each<[string, (of: StaffClient) => Promise<unknown>, string, string, unknown]>([
    ['are read', (of) => of.site.get(), 'GET', '/api/site', undefined],
    [
      'are changed',
      (of) => of.site.change({ version: 3, theme: { accent: '#112233' }, texts: { send: null } }),
      'PATCH',
      '/api/site',
      { version: 3, theme: { accent: '#112233' }, texts: { send: null } },
    ],
    ['say what to paste', (of) => of.site.snippet(), 'GET', '/api/site/snippet', undefined],
    ['tell of the demo', (of) => of.site.demo.get(), 'GET', '/api/site/demo', undefined],
    ['fill the shop', (of) => of.site.demo.start({ days: 30 }), 'POST', '/api/site/demo', { days: 30 }],
    ['empty it', (of) => of.site.demo.remove(), 'DELETE', '/api/site/demo', undefined],
    ['tell how mail goes', (of) => of.mail.settings(), 'GET', '/api/mail', undefined],
    [
      'change how mail goes',
      (of) => of.mail.change({ from: { address: 'Care@Shop.example' }, smtp: { host: 'Mail.Example.com', port: 587 } }),
      'PATCH',
      '/api/mail',
      { from: { address: 'care@shop.example' }, smtp: { host: 'mail.example.com', port: 587 } },
    ],
    [
      'try mail before it is set',
      (of) => of.mail.test('ada@x.yz', { smtp: { password: 'secret' } }),
      'POST',
      '/api/mail/test',
      { to: 'ada@x.yz', settings: { smtp: { password: 'secret' } } },
    ],
  ])('%s', async (_, ask, method, path, body) => {
    const { url, seen } = await serve(json(200, { id: 'x' }))
    await expect(ask(staff(url))).resolves.toEqual({ id: 'x' })
    expect(seen[0]).toMatchObject({ method, url: path })
    expect(seen[0].body === '' ? undefined : JSON.parse(seen[0].body)).toEqual(body)
  })

  test('lists history and texts whole', async () => {
    const { url, seen } = await serve(json(200, { items: [{ key: 'send' }], next: null }))
    await expect(staff(url).site.history()).resolves.toEqual([{ key: 'send' }])
    await expect(staff(url).site.texts()).resolves.toEqual([{ key: 'send' }])
    expect(seen.map((one) => one.url)).toEqual(['/api/site/history', '/api/site/texts'])
  })

  test('are refused before they are sent where they cannot be right', async () => {
    const { url, seen } = await serve(json(200, {}))
    expect(await failure(staff(url).site.change({ theme: { accent: 'red' } }))).toMatchObject({
      code: 'invalid',
      errors: [{ path: 'theme.accent' }],
    })
    expect(await failure(staff(url).mail.change({ smtp: { host: 'a b' } }))).toMatchObject({ code: 'invalid' })
    expect(seen).toEqual([])
  })
})
