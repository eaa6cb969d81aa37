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
    ['EARSHOT_TRUST_PROXY', '1', 'must be addresses or networks of your proxies'],
  ])('says of %s=%s what to set', (name, value, message) => {
    const load = () => loadConfig({ [name]: value })
    expect(load).toThrow(ConfigError)
    expect(load).toThrow(`${name} ${message}`)
  })
})
