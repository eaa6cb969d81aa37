import type { Complaint, ComplaintPage, Coverage, Feedback, Followup, FollowupPage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { runFollowups } from './due.ts'
import { planClosed, planFollowups, sitesClosing } from './plan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ALWAYS = { hours: ['00:00', '24:00'] }
const iso = (at: number) => new Date(at).toISOString()

/** A site whose customers may be called at all hours, with ways to do what a shop and its staff do. */
async function shop(server: TestServer, rules: Record<string, unknown> = ALWAYS) {
  const api = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: unknown,
    headers = server.staff as never,
  ) => {
    const answer = await call(server, method, `/api/${url}`, headers, body)
    return { ...answer, body: answer.body as never }
  }
  const read = async <T>(url: string, as: (body: never) => T, headers?: never): Promise<T> =>
    as((await api('GET', url, undefined, headers)).body)
  expect((await api('PATCH', 'followups/rules', rules)).status).toBe(200)
  return {
    api,
    plan: (now = Date.now()) => planFollowups(server, now),
    list: (query = '', headers?: never) => read(`followups${query}`, (page: FollowupPage) => page.items, headers),
    get: (id: string) => read(`followups/${id}`, (one: Followup) => one),
    act: async (id: string, act: string, body: object = {}, headers?: never) => {
      const answer = await api('POST', `followups/${id}/${act}`, body, headers)
      return { ...answer, body: answer.body as Followup }
    },
    complaint: (number: string) => read(`complaints/${number}`, (one: Complaint) => one),
    complaints: () => read('complaints', (page: ComplaintPage) => page.items),
    feedback: (id: string) => read(`feedback/${id}`, (one: Feedback) => one),
    coverage: (query = '') => read(`followups/coverage${query}`, (one: Coverage) => one),
    buy: async (orders: object[]) => expect((await api('POST', 'orders', orders)).status).toBe(200),
  }
}

const CONTACT = { name: 'Ada', phone: '+886 912 345 678' }

/** A complaint that was put right, so that a visit is due. @returns its number */
async function closed(server: TestServer, over: Record<string, unknown> = {}): Promise<string> {
  const { body } = await server.say(complained({ contact: CONTACT, locale: 'en', ...over }))
  const { number } = body['complaint'] as unknown as { number: string }
  for (const [command, payload] of [
    ['answer', { words: 'We looked into it.' }],
    ['confirm', { satisfied: true, heard: 'phone' }],
  ] as const)
    expect((await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)).status).toBe(200)
  return number
}

function order(id: string, at: number, customer: Record<string, unknown>) {
  const agreed = { phone: true, email: true }
  const about = { name: 'Bo', member: true, consent: agreed, ...customer }
  return { id, placed: iso(at), delivered: iso(at), items: [{ name: 'Mug', sku: 'M-1' }], customer: about }
}

