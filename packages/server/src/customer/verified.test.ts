import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import type { MailPayload } from '../notify/outbox.ts'
import { listOutbox } from '../notify/claim.ts'
import { takePlace } from '../notify/quota.ts'
import { addSite } from '../site/store.ts'
import { proofFor } from './proof.ts'
import { written } from './verified.ts'

const SAID = {
  answers: { satisfaction: 2, comment: 'The tulip is torn' },
  contact: { name: 'Ada', email: 'ada@example.com' },
}

/** A complaint, the mails that it caused, and the proof in the link of the last one. */
async function mailed(server: TestServer, over: Record<string, unknown> = {}) {
  const { body } = await server.say(complained({ ...SAID, ...over }))
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  const path = new URL(url).pathname
  const mails = async () => {
    const rows = await listOutbox(server.database, server.site.id, undefined, 100)
    return rows
      .toReversed()
      .map((row) => ({ ...row, ...(JSON.parse(row.payload) as MailPayload) }))
      .filter(({ values }) => values['number'] === number)
  }
  return {
    number,
    path,
    mails,
    mail: async () => (await mails()).at(-1)!,
    proof: async () => new URL(String((await mails()).at(-1)!.values['link'])).searchParams.get('p')!,
    page: async (query: string) => (await server.app.inject({ url: `${path}${query}` })).body,
    post: (act: string, fields: Record<string, string>) =>
      server.app.inject({
        method: 'POST',
        url: `${path}/${act}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: new URLSearchParams(fields).toString(),
      }),
    act: (act: string, body: object) => call(server, 'POST', `/v1/complaints/${path.slice(3)}/${act}`, {}, body),
    give: async (command: string, payload: object = {}) => {
      const { status } = await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
      expect([command, status]).toEqual([command, 200])
    },
  }
}

async function known(server: TestServer) {
  const rows = await server.database.write.selectFrom('contact_verified').selectAll().execute()
  return rows.map(({ site_id, kind, value, by }) => [site_id === server.site.id, kind, value, by].join(' '))
}

const ADA = 'true email ada@example.com proof'

describe.each(ENGINES)('the proof in a mailed link on %s', (engine) => {
  it('verifies the address by what is done on the page, and not by opening it', async () => {
    const server = await freshServer(engine)
    const { path, mail, proof, page, post, give } = await mailed(server)
    expect(await mail()).toMatchObject({ topic: 'acknowledgement', capped: 1, name: null })
    expect(JSON.stringify(await mail())).not.toMatch(/Ada|tulip/)
    const p = await proof()
    const opened = await page(`?p=${p}`)
    expect(opened).toContain(`<input type="hidden" name="proof" value="${p}" />`)
    expect(opened.replaceAll(/<input type="hidden"[^>]*>/g, '')).not.toContain(p)
    await server.app.inject({ method: 'HEAD', url: `${path}?p=${p}` })
    expect(await known(server)).toEqual([])
    const { statusCode, headers } = await post('messages', { words: 'It was a gift', proof: p })
    expect(statusCode).toBe(303)
    expect(headers.location).toMatch(new RegExp(`\\?done=messages&p=${p}$`))
    expect(await known(server)).toEqual([ADA])
    expect(await page(new URL(headers.location!, 'http://x').search)).toContain(`name="proof" value="${p}"`)
    await give('message', { words: 'We look for another one.' })
    expect(await mail()).toMatchObject({ topic: 'answer', capped: 2, name: 'Ada', values: { name: 'Ada' } })
  })

  it('is told to nobody who does not come by it', async () => {
    const server = await freshServer(engine)
    const { number, path, proof, page, post, act, give } = await mailed(server)
    const p = await proof()
    const seen = [
      await page(''),
      await page(`?p=${p.slice(1)}A`),
      (await post('messages', { words: 'x' })).body,
      JSON.stringify((await act('messages', { words: 'y' })).body),
      JSON.stringify((await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body),
      JSON.stringify((await call(server, 'GET', `/v1/complaints/${path.slice(3)}`)).body),
    ]
    for (const text of seen) expect(text).not.toContain(p)
    await give('note', { words: 'x' })
    expect(server.logged()).not.toContain(p)
  })

  it('comes through a form that has to be filled in again', async () => {
    const server = await freshServer(engine)
    const { proof, post } = await mailed(server)
    const p = await proof()
    const again = await post('messages', { words: ' ', proof: p })
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain(`name="proof" value="${p}"`)
    expect(await known(server)).toEqual([])
  })

  it('proves nothing where it is forged, or of another complaint, address, site or link, and hinders nothing', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const one = await mailed(server)
    const two = await mailed(server)
    const three = await mailed(server, { contact: { email: 'bob@example.com' } })
    const other = await addSite(database, { key: 'pk_other', name: 'Other' })
    const row = await database.write
      .selectFrom('complaint')
      .selectAll()
      .where('site_id', '=', site.id)
      .where('number', '=', one.number)
      .executeTakeFirstOrThrow()
    const right = await one.proof()
    expect(proofFor(row, 'ADA@Example.COM', site.signingKey)).toBe(right)
    const forged = [
      '',
      'x',
      right.slice(0, -1),
      `${right}=`,
      right.toUpperCase(),
      Buffer.alloc(16).toString('base64url'),
      await two.proof(),
      await three.proof(),
      proofFor(row, 'ada@example.org', site.signingKey)!,
      proofFor(row, 'ada@example.com', other.signingKey)!,
      proofFor({ ...row, site_id: other.id }, 'ada@example.com', site.signingKey)!,
      proofFor({ ...row, token: 'x'.repeat(22) }, 'ada@example.com', site.signingKey)!,
    ]
    for (const [i, proof] of forged.entries()) {
      expect(await one.page(`?p=${encodeURIComponent(proof)}`)).not.toContain('name="proof"')
      const { statusCode, headers } = await one.post('messages', { words: `Word ${i}`, proof })
      expect([proof, statusCode, headers.location]).toEqual([proof, 303, `${one.path}?done=messages`])
      expect((await one.act('messages', { words: `And ${i}`, proof })).status).toBe(200)
    }
    expect(await known(server)).toEqual([])
    expect((await one.act('messages', { words: 'x', proof: 'x'.repeat(101) })).status).toBe(422)
  })

  it('is of the address that it was sent to: one that staff corrected is not verified by it', async () => {
    const server = await freshServer(engine)
    const { proof, act, give, mail } = await mailed(server)
    const before = await proof()
    await act('messages', { words: 'Once', proof: before })
    expect(await known(server)).toEqual([ADA])
    const contact = { name: 'Ada', email: 'ada@new.example' }
    await server.database.write
      .updateTable('feedback')
      .set({ contact: JSON.stringify(contact) })
      .execute()
    expect((await act('messages', { words: 'Twice', proof: before })).status).toBe(200)
    expect(await known(server)).toEqual([ADA])
    await give('message', { words: 'Here we are.' })
    expect(await mail()).toMatchObject({ address: 'ada@new.example', capped: 1, name: null })
    expect(await proof()).not.toBe(before)
    await act('messages', { words: 'Thrice', proof: await proof() })
    expect((await known(server)).toSorted()).toEqual([ADA, 'true email ada@new.example proof'])
  })

  it('ends with its link', async () => {
    const server = await freshServer(engine)
    const { number, proof, give } = await mailed(server)
    const old = await proof()
    await give('renew')
    const { body } = await call(server, 'GET', `/api/complaints/${number}`, server.staff)
    const at = `/v1/complaints/${new URL(String(body['url'])).pathname.slice(3)}/messages`
    expect((await call(server, 'POST', at, {}, { words: 'x', proof: old })).status).toBe(200)
    expect(await known(server)).toEqual([])
  })

  it('lets the words into the mail that the act itself causes, and into the next acknowledgement', async () => {
    const server = await freshServer(engine)
    const first = await mailed(server)
    await first.give('answer', { words: 'We open at nine.' })
    await first.act('confirmation', { satisfied: true, proof: await first.proof() })
    expect(await first.mail()).toMatchObject({ topic: 'closed', name: 'Ada', capped: 2 })
    const second = await mailed(server, { contact: { name: 'Ada', email: 'ADA@example.com' } })
    expect(await second.mail()).toMatchObject({
      topic: 'acknowledgement',
      capped: 2,
      values: { name: 'Ada', said: 'The tulip is torn' },
    })
    const stranger = await mailed(server, { contact: { name: 'Bob', email: 'bob@example.com' } })
    expect(JSON.stringify(await stranger.mail())).not.toMatch(/Bob|tulip/)
  })

  it('is not needed where staff know whose address it is', async () => {
    const server = await freshServer(engine)
    const { number, give, mail } = await mailed(server)
    const read = async () => (await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body
    expect((await read())['verified']).toEqual([])
    await give('verify', { contact: 'email' })
    expect(await known(server)).toEqual(['true email ada@example.com staff'])
    const { verified, history } = await read()
    expect(verified).toEqual(['email'])
    expect((history as object[]).at(-1)).toMatchObject({ command: 'verify', payload: { contact: 'email' } })
    await give('message', { words: 'As we said on the telephone' })
    expect(await mail()).toMatchObject({ topic: 'answer', capped: 2, name: 'Ada' })
    const none = await call(server, 'POST', `/api/complaints/${number}/verify`, server.staff, { contact: 'phone' })
    expect([none.status, none.body['errors']]).toMatchObject([422, [{ path: 'contact' }]])
  })

  it('lets go what waited for a place of the day', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const { give, mail, proof, act } = await mailed(server)
    await give('message', { words: 'One' })
    await give('message', { words: 'Two' })
    const waits = await mail()
    const later = Date.now() + 9e6
    const at = (by: number) =>
      database.write.updateTable('outbox').set({ due_at: later, reason: by === 1 ? 'Three' : null })
    await at(1).where('outbox_id', '=', waits.outbox_id).execute()
    await act('messages', { words: 'x', proof: await proof() })
    const released = await mail()
    expect(released).toMatchObject({ outbox_id: waits.outbox_id, state: 'queued', capped: 2, reason: null })
    expect(released.due_at).toBeLessThan(later)
    const now = Date.now()
    const places = []
    for (let i = 0; i < 31; i++) places.push(await takePlace(database, site.id, 'ada@example.com', 2, now))
    expect(places.filter((free) => free === undefined)).toHaveLength(30)
  })
})

describe('a way to reach somebody', () => {
  it.each([
    ['email', ' Ada@Example.COM ', 'ada@example.com'],
    ['email', 'ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['email', 'ada', undefined],
    ['phone', '+49 (30) 123-45', '+493012345'],
    ['phone', '0049 30 12345', '+493012345'],
    ['phone', '０２ 123 4567', '021234567'],
    ['phone', 'call me', undefined],
  ] as const)('has one spelling: %s %s', (kind, typed, one) => {
    expect(written(kind, typed)).toBe(one)
  })
})
