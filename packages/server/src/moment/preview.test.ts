import { uuidv7, type MomentInput, type Preview, type PreviewInput } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, photo, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

const DRAFT: MomentInput = {
  id: 'purchase',
  title: { en: 'Bought' },
  headings: [],
  questions: [
    {
      id: 'satisfaction',
      kind: 'satisfaction',
      label: { en: '</script><b>Well?' },
      labels: ['1', '2', '3', '4', '5'].map((one) => ({ en: one })),
    },
  ],
  after: [{ title: { en: 'Thanks' } }],
}

async function preview(server: TestServer, drafts: PreviewInput = { moment: DRAFT }): Promise<Preview> {
  const { status, body } = await call(server, 'POST', '/api/moments/preview', server.staff, drafts)
  expect([status, body]).toEqual([drafts.id === undefined ? 201 : 200, expect.anything()])
  return body as unknown as Preview
}

const page = (server: TestServer, { id }: Preview, rest = '') =>
  server.app.inject({ url: `/preview/${id}${rest}`, headers: { 'accept-encoding': 'identity' } })
const settings = async (server: TestServer, key: string) =>
  (await server.app.inject(`/v1/sites/${key}?locale=en`)).json()

describe.each(ENGINES)('a preview on %s', (engine) => {
  it('shows drafts of a moment and of the looks, and changes nothing', async () => {
    const server = await freshServer(engine)
    const theme = { accent: '#aa0000', scheme: 'auto' as const, radius: 0 }
    const shown = await preview(server, { moment: DRAFT, site: { name: 'Anew', theme, locales: ['en', 'de'] } })
    expect(shown).toMatchObject({ url: `${server.config.url}/preview/${shown.id}`, errors: [] })
    expect(shown.warnings.map(({ path }) => path)).toContain('moment.title.de')
    const found = await settings(server, shown.id)
    expect(found).toMatchObject({ name: 'Anew', theme, locales: ['en', 'de'] })
    expect(found.moments.find(({ id }: { id: string }) => id === 'purchase')).toMatchObject({
      version: 3,
      title: DRAFT.title,
    })
    expect(await settings(server, `${shown.id}_dark`)).toMatchObject({ theme: { ...theme, scheme: 'dark' } })
    expect(await settings(server, 'pk_test')).toMatchObject({ name: 'Lumen & Loaf' })
    const loader = await server.app.inject(`/w/${shown.id}.js`)
    expect(loader.headers['cache-control']).toBe('no-store')
    expect(loader.body).toContain(`"key":"${shown.id}"`)
    expect(loader.body).toContain('"accent":"#aa0000"')
  })

  it('is replaced by later drafts under the same id, and never by another site’s', async () => {
    const server = await freshServer(engine)
    const first = await preview(server)
    const second = await preview(server, { id: first.id, moment: { ...DRAFT, title: { en: 'Later' } } })
    expect(second.id).toBe(first.id)
    expect(JSON.stringify(await settings(server, first.id))).toContain('Later')
    const other = await addSite(server.database, { name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const body = { id: first.id, site: { name: 'Mine now' } }
    const stolen = await call(server, 'POST', '/api/moments/preview', { authorization: `Bearer ${secret}` }, body)
    expect(stolen).toMatchObject({ status: 201, body: { id: expect.stringMatching(`^pv_${other.id}_`) } })
    expect(await settings(server, first.id)).toMatchObject({ name: 'Lumen & Loaf' })
  })

  it('tells why a draft could not be saved, and shows it all the same', async () => {
    const server = await freshServer(engine)
    const shown = await preview(server, { moment: { ...DRAFT, title: { en: '' } } })
    expect(shown.errors).toMatchObject([{ path: 'moment.title', code: 'too_small', rule: 'some_words' }])
    expect((await page(server, shown)).statusCode).toBe(200)
    expect(await call(server, 'POST', '/api/moments/preview', server.staff, { show: 'never' })).toMatchObject({
      status: 404,
      code: 'moment_unknown',
    })
  })

  it('answers what is sent from it as if it were stored, and stores nothing', async () => {
    const server = await freshServer(engine)
    const { id: site } = await preview(server)
    const id = uuidv7()
    const sent = { id, site, moment: 'purchase', momentVersion: 3, answers: { satisfaction: 2 } }
    expect(await server.say(sent)).toMatchObject({ status: 201, body: { id, complaint: null } })
    expect(await server.say({ ...sent, contact: { email: 'ada@example.com' } })).toMatchObject({
      status: 201,
      body: {
        complaint: { number: expect.stringMatching(/^\d{4}-000000$/), url: expect.stringContaining('/preview/') },
      },
    })
    expect(await server.say({ ...sent, answers: { satisfaction: 9 } })).toMatchObject({ status: 422 })
    const upload = await server.app.inject({
      method: 'POST',
      url: `/v1/attachments?site=${site}`,
      headers: { 'content-type': 'image/png' },
      payload: await photo(),
    })
    expect([upload.statusCode, upload.json()]).toEqual([201, { id: expect.stringMatching(/^[\w-]{22}$/) }])
    expect(await server.count()).toBe(0)
    for (const table of ['attachment', 'event', 'complaint'] as const)
      expect(await server.database.write.selectFrom(table).selectAll().execute()).toEqual([])
    // It opens nothing that a site's key opens.
    expect((await server.app.inject(`/m/${site}/purchase`)).statusCode).toBe(404)
  })

  it('is over an hour after the last change, and gives way to others', async () => {
    const server = await freshServer(engine)
    const first = await preview(server)
    await server.database.write
      .updateTable('preview')
      .set({ expires_at: Date.now() - 1 })
      .execute()
    expect((await page(server, first)).statusCode).toBe(404)
    expect((await server.app.inject(`/v1/sites/${first.id}`)).json()).toMatchObject({ code: 'site_unknown' })
    const many = []
    for (let i = 0; i < 22; i++) many.push(await preview(server))
    const rows = await server.database.write.selectFrom('preview').select('preview_id').execute()
    expect(rows).toHaveLength(20)
    expect((await page(server, many.at(-1)!)).statusCode).toBe(200)
  })

  it('is framed by pages of this server only, under a policy without exceptions', async () => {
    const server = await freshServer(engine)
    const shown = await preview(server)
    for (const rest of ['', '/page', '/page?as=dialog&scheme=dark&locale=ko']) {
      const { headers, body } = await page(server, shown, rest)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'self'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(body).not.toContain('<b>Well')
    }
    expect((await page(server, shown, '/page?locale=ko')).body).toContain('<html lang="ko">')
    expect((await page(server, shown)).body).toContain('Preview: nothing is sent')
    for (const url of [`/v1/sites/${shown.id}`, `/w/${shown.id}.js`])
      expect((await server.app.inject({ url, headers: { origin: 'https://shop.example' } })).json()).toMatchObject({
        code: 'origin_not_allowed',
      })
  })
})
