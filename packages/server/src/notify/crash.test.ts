import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig, tinyWidget } from '../../test/engines.ts'
import { freshPostbox } from '../../test/smtp.ts'
import { openDatabase } from '../database/engine.ts'
import { addSite } from '../site/store.ts'
import { listOutbox } from './claim.ts'
import { enqueue } from './outbox.ts'

const SERVE = join(import.meta.dirname, '../../test/serve.ts')

it.each(ENGINES)('a server killed between sending and noting it sends once more, on %s', async (engine) => {
  const config = await freshConfig(engine)
  const database = await openDatabase(config)
  onTestFinished(() => database.close())
  const site = await addSite(database, { name: 'Lumen & Loaf' })
  let server: ChildProcess | undefined
  const ids: string[] = []
  const postbox = await freshPostbox({
    onData(stream, _session, done) {
      let mail = ''
      stream.on('data', (chunk: Buffer) => {
        mail += chunk.toString()
      })
      stream.once('end', () => {
        ids.push(/^Message-ID: (\S+)/im.exec(mail)![1]!)
        // The first is taken, and its sender gone before it hears so.
        if (ids.length === 1) server!.kill('SIGKILL')
        else server!.kill('SIGTERM')
        done()
      })
    },
  })
  const run = async () => {
    server = spawn(process.execPath, ['--conditions=source', SERVE], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        PORT: '0',
        EARSHOT_DATA: config.data,
        DATABASE_URL: config.databaseUrl ?? '',
        EARSHOT_WIDGET: tinyWidget(),
        EARSHOT_SMTP: postbox.url,
        EARSHOT_MAIL_FROM: 'care@shop.example',
      },
    })
    await once(server, 'exit')
  }
  await database.transaction((tx) =>
    enqueue(tx, {
      siteId: site.id,
      topic: 'closed',
      to: { address: 'ada@example.com', verified: true },
      values: { number: '2026-000001', link: 'https://e.example/c/x' },
    }),
  )
  const row = async () => (await listOutbox(database, site.id, undefined, 1))[0]!

  await run()
  expect(ids).toHaveLength(1)
  expect(await row()).toMatchObject({ state: 'queued', unsure: 0, claimed_until: expect.any(Number) })
  // As if the time had passed for which it was taken.
  const past = Date.now() - 1
  await database.write.updateTable('outbox').set({ due_at: past, claimed_until: past }).execute()
  await run()
  expect(await row()).toMatchObject({ state: 'sent', unsure: 1, attempts: 2 })
  expect(ids).toEqual([ids[0], (await row()).message_id])
})
