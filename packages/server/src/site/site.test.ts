import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { SiteSettings } from '@earshot/sdk/contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig, freshFolder, freshServer, tinyWidget } from '../../test/engines.ts'
import { openDatabase } from '../database/engine.ts'
import { createServer } from '../server.ts'
import { createDirectory } from './directory.ts'
import { bakeLoader } from './loader.ts'
import { encodingFor } from './packed.ts'
import { settingsOf } from './settings.ts'
import { addSite, changeSite, DEFAULT_LOOK, findSite, listSites, SiteExists } from './store.ts'

describe.each(ENGINES)('sites on %s', (engine) => {
  it('are added, changed, listed and found', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    const made = await addSite(database, {
      key: 'pk_a',
      name: 'A',
      origins: ['loopback'],
      timeZone: 'Asia/Seoul',
      test: true,
    })
    const random = await addSite(database, { name: 'B' })
    expect(random.key).toMatch(/^pk_[0-9a-f]{24}$/)
    expect((await listSites(database)).map((site) => site.name)).toEqual(['A', 'B'])
    expect(await findSite(database, 'pk_a')).toEqual(made)
    const changed = await changeSite(database, made.id, { name: 'Aha', limits: { site: 5 }, look: { locale: 'ko' } })
    expect(changed).toEqual({
      ...made,
      name: 'Aha',
      limits: { site: 5 },
      look: { ...made.look, locale: 'ko' },
      version: 2,
      changedAt: expect.any(Number),
    })
    await expect(addSite(database, { key: 'pk_a', name: 'C' })).rejects.toThrow(SiteExists)
  })

  it('refuse what cannot be', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    await expect(addSite(database, { key: 'demo', name: 'A' })).rejects.toThrow(/is not a site key/)
    await expect(addSite(database, { name: 'A', origins: ['shop.example'] })).rejects.toThrow(/is not an origin/)
    await expect(addSite(database, { name: 'A', timeZone: 'Mars/Base' })).rejects.toThrow(/is not a time zone/)
  })

  it('changed by someone else show within seconds', async () => {
    const database = await openDatabase(await freshConfig(engine))
    onTestFinished(() => database.close())
    const site = await addSite(database, { key: 'pk_a', name: 'A' })
    let now = 0
    const directory = createDirectory(database, () => now)
    expect((await directory.find('pk_a'))!.site.name).toBe('A')
    await changeSite(database, site.id, { name: 'B' })
    expect((await directory.find('pk_a'))!.site.name).toBe('A')
    now += 2000
    expect((await directory.find('pk_a'))!.site.name).toBe('B')
    expect(await directory.find('pk_none')).toBeUndefined()
  })
})

