import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@earshot/sdk'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startEarshot, type Earshot } from '../../e2e/earshot.ts'
import { freePort } from '../../packages/server/test/port.ts'
import { createReceiver } from './server.ts'

let earshot: Earshot

beforeAll(async () => {
  earshot = await startEarshot({ EARSHOT_ALLOW_HOSTS: '127.0.0.1' })
})

afterAll(async () => {
  await earshot?.stop()
})

const complain = () =>
  createClient({ url: earshot.url, site: 'pk_demo' }).feedback.submit({
    moment: 'purchase',
    answers: { satisfaction: 1, comment: 'The bag was torn' },
    contact: { email: 'ada@example.com' },
  })

const port = (server: Server) => (server.address() as AddressInfo).port

/** Until it is so: what is sent arrives in a moment. */
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

test('the board shows the complaints as they stand, also what happened while it was away', async () => {
  const at = await freePort()
  const { id, secret } = await earshot.staff.webhooks.add({
    url: `http://127.0.0.1:${at}/earshot`,
    types: ['complaint.*'],
  })
  const { complaint } = await complain()
  await until(async () => {
    const { items } = await earshot.staff.webhooks.deliveries(id)
    expect(items[0]).toMatchObject({
      state: 'queued',
      reason: expect.stringContaining('takes no connection') as unknown,
    })
  })

  const receiver = createReceiver(secret).listen(at, '127.0.0.1')
  await once(receiver, 'listening')
  onTestFinished(() => void receiver.close())
  expect(await earshot.staff.webhooks.test(id)).toMatchObject({ ok: true, status: 204 })
  for (const { event, state } of (await earshot.staff.webhooks.deliveries(id)).items)
    if (state !== 'sent') await earshot.staff.webhooks.replay(id, event).catch(() => {})
  const board = async () => (await fetch(`http://127.0.0.1:${at}/`)).text()
  await until(async () => expect(await board()).toContain(`${complaint!.number} received`))
  await earshot.staff.complaints.give(complaint!.number, 'assess', { founded: true })
  await until(async () => expect(await board()).toContain(`${complaint!.number} investigating`))
})

test('the board takes nothing from anybody else', async () => {
  const receiver = createReceiver(`whsec_${btoa('a secret of thirty-two bytes ...')}`).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  onTestFinished(() => void receiver.close())
  const at = `http://127.0.0.1:${port(receiver)}`
  const forged = await fetch(`${at}/earshot`, { method: 'POST', body: '{"type":"complaint.registered"}' })
  expect(forged.status).toBe(401)
  expect(await (await fetch(at)).text()).toBe('')
})

test('the watcher prints what happens, and goes on after the server was started anew', async () => {
  const watcher = spawn(process.execPath, ['--conditions=source', 'watch.ts'], {
    cwd: import.meta.dirname,
    env: { ...process.env, EARSHOT_URL: earshot.url, EARSHOT_KEY: earshot.key },
  })
  onTestFinished(() => void watcher.kill())
  let printed = ''
  watcher.stdout.on('data', (part: Buffer) => {
    printed += part.toString()
  })
  // It may not listen yet when the first is said.
  await until(async () => {
    await complain()
    expect(printed).toContain('complaint.registered')
  })
  await earshot.restart()
  const { complaint } = await complain()
  await until(() => expect(printed).toContain(complaint!.number))
})
