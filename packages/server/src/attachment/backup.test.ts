import { join } from 'node:path'
import { expect, it } from 'vitest'
import { complained, freshConfig, freshFolder, freshServer } from '../../test/engines.ts'
import { backUp, restore } from '../database/backup.ts'
import { openDatabase } from '../database/engine.ts'

/** The engines give bytes in arrays of different kinds. */
const plain = (row: { data: Uint8Array }) => ({ ...row, data: Buffer.from(row.data).toString('hex') })

it.each([
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const)('a backup of %s restores into %s: the same words, the same bytes of photos', async (from, into) => {
  const server = await freshServer(from)
  const { id } = (await server.upload()).body
  const feedback = complained({ attachments: [id] })
  const { body: receipt } = await server.say(feedback)
  // More photos than are read at a time.
  for (let i = 0; i < 10; i++) await server.upload()
  const file = join(freshFolder(), 'earshot.backup')
  const saved = await backUp(server.database, file, () => {})
  expect(saved).toMatchObject({ feedback: 1, attachment: 11, attachment_data: 22 })

  const config = await freshConfig(into)
  const database = await openDatabase(config)
  expect(await restore(database, file, () => {})).toEqual(saved)
  await database.close()
  const restored = await freshServer(into, { config, site: { key: 'pk_other' } })
  const photos = [server, restored].map(({ database }) =>
    database.write.selectFrom('attachment_data').selectAll().orderBy('attachment_id').orderBy('variant').execute(),
  )
  const [before, after] = await Promise.all(photos)
  expect(after.map(plain)).toEqual(before.map(plain))
  const { pathname } = new URL((receipt['complaint'] as { url: string }).url)
  expect((await restored.app.inject({ url: `${pathname}/attachments/${id}` })).statusCode).toBe(200)
})