describe('public settings', () => {
  it('hold all languages, or the one that suits the reader', async () => {
    const server = await freshServer('sqlite')
    const all = await server.app.inject('/v1/sites/pk_test')
    expect(all.headers).toMatchObject({ 'cache-control': 'public, max-age=300', etag: expect.stringMatching(/^W\/"/) })
    expect(Object.keys(SiteSettings.parse(all.json()).moments[0]!.title)).toEqual(['en', 'zh-Hant', 'ko'])
    for (const [locale, language] of [
      ['ko-KR', 'ko'],
      ['zh-TW', 'zh-Hant'],
      ['fi', 'en'],
    ] as const) {
      const one = SiteSettings.parse((await server.app.inject(`/v1/sites/pk_test?locale=${locale}`)).json())
      const texts = JSON.stringify(one).matchAll(/"(?:title|note|label|hint|placeholder|low|high)":(\{[^}]*\})/g)
      for (const [, text] of texts) expect(Object.keys(JSON.parse(text!) as object)).toEqual([language])
    }
    expect(JSON.stringify(all.json())).not.toContain(Buffer.from(server.site.signingKey).toString('base64url'))
  })

  it('are not sent again to who has them', async () => {
    const server = await freshServer('sqlite')
    const { etag } = (await server.app.inject('/v1/sites/pk_test')).headers
    const again = await server.app.inject({ url: '/v1/sites/pk_test', headers: { 'if-none-match': String(etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('are refused for an unknown site or language with the reason', async () => {
    const server = await freshServer('sqlite')
    for (const [url, status, code] of [
      ['/v1/sites/pk_none', 404, 'site_unknown'],
      ['/v1/sites/%00', 404, 'site_unknown'],
      ['/v1/sites/pk_test?locale=!', 422, 'invalid'],
      ['/v1/sites/pk_test?lang=ko', 422, 'invalid'],
    ] as const) {
      const answer = await server.app.inject(url)
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, status, code])
    }
  })

  it('narrow a copy and leave the original whole', async () => {
    const server = await freshServer('sqlite')
    const known = (await createDirectory(server.database).find('pk_test'))!
    const before = JSON.stringify(settingsOf(known, undefined))
    settingsOf(known, 'ko')
    expect(JSON.stringify(settingsOf(known, undefined))).toBe(before)
  })
})

describe('the loader', () => {
  it('carries the settings as data that cannot leave the script', () => {
    const label = { en: '</script><script>alert(1)</script> $& $1 \u2028' }
    const look = { ...DEFAULT_LOOK, locale: 'ko', launcher: { ...DEFAULT_LOOK.launcher, label, only: ['/shop/*'] } }
    const site = {
      id: 'a',
      key: 'pk_a',
      name: 'A',
      look,
      origins: [],
      timeZone: 'UTC',
      limits: {},
      test: false,
      signingKey: new Uint8Array(),
      createdAt: 0,
      version: 1,
      changedAt: 0,
    }
    const code = bakeLoader(
      { loader: 'window.loaded = "__EARSHOT__"', files: { panel: 'p.js' } },
      site,
      'https://e.example',
    )
    expect(code).not.toMatch(/<|\u2028/)
    const window: { loaded?: unknown } = {}
    runInNewContext(code, { window })
    expect(window.loaded).toMatchObject({
      url: 'https://e.example',
      key: 'pk_a',
      locales: ['ko', 'en', 'zh-Hant'],
      files: { panel: 'p.js' },
    })
    expect(JSON.stringify(window.loaded)).toContain('</script><script>alert(1)</script> $& $1')
  })

  it('comes compressed, for five minutes, and once for the same bytes', async () => {
    const server = await freshServer('sqlite')
    const get = (headers: Record<string, string>) => server.app.inject({ url: '/w/pk_test.js', headers })
    const plain = await get({})
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'accept-encoding',
    })
    const br = await get({ 'accept-encoding': 'gzip, deflate, br' })
    expect([br.headers['content-encoding'], brotliDecompressSync(br.rawPayload).toString()]).toEqual(['br', plain.body])
    const gzip = await get({ 'accept-encoding': 'gzip, br;q=0' })
    expect([gzip.headers['content-encoding'], gunzipSync(gzip.rawPayload).toString()]).toEqual(['gzip', plain.body])
    expect((await get({ 'if-none-match': String(plain.headers.etag) })).statusCode).toBe(304)
    expect((await server.app.inject('/w/pk_none.js')).json()).toMatchObject({ code: 'site_unknown' })
  })

  it.each([
    [undefined, undefined],
    ['identity', undefined],
    ['br;q=0, gzip;q=0.0', undefined],
    ['GZIP', 'gzip'],
    ['gzip, br', 'br'],
  ])('for a reader that takes %s is encoded as %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding)
  })
})

describe('hashed files', () => {
  it('are kept for ever, compressed where the build did so', async () => {
    const server = await freshServer('sqlite')
    const file = await server.app.inject('/w/panel-a1.js')
    expect(file.body).toBe('export const panel = 1')
    expect(file.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
    })
    const br = await server.app.inject({ url: '/w/panel-a1.js', headers: { 'accept-encoding': 'br' } })
    expect([br.headers['content-encoding'], br.body]).toEqual(['br', 'brotli'])
    const only = await server.app.inject({ url: '/w/text-en-b2.js', headers: { 'accept-encoding': 'br' } })
    expect([only.headers['content-encoding'], only.body]).toEqual([undefined, 'export const text = 1'])
    for (const url of [
      '/w/none.js',
      '/w/manifest.json',
      '/w/loader.js',
      '/w/..%2f..%2fpackage.json',
      '/w/panel-a1.js.br',
    ])
      expect([url, (await server.app.inject(url)).statusCode]).toEqual([url, 404])
  })

  it('of the last release are still served after an upgrade', async () => {
    const config = await freshConfig('sqlite')
    const old = await createServer(config, { widget: tinyWidget(), log: { write() {} } })
    await old.close()
    expect(readdirSync(join(config.data, 'widget')).toSorted()).toContain('panel-a1.js')
    const folder = join(freshFolder(), 'served')
    mkdirSync(folder)
    writeFileSync(join(folder, 'loader.js'), '"__EARSHOT__"')
    writeFileSync(join(folder, 'manifest.json'), '{"panel":"panel-c3.js"}')
    writeFileSync(join(folder, 'panel-c3.js'), 'new')
    const server = await freshServer('sqlite', { config, widget: folder })
    expect((await server.app.inject('/w/panel-c3.js')).body).toBe('new')
    expect((await server.app.inject('/w/panel-a1.js')).body).toBe('export const panel = 1')
  })

  it('that were never built say what to do', async () => {
    const config = await freshConfig('sqlite')
    await expect(createServer(config, { widget: '/nowhere' })).rejects.toThrow(
      /The widget is not built: .* Run "pnpm build"/,
    )
    expect(existsSync(join(config.data, 'earshot.db'))).toBe(false)
  })
})
