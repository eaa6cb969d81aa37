import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { record } from '../event/record.ts'
import { createWebhooks } from './deliver.ts'
import { addWebhook } from './store.ts'

const REFUSED = [
  'http://127.0.0.1/',
  'https://127.0.0.1/',
  'https://localhost/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://127.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://10.0.0.8/',
  'https://172.16.3.4/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://100.64.0.1/',
  'https://0/',
  'https://224.0.0.1/',
  'http://hooks.example.com/',
  'ftp://hooks.example.com/',
  'https://ada:secret@hooks.example.com/',
  'file:///etc/passwd',
  'nonsense',
]

describe('an address that a webhook may not have', () => {
  it('is refused when it is saved, with the field', async () => {
    const server = await freshServer('sqlite')
    for (const url of REFUSED) {
      const made = await call(server, 'POST', '/api/webhooks', server.staff, { url })
      expect([url, made.status, made.code]).toEqual([url, 422, 'invalid'])
      expect((made.body['errors'] as unknown as { path: string }[])[0]!.path).toBe('url')
    }
    expect((await call(server, 'GET', '/api/webhooks', server.staff)).body['items']).toEqual([])
  })

  it('is refused when a webhook is changed to it', async () => {
    const server = await freshServer('sqlite', { env: { EARSHOT_ALLOW_HOSTS: 'localhost' } })
    const { body } = await call(server, 'POST', '/api/webhooks', server.staff, { url: 'http://localhost:1/' })
    const changed = await call(server, 'PATCH', `/api/webhooks/${String(body['id'])}`, server.staff, {
      url: 'https://10.0.0.1/',
    })
    expect(changed.code).toBe('invalid')
  })
})

describe.each(ENGINES)('a webhook whose address turned bad after it was saved, on %s', (engine) => {
  it.each(['https://127.0.0.1/', 'https://localhost/', 'https://169.254.169.254/', 'https://[::ffff:10.0.0.1]/'])(
    '%s is called neither by a test nor by a delivery',
    async (url) => {
      const server = await freshServer(engine)
      const { database, config, site } = server
      // As if the operator had allowed it then, or its name had led elsewhere.
      const { webhook_id: id } = await addWebhook(database, site.id, { url }, [
        '127.0.0.1',
        'localhost',
        '169.254.169.254',
        '[::ffff:a00:1]',
      ])
      const tried = await call(server, 'POST', `/api/webhooks/${id}/test`, server.staff)
      expect(tried.body).toMatchObject({ ok: false, status: null, reason: expect.stringContaining('public network') })
      await database.transaction(async (tx) => record(tx, site.id, { type: 'followup.done', data: {} }))
      const hooks = createWebhooks({ config, database, log: server.app.log })
      await hooks.deliverAll()
      const { body } = await call(server, 'GET', `/api/webhooks/${id}/deliveries`, server.staff)
      expect((body['items'] as unknown[])[0]).toMatchObject({
        state: 'queued',
        attempts: 1,
        status: null,
        reason: expect.stringContaining('public network'),
      })
    },
  )
})

describe('a receiver that misbehaves', () => {
  async function tried(answer: RequestListener) {
    const receiver = createServer(answer)
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
    onTestFinished(() => {
      receiver.closeAllConnections()
      receiver.close()
    })
    const server = await freshServer('sqlite', { env: { EARSHOT_ALLOW_HOSTS: '127.0.0.1' } })
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    const { body } = await call(server, 'POST', '/api/webhooks', server.staff, { url })
    return (await call(server, 'POST', `/api/webhooks/${String(body['id'])}/test`, server.staff)).body
  }

  it('with an endless reply is cut off, and its status counts', async () => {
    let stopped = false
    const answer = await tried((_request, reply: ServerResponse) => {
      reply.writeHead(200)
      const more = () => {
        while (!stopped && reply.write('x'.repeat(16_384)));
      }
      reply.on('drain', more)
      reply.on('close', () => {
        stopped = true
      })
      more()
    })
    expect(answer).toMatchObject({ ok: true, status: 200 })
    expect(String(answer['answer']).length).toBeLessThanOrEqual(300)
    await expect.poll(() => stopped).toBe(true)
  })

  it('with a redirect is not followed', async () => {
    let asked = 0
    const answer = await tried((_request, reply) => {
      asked += 1
      reply.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(answer).toMatchObject({ ok: false, status: 307, reason: expect.stringContaining('not followed') })
    expect(asked).toBe(1)
  })

  it('that hangs up is told so', async () => {
    const answer = await tried((request) => request.socket.destroy())
    expect(answer).toMatchObject({ ok: false, status: null, reason: expect.stringContaining('broke') })
  })
})
