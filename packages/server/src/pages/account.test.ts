import { expect, it } from 'vitest'
import { freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { issueLink } from '../staff/link.ts'
import { addStaff } from '../staff/store.ts'

function link(server: TestServer, purpose: 'setup' | 'invite' | 'reset', staffId: string | null): Promise<string> {
  return issueLink(server.database.write, { site_id: server.site.id, staff_id: staffId, purpose })
}

async function open(server: TestServer, path: string, language = 'en') {
  const page = await server.app.inject({ url: `/console/${path}`, headers: { 'accept-language': language } })
  return { status: page.statusCode, body: page.body, headers: page.headers }
}

it('asks the first owner for everything, and uses nothing up by being opened', async () => {
  const server = await freshServer('sqlite')
  const token = await link(server, 'setup', null)
  for (const language of ['en', 'ko-KR,ko;q=0.9']) {
    const page = await open(server, `setup/${token}`, language)
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store'])
    for (const name of ['name', 'email', 'password']) expect(page.body).toContain(`name="${name}"`)
    expect(page.body).toContain(`<html lang="${language.slice(0, 2)}">`)
    expect(page.headers['content-security-policy']).toMatch(/script-src 'sha256-[^']+'; connect-src 'self'/)
  }
  const owner = { token, name: 'Ada', email: 'ada@example.com', password: 'long enough' }
  expect((await call(server, 'POST', '/api/session/setup', {}, owner)).status).toBe(201)
  expect((await open(server, `setup/${token}`)).status).toBe(404)
  const another = await link(server, 'setup', null)
  expect((await open(server, `setup/${another}`)).status).toBe(404)
})

it('shows whom an invitation is for, as text, and asks no address of them', async () => {
  const server = await freshServer('sqlite')
  const input = { name: 'Bo "><script>', email: 'bo@example.com', role: 'agent' } as const
  const { id } = await server.database.transaction((tx) => addStaff(tx, server.site.id, input))
  const page = await open(server, `setup/${await link(server, 'invite', id)}`)
  expect(page.body).toContain('value="Bo &#34;&#62;&#60;script&#62;"')
  expect(page.body).toContain('bo@example.com')
  expect(page.body).not.toContain('name="email"')
})

it('asks for a password alone by a reset link, and knows each link only where it belongs', async () => {
  const server = await freshServer('sqlite')
  const { id } = await hire(server, 'agent')
  const token = await link(server, 'reset', id)
  const page = await open(server, `reset/${token}`)
  expect([page.status, page.body.includes('name="name"'), page.body.includes('/api/session/password')]).toEqual([
    200,
    false,
    true,
  ])
  for (const path of [`setup/${token}`, 'setup/x', 'reset/%00', `reset/${'x'.repeat(56)}`])
    expect([path, (await open(server, path)).status]).toEqual([path, 404])
  expect(server.logged()).not.toContain(token)
})