describe.each(ENGINES)('a return visit on %s', (engine) => {
  it('follows a closed complaint once, by the phone that was left, within three days', async () => {
    const server = await freshServer(engine)
    const { plan, list, get } = await shop(server)
    const agent = await hire(server, 'agent')
    const number = await closed(server)
    const taken = await Promise.all([plan(), plan(), plan()])
    expect(taken.reduce((sum, one) => sum + one)).toBe(1)
    expect(await plan()).toBe(0)
    const [one] = await list()
    expect(one).toMatchObject({
      kind: 'complaint',
      state: 'open',
      channel: 'phone',
      complaint: number,
      staff: agent.id,
    })
    const shown = await get(one!.id)
    expect(shown.contact).toMatchObject(CONTACT)
    expect(shown.script.greeting).toContain(`Hello, Ada. This is`)
    expect(shown.script.greeting).toContain(number)
    expect(Date.parse(shown.dueAt) - Date.now()).toBeLessThanOrEqual(3 * DAY)
    expect(shown.possible).toEqual(['take', 'result', 'again', 'reassign', 'skip'])
  })

  it('stops the clock of a satisfied customer, and keeps the answer as feedback', async () => {
    const server = await freshServer(engine)
    const { plan, list, act, complaint, feedback } = await shop(server)
    const number = await closed(server)
    await plan()
    const [{ id }] = (await list()) as [Followup]
    expect((await act(id, 'take')).body.state).toBe('taken')
    const { body } = await act(id, 'result', { reached: true, satisfied: true, words: 'All fine now' })
    expect(body).toMatchObject({
      state: 'done',
      possible: [],
      result: { reached: true, satisfied: true, complaint: null },
    })
    const kept = await feedback(body.result!.feedback!)
    expect(kept).toMatchObject({ moment: 'followup', satisfaction: 4, complaint: null })
    expect(Object.values(kept.answers)).toContain('All fine now')
    const after = await complaint(number)
    expect([after.stage, after.clocks.filter(({ state }) => state !== 'stopped')]).toEqual(['closed', []])
    expect(await act(id, 'result', { reached: true, satisfied: true })).toMatchObject({
      status: 409,
      code: 'followup_not_possible',
    })
  })

  it('is planned right after its complaint is closed, and by the next planning of everything not once more', async () => {
    const server = await freshServer(engine)
    const { plan, list } = await shop(server)
    expect(await sitesClosing(server.database, Date.now())).toEqual([])
    const number = await closed(server)
    expect(await sitesClosing(server.database, Date.now())).toHaveLength(1)
    expect(await planClosed(server)).toBe(1)
    expect(await list()).toMatchObject([{ kind: 'complaint', complaint: number }])
    expect(await sitesClosing(server.database, Date.now())).toEqual([])
    expect([await planClosed(server), await plan()]).toEqual([0, 0])
  })

  it('opens the complaint of an unsatisfied customer again, and visits once more when that is closed', async () => {
    const server = await freshServer(engine)
    const { plan, list, act, complaint, complaints, feedback, api } = await shop(server)
    const number = await closed(server)
    await plan()
    const [{ id }] = (await list()) as [Followup]
    const said = { reached: true, satisfied: false, satisfaction: 1, words: 'It broke again' }
    const { body } = await act(id, 'result', said)
    expect(body.result).toMatchObject({ satisfied: false, complaint: number, words: 'It broke again' })
    const again = await complaint(number)
    expect(again.stage).toBe('investigating')
    expect(again.messages.at(-1)).toMatchObject({ words: 'It broke again' })
    // One feedback, and no second complaint.
    expect((await feedback(body.result!.feedback!)).complaint).toBeNull()
    expect(await complaints()).toHaveLength(1)
    const remedy = { kind: 'refund', terms: 'Your money back' }
    await api('POST', `complaints/${number}/propose`, { remedies: [remedy] })
    await api('POST', `complaints/${number}/accept`, { name: 'Ada', heard: 'phone' })
    expect((await api('POST', `complaints/${number}/confirm`, { satisfied: true, heard: 'phone' })).status).toBe(200)
    expect(await plan()).toBe(1)
    const [next] = await list('?state=open')
    await act(next!.id, 'result', { reached: true, satisfied: true })
    expect((await complaint(number)).stage).toBe('closed')
  })

  it('ends with its complaint, whoever ends that in another way', async () => {
    const server = await freshServer(engine)
    const { plan, list, api, coverage } = await shop(server)
    const numbers = [await closed(server), await closed(server)] as const
    expect(await plan()).toBe(2)
    await api('POST', `complaints/${numbers[0]}/reopen`, { words: 'Wait' })
    await api('POST', `complaints/${numbers[1]}/followup`, { satisfied: true, heard: 'counter' })
    const states = new Map((await list()).map((one) => [one.complaint, one.state]))
    // Also one that nobody has planned yet counts.
    const third = await closed(server)
    await api('POST', `complaints/${third}/followup`, { satisfied: true, heard: 'phone' })
    expect(await plan()).toBe(0)
    expect((await coverage()).complaints).toMatchObject({ closed: 2, withinThreeDays: 2 })
    expect(states).toEqual(
      new Map([
        [numbers[0], 'skipped'],
        [numbers[1], 'done'],
      ]),
    )
  })

  it('is told to be impossible where no way was left, and the complaint waits for nobody', async () => {
    const server = await freshServer(engine)
    const { plan, list, complaint } = await shop(server)
    const number = await closed(server, { contact: undefined, complaint: true })
    expect(await plan()).toBe(1)
    expect(await list()).toMatchObject([{ state: 'skipped', result: { reached: false } }])
    expect((await complaint(number)).clocks.filter(({ state }) => state !== 'stopped')).toEqual([])
    expect(await plan()).toBe(0)
  })

  it('is tried again when the customer said so, at most as often as the rules say', async () => {
    const server = await freshServer(engine)
    const { plan, list, act, complaint } = await shop(server, { ...ALWAYS, tries: 2 })
    const number = await closed(server)
    await plan()
    const [{ id }] = (await list()) as [Followup]
    for (const at of [Date.now() - HOUR, Date.now() + 3 * DAY + HOUR])
      expect(await act(id, 'again', { at: iso(at) })).toMatchObject({ status: 422, body: { errors: [{ path: 'at' }] } })
    const later = iso(Date.now() + 2 * DAY)
    const first = await act(id, 'again', { at: later, words: 'On the train' })
    expect(first.body).toMatchObject({ state: 'open', tries: 1, notBefore: later, againUntil: null })
    expect(first.body.attempts).toMatchObject([{ words: 'On the train', again: later }])
    expect(await list('?now=true')).toEqual([])
    const last = await act(id, 'again', { at: later })
    expect(last.body).toMatchObject({ state: 'unreached', tries: 2, possible: [] })
    expect((await complaint(number)).clocks.filter(({ state }) => state !== 'stopped')).toEqual([])
  })

  it('belongs to one of the staff: a colleague’s is not taken, but by a manager or when handed over', async () => {
    const server = await freshServer(engine)
    const { plan, list, act } = await shop(server)
    const bo = await hire(server, 'agent', { email: 'bo@example.com', skills: ['followup'] })
    const cy = await hire(server, 'agent', { email: 'cy@example.com' })
    const manager = await hire(server, 'manager')
    await closed(server)
    await plan()
    const [{ id, staff }] = (await list('?staff=me', bo.headers as never)) as [Followup]
    expect(staff).toBe(bo.id)
    expect(await act(id, 'take', {}, cy.headers as never)).toMatchObject({ status: 409 })
    expect((await act(id, 'reassign', { staff: cy.id }, bo.headers as never)).body.staff).toBe(cy.id)
    expect((await act(id, 'take', {}, cy.headers as never)).body.state).toBe('taken')
    expect((await act(id, 'skip', { reason: 'Moved abroad' }, manager.headers as never)).body.result).toMatchObject({
      reached: false,
      words: 'Moved abroad',
    })
    expect(await act(id, 'reassign', { staff: 'nobody' })).toMatchObject({ status: 409 })
  })

  it('is given to whoever is there when its specialist is away', async () => {
    const server = await freshServer(engine)
    const { plan, list, api } = await shop(server, { ...ALWAYS, complaint: { on: true, afterHours: 0 } })
    const [one, two] = await Promise.all(
      ['bo', 'cy'].map((name) => hire(server, 'agent', { email: `${name}@example.com`, skills: ['Follow-up'] })),
    )
    for (let i = 0; i < 4; i++) await closed(server)
    await plan()
    const shares = async () => (await list()).map(({ staff }) => staff!).sort()
    expect(await shares()).toEqual([one!.id, one!.id, two!.id, two!.id].sort())
    await api('PATCH', `staff/${one!.id}`, { absence: { from: iso(Date.now() - HOUR), until: null } })
    await runFollowups(server)
    expect(new Set(await shares())).toEqual(new Set([two!.id]))
  })

  it('that somebody took, and then went home, is given to whoever is there the day after', async () => {
    const server = await freshServer(engine)
    const { plan, list, act, api } = await shop(server, { ...ALWAYS, complaint: { on: true, afterHours: 0 } })
    const one = await hire(server, 'agent', { email: 'bo@example.com', skills: ['followup'] })
    await closed(server)
    await plan()
    const [{ id } = { id: '' }] = await list()
    expect((await act(id, 'take', {}, one.headers as never)).body.state).toBe('taken')
    const two = await hire(server, 'agent', { email: 'cy@example.com', skills: ['followup'] })
    await api('PATCH', `staff/${one.id}`, { absence: { from: iso(Date.now() - HOUR), until: null } })
    await runFollowups(server)
    expect(await list()).toMatchObject([{ state: 'taken', staff: one.id }])
    await runFollowups(server, Date.now() + 13 * HOUR)
    expect(await list()).toMatchObject([{ state: 'open', staff: two.id }])
  })

  it('follows a member’s purchase, once, and opens a complaint where something is wrong', async () => {
    const server = await freshServer(engine)
    const { plan, list, get, act, buy, feedback, coverage } = await shop(server)
    const then = Date.now() - 3 * DAY - HOUR
    await buy([
      order('1', then, { id: 'c1', phone: '0912345678' }),
      order('2', then, { id: 'c1', phone: '0912345678' }),
      order('3', then, { id: 'c2', phone: '0912345679', member: false }),
      order('4', then, { id: 'c3', phone: '0912345670', consent: { phone: false, email: false } }),
      order('5', Date.now() - 60 * DAY, { id: 'c4', phone: '0912345671' }),
    ])
    expect(await plan()).toBe(1)
    expect(await plan()).toBe(0)
    const [one] = await list()
    expect(one).toMatchObject({ kind: 'purchase', channel: 'phone', name: 'Bo', complaint: null })
    expect((await get(one!.id)).script.greeting).toContain('Mug')
    const { body } = await act(one!.id, 'result', { reached: true, satisfied: false, words: 'Cracked' })
    expect(body.result!.complaint).toMatch(/^\d{4}-\d{6}$/)
    expect(await feedback(body.result!.feedback!)).toMatchObject({
      moment: 'followup',
      contact: { phone: '0912345678' },
      complaint: { number: body.result!.complaint },
    })
    const { members } = await coverage()
    expect(members).toEqual({ bought: 2, visited: 1, share: 0.5 })
  })

  it('is paid on special days, and to those who stopped buying', async () => {
    const server = await freshServer(engine)
    const { plan, list, get, buy } = await shop(server)
    const now = Date.parse('2023-02-28T10:00:00Z')
    const long = now - 91 * DAY
    await buy([
      {
        id: 'a',
        placed: iso(long),
        customer: {
          id: 'c1',
          name: 'Leap',
          phone: '0912345601',
          consent: { phone: true },
          days: [{ name: 'birthday', date: '1992-02-29' }],
        },
      },
      order('b', long, { id: 'c2', phone: '0912345602' }),
      order('c', long - DAY, { id: 'c2', phone: '0912345602' }),
      order('d', long, { id: 'c3', phone: '0912345603' }),
      order('e', long, { id: 'c4', phone: '0912345604' }),
      order('f', now - DAY, { id: 'c4', phone: '0912345604' }),
    ])
    expect(await plan(now)).toBe(2)
    expect(await plan(now)).toBe(0)
    const found = new Map((await list()).map((one) => [one.kind, one]))
    expect(found.get('leaving')).toMatchObject({ order: 'b' })
    expect((await get(found.get('day')!.id)).script.greeting).toContain('birthday')
  })

  it('is recorded once, however many do so at once, and not begun where consent was taken back', async () => {
    const server = await freshServer(engine)
    const { plan, list, act, buy, api } = await shop(server)
    const then = Date.now() - 3 * DAY - HOUR
    await buy([
      order('1', then, { id: 'c1', phone: '0912345678' }),
      order('2', then, { id: 'c2', phone: '0912345679' }),
    ])
    await plan()
    const [one, two] = (await list()) as [Followup, Followup]
    const said = { reached: true, satisfied: true }
    const many = await Promise.all(Array.from({ length: 5 }, () => act(one.id, 'result', said)))
    expect(many.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409, 409, 409])
    expect(await server.count()).toBe(1)
    await api('PATCH', `customers/${two.customer!}`, { consent: { phone: false } })
    expect(await act(two.id, 'take')).toMatchObject({ status: 409, code: 'followup_not_possible' })
  })

  it('counts what was visited in time', async () => {
    const server = await freshServer(engine)
    const { plan, list, act, coverage } = await shop(server)
    for (let i = 0; i < 3; i++) await closed(server)
    await plan()
    const [first, second] = await list()
    await act(first!.id, 'result', { reached: true, satisfied: true })
    await act(second!.id, 'result', { reached: true, satisfied: false })
    const found = await coverage(`?to=${iso(Date.now() + 4 * DAY)}`)
    expect(found.complaints).toEqual({ closed: 3, withinThreeDays: 2, share: 0.667 })
    expect(found.kinds[0]).toMatchObject({ kind: 'complaint', due: 3, done: 2, satisfied: 1 })
    // Those made before they were due count today, and the one to come not yet.
    const today = await coverage(`?to=${iso(Date.now() + HOUR)}`)
    expect(today.kinds[0]).toMatchObject({ kind: 'complaint', due: 2, done: 2, satisfied: 1 })
    const after = await coverage(`?from=${iso(Date.now() + HOUR)}&to=${iso(Date.now() + 4 * DAY)}`)
    expect(after.kinds[0]).toMatchObject({ kind: 'complaint', due: 1, done: 0 })
  })

  it('is not switched on where the rules say so, nor asked of another site', async () => {
    const server = await freshServer(engine)
    const { plan, list, api } = await shop(server, { complaint: { on: false, afterHours: 24 } })
    await closed(server)
    expect(await plan()).toBe(0)
    await api('PATCH', 'followups/rules', { complaint: { on: true, afterHours: 24 } })
    await plan()
    const [{ id }] = (await list()) as [Followup]
    const other = await addSite(server.database, { name: 'Other' })
    const eve = await hire(server, 'owner', { email: 'eve@example.com', siteId: other.id })
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/take', {}],
      ['POST', '/result', { reached: false }],
      ['POST', '/again', { at: iso(Date.now() + HOUR) }],
      ['POST', '/reassign', {}],
      ['POST', '/skip', { reason: 'x' }],
    ] as const) {
      const theirs = await call(server, method, `/api/followups/${id}${path}`, eve.headers, body)
      const none = await call(server, method, `/api/followups/00000000${path}`, eve.headers, body)
      expect([path, theirs.status, theirs.body]).toEqual([path, 404, none.body])
    }
    expect((await call(server, 'GET', '/api/followups', eve.headers)).body['items']).toEqual([])
  })

  it('respects the night of the customer, whatever the hour of the shop', async () => {
    const server = await freshServer(engine)
    const { plan, list, act } = await shop(server, {})
    await server.database.write.updateTable('site').set({ time_zone: 'Asia/Taipei' }).execute()
    await closed(server)
    await plan()
    const [one] = await list()
    // Six in the morning, tomorrow, in Taipei.
    const night = `${iso(Date.now() + DAY).slice(0, 10)}T22:00:00Z`
    expect(await act(one!.id, 'again', { at: night })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'at', code: 'quiet_hours' }] },
    })
    const hour = (Number(one!.notBefore.slice(11, 13)) + 8) % 24
    expect(hour).toBeGreaterThanOrEqual(9)
    expect(hour).toBeLessThan(20)
  })
})
