import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from './config.ts'

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(loadConfig({})).toEqual({
      host: 'localhost',
      port: 4400,
      data: `${process.cwd()}/.earshot`,
      url: 'http://localhost:4400',
      databaseUrl: undefined,
      trustProxy: false,
      rateLimit: 120,
      siteRateLimit: 3000,
      logLevel: 'info',
      mail: undefined,
      allowHosts: [],
    })
  })

  it('takes an empty variable as unset, and drops the slash of an address', () => {
    expect(loadConfig({ DATABASE_URL: '', EARSHOT_URL: 'https://e.example/' })).toMatchObject({
      databaseUrl: undefined,
      url: 'https://e.example',
    })
    expect(loadConfig({ PORT: '8080' }).url).toBe('http://localhost:8080')
  })

  it('switches every limit off with one', () => {
    expect(loadConfig({ EARSHOT_RATE_LIMIT: '0' })).toMatchObject({ rateLimit: 0, siteRateLimit: 0 })
  })

  it.each([
    ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
    ['true', true],
    ['false', false],
  ])('believes the proxies of "%s"', (value, trusted) => {
    expect(loadConfig({ EARSHOT_TRUST_PROXY: value }).trustProxy).toBe(trusted)
  })

  it('takes one way for mail, and a sender', () => {
    const EARSHOT_MAIL_FROM = '"Lumen & Loaf" <care@shop.example>'
    const from = { name: 'Lumen & Loaf', address: 'care@shop.example' }
    expect(loadConfig({ EARSHOT_SMTP: 'smtp://a:b%40c@mail.example', EARSHOT_MAIL_FROM }).mail).toEqual({
      from,
      by: { smtp: 'smtp://a:b%40c@mail.example' },
    })
    expect(
      loadConfig({ EARSHOT_MAIL_HOOK: 'https://h.example/in', EARSHOT_MAIL_HOOK_SECRET: 's', EARSHOT_MAIL_FROM }).mail,
    ).toEqual({ from, by: { hook: 'https://h.example/in', secret: 's' } })
    expect(() => loadConfig({ EARSHOT_SMTP: 'smtp://mail.example' })).toThrow('EARSHOT_MAIL_FROM must be set')
    expect(() =>
      loadConfig({ EARSHOT_SMTP: 'smtp://a', EARSHOT_MAIL_HOOK: 'https://h.example', EARSHOT_MAIL_FROM }),
    ).toThrow('are both set')
    expect(loadConfig({ EARSHOT_ALLOW_HOSTS: 'relay.internal, 127.0.0.1' }).allowHosts).toEqual([
      'relay.internal',
      '127.0.0.1',
    ])
  })

  it.each([
    ['PORT', '99999', 'must be a port number from 0 to 65535'],
    ['PORT', '-1', 'must be a port number'],
    ['EARSHOT_URL', 'earshot.example', 'must be an address such as https://feedback.example.com'],
    ['EARSHOT_URL', 'ftp://earshot.example', 'must be an address'],
    [
      'EARSHOT_URL',
      'https://shop.example/earshot',
      'must be an address such as https://feedback.example.com, without a path',
    ],
    [
      'EARSHOT_URL',
      'https://earshot.example/?a=1#b',
      'must be an address such as https://feedback.example.com, without a path',
    ],
    ['DATABASE_URL', 'mysql://x', 'must be postgres://user:password@host/database; leave it unset'],
    ['EARSHOT_RATE_LIMIT', 'fast', 'must be the number of writes a minute'],
    ['EARSHOT_LOG', 'loud', 'must be one of silent, fatal'],
    ['EARSHOT_SMTP', 'mail.example.com:587', 'must be smtp://user:password@host:587'],
    ['EARSHOT_SMTP', 'smtp://', 'must be smtp://user:password@host:587'],
    ['EARSHOT_SMTP', 'http://mail.example.com', 'must be smtp://user:password@host:587'],
    ['EARSHOT_MAIL_FROM', 'care', 'must be an address such as care@shop.example'],
    ['EARSHOT_MAIL_FROM', 'Lumen\r\nBcc: x@y.example <care@shop.example>', 'must be an address'],
    ['EARSHOT_MAIL_FROM', 'a@b.example, c@d.example', 'must be an address'],
    ['EARSHOT_MAIL_HOOK', 'mailto:x', 'must be an address such as https://'],
    ['EARSHOT_MAIL_HOOK_SECRET', 'a b', 'must be plain letters'],
    ['EARSHOT_ALLOW_HOSTS', 'http://relay.internal/', 'must be host names'],
    ['EARSHOT_TRUST_PROXY', '1', 'must be addresses or networks of your proxies'],
  ])('says of %s=%s what to set', (name, value, message) => {
    const load = () => loadConfig({ [name]: value })
    expect(load).toThrow(ConfigError)
    expect(load).toThrow(`${name} ${message}`)
  })
})
