import { expect, it } from 'vitest'
import { freshServer } from '../../test/engines.ts'

it.each([
  ['complaints', '2026-000001'],
  ['clusters', '01990000-0000-7000-8000-000000000000'],
  ['improvements', '01990000-0000-7000-8000-000000000000'],
])('leads from a notice of %s to the console, whether there is such a thing or not', async (things, id) => {
  const server = await freshServer('sqlite')
  const answer = await server.app.inject({ url: `/${things}/${id}` })
  expect([answer.statusCode, answer.headers.location]).toEqual([302, `/console/${things}/${id}`])
  expect((await server.app.inject({ url: `/${things}/%3Cscript%3E` })).statusCode).toBe(404)
})

it.each(['nothing.js', '..%2Findex.html', '%2E%2E%2Fmanifest.json', 'index.html', '.js', 'a.js.br'])(
  'has no file %s',
  async (file) => {
    const server = await freshServer('sqlite')
    const answer = await server.app.inject({ url: `/console/assets/${file}` })
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'not_found' })
  },
)

it('is the same page at every address, under a policy that lets nothing in but its own files', async () => {
  const server = await freshServer('sqlite')
  const [home, deep] = await Promise.all(
    ['/console', '/console/complaints/2026-000001'].map((url) => server.app.inject({ url })),
  )
  expect(home!.statusCode).toBe(200)
  expect(deep!.body).toBe(home!.body)
  const policy = String(home!.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy).not.toContain('unsafe')
  expect(home!.headers['cache-control']).toBe('no-cache')
  const script = /src="(\/console\/assets\/[^"]+\.js)"/.exec(home!.body)![1]!
  const file = await server.app.inject({ url: script, headers: { 'accept-encoding': 'br' } })
  expect(file.statusCode).toBe(200)
  expect(file.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
  })
})
