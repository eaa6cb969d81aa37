import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { freshServer } from '../../test/engines.ts'
import { GUIDES } from './docs.ts'

const FOLDER = new URL('../../../../docs/', import.meta.url)

it('serves every guide that there is, each with the others beside it', async () => {
  const written = readdirSync(FOLDER).flatMap((file) => /^(.+)\.md$/.exec(file)?.[1] ?? [])
  expect(Object.keys(GUIDES).toSorted()).toEqual(written.toSorted())
  const server = await freshServer('sqlite')
  for (const name of written) {
    const { statusCode, body } = await server.app.inject({ url: `/docs/${name}` })
    expect([name, statusCode]).toEqual([name, 200])
    for (const [, other] of body.matchAll(/href="\/docs\/([\w-]+)/g)) expect(written).toContain(other)
  }
})
