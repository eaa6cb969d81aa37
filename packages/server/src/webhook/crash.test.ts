import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig, tinyWidget } from '../../test/engines.ts'
import { CALLABLE, freshReceiver } from '../../test/receiver.ts'
import { openDatabase } from '../database/engine.ts'
import { record } from '../event/record.ts'
import { addSite } from '../site/store.ts'
import { listDeliveries } from './log.ts'
import { addWebhook } from './store.ts'

const SERVE = join(import.meta.dirname, '../../test/serve.ts')

it.each(ENGINES)(
  'a server killed between sending and noting it sends once more, with the same id, on %s',
  async (engine) => {
    const config = await freshConfig(engine)
    const database = await openDatabase(config)
    onTestFinished(() => database.close())
    const site = await addSite(database, { name: 'Lumen & Loaf' })
    const receiver = await freshReceiver()
    const { webhook_id, secret } = await addWebhook(database, site.id, { url: receiver.url }, ['127.0.0.1'])
    let server: ChildProcess | undefined
    receiver.answer = () => {
      // The first is taken, and its sender gone before it hears so.
      server!.kill(receiver.got.length === 1 ? 'SIGKILL' : 'SIGTERM')
      return 200
    }
    const run = async () => {
      server = spawn(process.execPath, ['--conditions=source', SERVE], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          ...CALLABLE,
          PORT: '0',
          EARSHOT_DATA: config.data,
          DATABASE_URL: config.databaseUrl ?? '',
          EARSHOT_WIDGET: tinyWidget(),
        },
      })
      await once(server, 'exit')
    }
    await database.transaction(async (tx) => record(tx, site.id, { type: 'followup.done', data: { followup: 'f1' } }))
    const row = async () => (await listDeliveries(database, site.id, webhook_id, { limit: 1 }))[0]!

    await run()
    expect(receiver.got).toHaveLength(1)
    expect(await row()).toMatchObject({ state: 'queued', attempts: 1, claimed_until: expect.any(Number) })
    // As if the time had passed for which it was taken.
    const past = Date.now() - 1
    await database.write.updateTable('delivery').set({ due_at: past, claimed_until: past }).execute()
    await run()
    expect(await row()).toMatchObject({ state: 'sent', attempts: 2 })
    expect(receiver.got.map(({ id }) => id)).toEqual([(await row()).event_id, (await row()).event_id])
    expect(receiver.verify(secret, receiver.got[1]!)).toMatchObject({ type: 'followup.done', data: { followup: 'f1' } })
  },
)
