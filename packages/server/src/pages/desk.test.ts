import { expect, it } from 'vitest'
import { complained, freshServer } from '../../test/engines.ts'
import { staffUrl } from '../complaint/store.ts'

it('leads staff from a notice to what they can do, in their language, and tells nothing of the complaint', async () => {
  const server = await freshServer('sqlite')
  const { body } = await server.say(complained())
  const { number } = body['complaint'] as unknown as { number: string }
  const open = async (about: string, language: string) => {
    const page = await server.app.inject({ url: staffUrl('', about), headers: { 'accept-language': language } })
    return { status: page.statusCode, body: page.body }
  }
  for (const [language, word] of [
    ['en', 'Complaint'],
    ['ko', '불만'],
    ['zh-TW', '申訴'],
  ] as const) {
    const page = await open(number, language)
    expect(page.status).toBe(200)
    expect(page.body).toContain(`<h1>${word} ${number}</h1>`)
    expect(page.body).toContain(`earshot complaint show ${number}`)
    // One that there is not looks the same.
    expect(await open('2020-000001', language)).toEqual({
      status: 200,
      body: page.body.replaceAll(number, '2020-000001'),
    })
  }
  expect((await open('%3Cscript%3E', 'en')).status).toBe(404)
})

it.each([
  ['clusters', 'Several complaints about one thing', (id: string) => `earshot cluster show ${id}`],
  ['improvements', 'Improvement', () => 'earshot improvement list'],
] as const)('leads from a notice of %s to where they are', async (things, title, shell) => {
  const server = await freshServer('sqlite')
  const id = '01990000-0000-7000-8000-000000000000'
  const page = await server.app.inject({ url: `/${things}/${id}` })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain(`<h1>${title}</h1>`)
  expect(page.body).toContain(shell(id))
  expect(page.body).toContain(`/api/${things}/${id}`)
  expect((await server.app.inject({ url: `/${things}/%3Cscript%3E` })).statusCode).toBe(404)
})
