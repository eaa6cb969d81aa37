import {
  Command,
  type Complaint,
  type CustomerComplaint,
  type Problem,
  PROBLEMS,
  type TaskPage,
} from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'
import type { MailPayload } from '../notify/outbox.ts'
import type { Role } from '../staff/roles.ts'
import { verify } from './history.ts'
import { SILENCE } from './life.ts'
import { perform } from './command.ts'

const REFUND = { kind: 'refund', terms: 'Your money back', cost: 4990, currency: 'EUR', tasks: [{ kind: 'refund' }] }

/** A complaint with both its sides. */
async function opened(server: TestServer, over: Record<string, unknown> = {}) {
  const { body } = await server.say(complained(over))
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  const link = `/v1/complaints/${new URL(url).pathname.slice(3)}`
  return {
    number,
    link,
    /** A command by API; `headers` are the owner's by default. */
    give: async (command: string, payload: object = {}, headers: Record<string, string> = server.staff) => {
      const answer = await call(server, 'POST', `/api/complaints/${number}/${command}`, headers, payload)
      return { ...answer, body: answer.body as unknown as Complaint & { complaint: never; errors: never } }
    },
    /** What the customer does by their link. */
    act: async (act: string, payload: object = {}) => {
      const answer = await call(server, 'POST', `${link}/${act}`, {}, payload)
      return { ...answer, body: answer.body as unknown as CustomerComplaint }
    },
    show: async (): Promise<Complaint> => {
      return (await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body as unknown as Complaint
    },
    see: async (): Promise<CustomerComplaint> => {
      return (await call(server, 'GET', link)).body as unknown as CustomerComplaint
    },
  }
}

async function keyOf(server: TestServer, role: Role): Promise<Record<string, string>> {
  const { secret } = await createKey(server.database, server.site.id, role)
  return { authorization: `Bearer ${secret}` }
}

/** The fault of a complaint's history, if any. */
async function fault(server: TestServer, number: string): Promise<string | undefined> {
  const complaint = await server.database.write
    .selectFrom('complaint')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const rows = await server.database.write
    .selectFrom('complaint_history')
    .selectAll()
    .where('feedback_id', '=', complaint.feedback_id)
    .execute()
  return verify(rows, complaint)
}

describe.each(ENGINES)('a complaint on %s', (engine) => {
  it('takes a reply of words, of photos, or of both, but not of neither', async () => {
    const server = await freshServer(engine)
    const { act, give, show } = await opened(server)
    const photo = async () => (await server.upload()).body.id
    expect(await act('messages', {})).toMatchObject({ status: 422, body: { errors: [{ path: 'words' }] } })
    expect((await act('messages', { attachments: [] })).status).toBe(422)
    expect((await act('messages', { attachments: [await photo()] })).status).toBe(200)
    expect((await give('reply', { attachments: [await photo()], heard: 'letter' })).status).toBe(200)
    expect((await act('messages', { words: 'See', attachments: [await photo()] })).status).toBe(200)
    expect((await show()).messages.map(({ words, attachments }) => [words, attachments.length])).toEqual([
      ['', 1],
      ['', 1],
      ['See', 1],
    ])
  })

  it('is put right with the consent of the customer, step by step', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const manager = await hire(server, 'manager')
    const { give, act, show, see, number } = await opened(server, {
      contact: { email: 'ada@example.com', name: 'Ada' },
    })
    const start = await show()
    expect(start).toMatchObject({
      stage: 'received',
      version: 2,
      contact: { name: 'Ada' },
      assignee: expect.any(String),
    })
    expect(start.clocks.map(({ kind }) => kind).toSorted()).toEqual(['assessment', 'first-answer'])
    expect(start.history.map(({ command }) => command)).toEqual(['register', 'assign'])

    expect(
      (await give('assess', { founded: true, severity: 'high', cause: 'wet paper' }, agent.headers)).body,
    ).toMatchObject({
      stage: 'investigating',
      severity: 'high',
      cause: 'wet paper',
    })
    const remedies = [
      { ...REFUND, cost: 20_000 },
      { kind: 'apology', terms: 'We are sorry' },
    ]
    const proposed = await give('propose', { remedies }, agent.headers)
    expect(proposed.body).toMatchObject({
      stage: 'approving',
      remedies: [{ state: 'proposed' }, { state: 'proposed' }],
    })
    expect((await see()).remedy).toBeNull()
    const remedy = proposed.body.remedies.find(({ kind }) => kind === 'refund')!.id
    expect((await give('approve', { remedy }, agent.headers)).code).toBe('forbidden')
    const offered = await give('approve', { remedy }, manager.headers)
    expect(offered.body).toMatchObject({ stage: 'offered', dueAt: null })

    const view = await see()
    expect(view).toMatchObject({ remedy: { terms: 'Your money back' }, next: { who: 'customer' } })
    expect(JSON.stringify(view)).not.toContain('20000')
    expect(view.possible).toEqual(['messages', 'decision', 'withdraw'])
    expect((await act('decision', { accept: true })).code).toBe('invalid')
    expect((await act('decision', { accept: true, name: 'Ada L.' })).body).toMatchObject({
      stage: 'fulfilling',
      remedy: { state: 'accepted', signedBy: 'Ada L.' },
    })
    const [task] = (await show()).tasks
    expect((await give('complete', { task: task.id, result: 'paid' }, agent.headers)).body.stage).toBe('confirming')
    expect((await act('confirmation', { satisfied: true, words: 'Thank you' })).body).toMatchObject({
      stage: 'closed',
      outcome: 'resolved',
      next: null,
      reopenUntil: expect.any(String),
    })
    expect((await act('rating', { score: 5 })).body.rating).toBe(5)
    const end = await show()
    expect(end.clocks.filter(({ state }) => state !== 'stopped').map(({ kind }) => kind)).toEqual(['follow-up'])
    expect(end.messages).toMatchObject([{ by: 'customer', words: 'Thank you' }])
    expect(end.history.map(({ seq }) => seq)).toEqual(end.history.map((_, i) => i + 1))
    expect(end.history.find(({ command }) => command === 'approve')?.by).toMatchObject({
      kind: 'staff',
      name: 'manager',
    })
    expect(await fault(server, number)).toBeUndefined()
  })

  it('takes the short ways in one call each', async () => {
    const server = await freshServer(engine)
    const one = await opened(server)
    expect((await one.give('answer', { words: 'We open at nine.' })).body).toMatchObject({
      stage: 'confirming',
      messages: [{ by: 'staff', words: 'We open at nine.' }],
    })
    const two = await opened(server)
    const resolved = await two.give('resolve', { remedy: { kind: 'apology', terms: 'Sorry' } })
    expect(resolved.body.history.map(({ command, stage }) => [command, stage])).toEqual([
      ['register', 'received'],
      ['assess', 'investigating'],
      ['propose', 'approving'],
      ['approve', 'offered'],
    ])
    expect((await two.act('decision', { accept: true, name: 'Ada' })).body.stage).toBe('confirming')
    expect(await fault(server, two.number)).toBeUndefined()
  })

  it('takes the consent to a remedy that is offered at the same moment for what it is, or for too early', async () => {
    const server = await freshServer(engine)
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const { give, act } = await opened(server)
        const [offered, decided] = await Promise.all([
          give('resolve', { remedy: REFUND }),
          act('decision', { accept: true, name: 'Ada' }),
        ])
        expect(offered.status).toBe(200)
        return decided
      }),
    )
    for (const { status, body } of answers)
      if (status === 200) expect(body).toMatchObject({ stage: 'fulfilling', remedy: { state: 'accepted' } })
      else expect(body).toMatchObject({ code: 'command_not_possible' })
  })

  it('lets nobody sign for a remedy that they have not seen', async () => {
    const server = await freshServer(engine)
    const { give, act, see } = await opened(server)
    await give('resolve', { remedy: { kind: 'apology', terms: 'Sorry' } })
    const seen = (await see()).remedy!.id
    await give('revise', { reason: 'Too little' })
    await give('propose', { remedies: [{ kind: 'gift', terms: 'A loaf' }] })
    for (const accept of [true, false])
      expect((await act('decision', { accept, name: 'Ada', remedy: seen })).code).toBe('command_not_possible')
    const { id } = (await see()).remedy!
    expect((await act('decision', { accept: true, name: 'Ada', remedy: id })).body.stage).toBe('confirming')
  })

  it('offers a second remedy in its own words, and tells the department that carries it out', async () => {
    const server = await freshServer(engine)
    const lead = await hire(server, 'manager', { email: 'lead@example.com' })
    const made = await call(server, 'POST', '/api/departments', server.staff, { name: 'Bakery', lead: lead.id })
    const department = made.body['id'] as string
    const { give, act } = await opened(server)
    await give('resolve', { remedy: { kind: 'apology', terms: 'Sorry' } })
    await act('decision', { accept: true, name: 'Ada' })
    await act('confirmation', { satisfied: false, words: 'Not enough' })
    const loaf = { kind: 'gift', terms: 'A loaf', tasks: [{ kind: 'ship', department }] }
    await give('propose', { remedies: [loaf], words: 'You are right.' })
    await act('decision', { accept: true, name: 'Ada' })
    const rows = await server.database.write.selectFrom('outbox').select(['topic', 'address', 'payload']).execute()
    const said = rows.map(({ topic, address, payload }) => {
      const { values } = JSON.parse(payload) as { values: { terms?: string; words?: string; event?: string } }
      const { terms, words = '', event = '' } = values
      return `${topic} ${address} ${terms ? `${terms} ${words}` : event}`.trimEnd()
    })
    expect(said.filter((one) => one.startsWith('remedy')).toSorted()).toEqual([
      'remedy ada@example.com A loaf You are right.',
      'remedy ada@example.com Sorry',
    ])
    expect(said).toContain('notice lead@example.com task')
  })

  it('tells all of a department that nobody leads what is to be carried out there, by when, and for whom', async () => {
    const server = await freshServer(engine)
    const made = await call(server, 'POST', '/api/departments', server.staff, { name: 'Bakery' })
    const department = made.body['id'] as string
    for (const email of ['bo@example.com', 'cy@example.com']) await hire(server, 'agent', { email, department })
    await hire(server, 'agent', { email: 'di@example.com' })
    const { give, act } = await opened(server, { contact: { name: 'Ada', email: 'ada@example.com' } })
    const dueAt = new Date(Date.now() + 3_600_000).toISOString()
    const tasks = [
      { kind: 'ship', department, words: 'Rye, 1 kg', dueAt },
      { kind: 'refund', department },
    ]
    await give('resolve', { remedy: { kind: 'replacement', terms: 'A new loaf', tasks } })
    const done = await act('decision', { accept: true, name: 'Ada' })
    expect(done.body.stage).toBe('fulfilling')
    const rows = await server.database.write.selectFrom('outbox').select(['topic', 'address', 'payload']).execute()
    const told = rows.flatMap(({ address, payload }) => {
      const { values } = JSON.parse(payload) as {
        values: { event?: string; due?: number; customer?: string; said?: string }
      }
      const { event, due, customer, said } = values
      return event === 'task' ? [`${address} ${new Date(due!).toISOString() === dueAt} ${customer} ${said}`] : []
    })
    expect(told.toSorted()).toEqual(['bo', 'cy'].map((one) => `${one}@example.com true Ada Rye, 1 kg\nrefund`))
  })

  it('asks owners for what managers may not approve, and tells managers what comes for somebody who is away', async () => {
    const server = await freshServer(engine)
    const bo = await hire(server, 'agent', { email: 'bo@example.com' })
    for (const role of ['manager', 'owner'] as const) await hire(server, role)
    const { number, give, act } = await opened(server)
    await give('assign', { staff: bo.id })
    await give('assess', { founded: true })
    const dear = { kind: 'replacement', terms: 'A new oven', cost: 10_000_000, currency: 'EUR' }
    await give('propose', { remedies: [dear] }, bo.headers)
    const absence = { from: '2020-01-01T00:00:00Z', until: null }
    await call(server, 'PATCH', `/api/staff/${bo.id}`, server.staff, { absence })
    await act('messages', { words: 'And?' })
    const rows = await server.database.write.selectFrom('outbox').select(['address', 'payload']).execute()
    const told = rows.flatMap(({ address, payload }) => {
      const { event, number: about } = (JSON.parse(payload) as { values: { event?: string; number: string } }).values
      return about === number && (event === 'approval' || event === 'wrote') ? [`${event} ${address}`] : []
    })
    expect(told.toSorted()).toEqual(['approval owner@example.com', 'wrote bo@example.com', 'wrote manager@example.com'])
  })

  it('keeps remedies and tasks of one call in the order in which they were given', async () => {
    const server = await freshServer(engine)
    const { give, act, show } = await opened(server)
    await give('assess', { founded: true })
    const kinds = ['refund', 'ship', 'repair', 'visit', 'gift']
    const tasks = Array.from({ length: 8 }, (_, i) => ({ kind: kinds[i % 5], words: `Task ${i}` }))
    const terms = ['One', 'Two', 'Three', 'Four', 'Five']
    const remedies = terms.map((said) => ({ kind: 'gift', terms: said, tasks }))
    const proposed = (await give('propose', { remedies })).body.remedies
    expect(proposed.map((one) => one.terms)).toEqual(terms)
    await give('approve', { remedy: proposed[2].id })
    await act('decision', { accept: true, name: 'Ada' })
    const words = tasks.map((one) => one.words)
    expect((await show()).tasks.map((one) => one.words)).toEqual(words)
    const due = (await call(server, 'GET', '/api/tasks', server.staff)).body as unknown as TaskPage
    expect(due.items.map((one) => one.words)).toEqual(words)
  })

  it('names no department that the site does not have', async () => {
    const server = await freshServer(engine)
    const { give } = await opened(server)
    const tasks = [{ kind: 'ship', department: 'nowhere' }]
    expect((await give('resolve', { remedy: { kind: 'gift', terms: 'A loaf', tasks } })).code).toBe('invalid')
  })

  it('lets one of two at once win, and tells the other what changed', async () => {
    const server = await freshServer(engine)
    const { give, show, number } = await opened(server)
    const { version } = await show()
    const both = await Promise.all([give('note', { words: 'one', version }), give('note', { words: 'two', version })])
    const [won, lost] = both.toSorted((a, b) => a.status - b.status)
    expect([won.status, lost.status]).toEqual([200, 409])
    expect(lost.body).toMatchObject({
      code: 'complaint_changed',
      complaint: { stage: 'received', version: version + 1, changes: [{ command: 'note', seq: version + 1 }] },
    })
    const many = await Promise.all(Array.from({ length: 8 }, (_, i) => give('note', { words: `${i}` })))
    expect(many.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
    expect((await show()).version).toBe(version + 9)
    expect(await fault(server, number)).toBeUndefined()
  })

  it('lets nobody stumble over what Earshot did by its clocks, unless it moves the complaint on', async () => {
    const server = await freshServer(engine)
    const { give } = await opened(server)
    const { body } = await give('answer', { words: 'We open at nine.' })
    const order = { siteId: server.site.id, feedbackId: body.id, actor: { kind: 'system' }, payload: {} } as const
    await perform(server, { ...order, command: 'escalate' })
    await perform(server, { ...order, command: 'remind' }, Date.now() + SILENCE.reminders[0])
    const noted = await give('note', { words: 'Rang, nobody there', version: body.version })
    expect([noted.status, noted.body.version]).toEqual([200, body.version + 3])
    await perform(server, { ...order, command: 'remind' }, Date.now() + SILENCE.reminders[1])
    await perform(server, { ...order, command: 'expire' }, Date.now() + SILENCE.end)
    const late = await give('note', { words: 'Rang again', version: noted.body.version })
    expect((late.body as unknown as Problem).complaint).toMatchObject({
      stage: 'closed',
      changes: [{ command: 'expire', by: 'system' }],
    })
  })

  it('refuses what is out of turn, naming what is possible', async () => {
    const server = await freshServer(engine)
    const { give, act } = await opened(server)
    const early = await give('approve', { remedy: 'x' })
    expect(early).toMatchObject({ status: 409, code: 'command_not_possible' })
    expect(early.body.complaint).toMatchObject({
      stage: 'received',
      possible: expect.arrayContaining(['assess', 'resolve']),
    })
    const late = await act('confirmation', { satisfied: true })
    expect(late).toMatchObject({
      code: 'command_not_possible',
      body: { complaint: { possible: ['messages', 'withdraw'] } },
    })
  })

  it('tells a customer what changed, but not what staff do among themselves, nor who it was', async () => {
    const server = await freshServer(engine)
    const { give, act, show } = await opened(server)
    const { version } = await show()
    await give('note', { words: 'Difficult' })
    await give('message', { words: 'We look into it' })
    const { code, body } = await act('messages', { words: 'Well?', version })
    expect([code, (body as unknown as Problem).complaint?.changes]).toEqual([
      'complaint_changed',
      [{ seq: version + 2, at: expect.any(String) as unknown, command: 'message', by: 'shop' }],
    ])
  })

  it('lets no customer stumble over what staff do among themselves, unless it moves the complaint on', async () => {
    const server = await freshServer(engine)
    const { give, act, show } = await opened(server)
    await give('assess', { founded: true })
    const seen = (await show()).version
    await give('note', { words: 'Difficult' })
    await give('classify', { severity: 'high' })
    await give('propose', { remedies: [REFUND, REFUND] })
    expect((await act('messages', { words: 'Well?', version: seen })).status).toBe(200)
    const { body } = await act('messages', { words: 'Again', version: seen })
    expect((body as unknown as Problem).complaint?.changes).toMatchObject([{ command: 'reply', by: 'customer' }])
    await give('return', { reason: 'Too dear' })
    await give('reassess', { words: 'It was as described.' })
    await act('decision', { accept: true })
    const { version } = await show()
    await give('note', { words: 'A visit on Friday' })
    await give('followup', { satisfied: false, words: 'Still cracked' })
    expect(await act('rating', { score: 2, version })).toMatchObject({
      code: 'complaint_changed',
      body: { complaint: { stage: 'investigating', changes: [{ command: 'followup', by: 'shop' }] } },
    })
  })

  it('refuses fields that are not the command’s, on both sides', async () => {
    const server = await freshServer(engine)
    const { give, act, show } = await opened(server)
    for (const field of ['role', 'stage', 'number', 'site', 'siteId', 'level', 'heard'])
      expect([field, (await give('note', { words: 'x', [field]: 'owner' })).code]).toEqual([field, 'invalid'])
    for (const field of ['heard', 'stage', 'by', 'author'])
      expect([field, (await act('messages', { words: 'x', [field]: 'phone' })).code]).toEqual([field, 'invalid'])
    expect((await show()).version).toBe(1)
  })

  it('answers alike for an unknown number, another site and an unknown link', async () => {
    const server = await freshServer(engine)
    const { number } = await opened(server)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const { secret } = await createKey(server.database, other.id, 'owner')
    const foreign = { authorization: `Bearer ${secret}` }
    const asked = await Promise.all([
      call(server, 'GET', '/api/complaints/2020-000001', server.staff),
      call(server, 'GET', '/api/complaints/%00', server.staff),
      call(server, 'GET', `/api/complaints/${number}`, foreign),
      call(server, 'POST', `/api/complaints/${number}/note`, foreign, { words: 'x' }),
      call(server, 'GET', `/v1/complaints/${server.site.id}_${'a'.repeat(22)}`),
      call(server, 'GET', '/v1/complaints/x'),
      call(server, 'POST', '/v1/complaints/x/withdraw', {}, {}),
    ])
    for (const answer of asked) expect(answer.body).toEqual(asked[0].body)
    expect(asked[0]).toMatchObject({ status: PROBLEMS.complaint_unknown.status, code: 'complaint_unknown' })
  })

  it('knows every command, and by which role it may be given', async () => {
    const server = await freshServer(engine)
    const roles = { agent: await keyOf(server, 'agent'), manager: await keyOf(server, 'manager'), owner: server.staff }
    const { give, number } = await opened(server)
    for (const command of Command.options) {
      expect([command, (await give(command, {}, {})).status]).toEqual([command, 401])
      for (const [role, headers] of Object.entries(roles)) {
        const { possible } = (await call(server, 'GET', `/api/complaints/${number}`, headers))
          .body as unknown as Complaint
        // What carries nothing is told so, or is refused by role or turn: never an error of ours, never another answer.
        const { status, code } = await give(command, { nonsense: 1 }, headers)
        expect([command, role, status, code]).toEqual([command, role, 422, 'invalid'])
        expect(possible.includes('approve')).toBe(false)
      }
    }
    await give('assess', { founded: true })
    await give('propose', { remedies: [{ ...REFUND, cost: 60_000 }] }, roles.manager)
    const shown = async (headers: Record<string, string>) =>
      (await call(server, 'GET', `/api/complaints/${number}`, headers)).body as unknown as Complaint
    expect((await shown(roles.agent)).possible).not.toContain('approve')
    expect((await shown(roles.manager)).possible).toContain('approve')
    const remedy = (await shown(roles.agent)).remedies[0].id
    for (const [role, status] of [
      ['agent', 403],
      ['manager', 403],
      ['owner', 200],
    ] as const)
      expect([role, (await give('approve', { remedy }, roles[role])).status]).toEqual([role, status])
  })

  it('lets staff record what they heard, and nobody else say so', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const { give, see } = await opened(server, { contact: { phone: '+82 2 000' } })
    expect((await give('reply', { words: 'It is worse' }, agent.headers)).body).toMatchObject({
      errors: [{ path: 'heard' }],
    })
    expect((await give('reply', { words: 'It is worse', heard: 'phone' }, agent.headers)).body.messages).toMatchObject([
      { by: 'customer', author: 'agent', words: 'It is worse' },
    ])
    await give('note', { words: 'Sounds angry' }, agent.headers)
    expect((await see()).messages).toHaveLength(1)
  })

  it('stands still while the customer is asked', async () => {
    const server = await freshServer(engine)
    const { give, act, show, see } = await opened(server)
    const asked = await give('ask', { words: 'Which loaf was it?' })
    expect(asked.body).toMatchObject({ asked: true, dueAt: null })
    expect(
      asked.body.clocks.map(({ kind, state }) => [kind, state]).toSorted((a, b) => (a[0] < b[0] ? -1 : 1)),
    ).toEqual([
      ['assessment', 'paused'],
      ['first-answer', 'stopped'],
    ])
    expect(await see()).toMatchObject({ asked: true, next: { who: 'customer' } })
    expect((await give('ask', { words: 'And when?' })).code).toBe('command_not_possible')
    expect((await act('messages', { words: 'The rye' })).body).toMatchObject({ asked: false, next: { who: 'shop' } })
    expect((await show()).clocks.find(({ kind }) => kind === 'assessment')?.state).toBe('running')
  })

  it('keeps promised dates as clocks until somebody speaks again', async () => {
    const server = await freshServer(engine)
    const { give, see } = await opened(server)
    const date = new Date(Date.now() + 3600_000).toISOString()
    const promised = await give('message', { words: 'You will hear from us within the hour', promise: date })
    expect(promised.body.clocks.find(({ kind }) => kind === 'promise')).toMatchObject({ state: 'running', dueAt: date })
    expect((await see()).next).toEqual({ who: 'shop', by: date })
    const kept = await give('message', { words: 'Here we are' })
    expect(kept.body.clocks.find(({ kind }) => kind === 'promise')?.state).toBe('stopped')
    expect((await give('promise', { date: '2020-01-01T00:00:00Z' })).body).toMatchObject({ errors: [{ path: 'date' }] })
  })

  it('goes up level by level with every objection, to who may judge', async () => {
    const server = await freshServer(engine)
    const agent = await hire(server, 'agent')
    const manager = await hire(server, 'manager')
    const owner = await hire(server, 'owner')
    const { give, act, see, show, number } = await opened(server)
    const unfounded = { founded: false, words: 'It was as described.' }
    expect((await show()).assignee).toBeOneOf([agent.id, manager.id, owner.id])
    expect((await give('assess', unfounded, agent.headers)).body.stage).toBe('explained')
    expect((await see()).possible).toEqual(['messages', 'decision', 'objection', 'rating', 'withdraw'])
    expect((await act('objection', { words: 'No' })).body.stage).toBe('received')
    expect((await show()).assignee).toBeOneOf([manager.id, owner.id])
    expect((await give('assess', unfounded, agent.headers)).code).toBe('forbidden')
    await give('assess', unfounded, manager.headers)
    await act('objection', { words: 'No!' })
    expect(await show()).toMatchObject({ level: 2, assignee: owner.id })
    await give('assess', unfounded, owner.headers)
    expect((await act('objection', { words: 'Never' })).body).toMatchObject({ stage: 'closed', outcome: 'disagreed' })
    expect(await fault(server, number)).toBeUndefined()
  })

  it('becomes part of another one, whose history tells', async () => {
    const server = await freshServer(engine)
    const [first, second] = [await opened(server), await opened(server)]
    expect((await second.give('merge', { into: second.number })).body).toMatchObject({ errors: [{ path: 'into' }] })
    expect((await second.give('merge', { into: '2020-000001' })).body).toMatchObject({ errors: [{ path: 'into' }] })
    expect((await second.give('merge', { into: first.number })).body).toMatchObject({
      stage: 'closed',
      outcome: 'merged',
      mergedInto: first.number,
    })
    const merged = await first.show()
    expect(merged.history.at(-1)).toMatchObject({ command: 'absorb', payload: { number: second.number } })
    expect(await Promise.all([fault(server, first.number), fault(server, second.number)])).toEqual([
      undefined,
      undefined,
    ])
    const [mail] = await server.database.write.selectFrom('outbox').selectAll().where('topic', '=', 'merged').execute()
    expect(mail).toMatchObject({ address: 'ada@example.com', capped: 1 })
    const { values } = JSON.parse(mail!.payload) as MailPayload
    expect(values).toMatchObject({ number: second.number, into: first.number })
    // The other may be somebody else's.
    expect(values['link']).toContain(second.link.slice('/v1/complaints'.length))
    expect((await second.see()).possible).toEqual([])
    expect((await first.give('merge', { into: second.number })).code).toBe('invalid')
  })

  it('is opened again by the customer, and gets a new link', async () => {
    const server = await freshServer(engine)
    const { give, act, link } = await opened(server)
    await act('withdraw')
    expect((await act('reopen', { words: 'It broke again' })).body.stage).toBe('investigating')
    const renewed = await give('renew')
    expect((await call(server, 'GET', link)).code).toBe('complaint_unknown')
    expect((await call(server, 'GET', `/v1/complaints/${new URL(renewed.body.url).pathname.slice(3)}`)).status).toBe(
      200,
    )
  })

  it('ends after two weeks of silence', async () => {
    const server = await freshServer(engine)
    const { give, show } = await opened(server)
    const { body } = await give('answer', { words: 'We open at nine.' })
    const order = { siteId: server.site.id, feedbackId: body.id, actor: { kind: 'system' }, payload: {} } as const
    const at = (command: 'remind' | 'expire', after: number) =>
      perform(server, { ...order, command }, Date.now() + after)
    await expect(at('remind', 1000)).rejects.toMatchObject({ code: 'command_not_possible' })
    await at('remind', SILENCE.reminders[0])
    await at('remind', SILENCE.reminders[1])
    await at('expire', SILENCE.end)
    expect(await show()).toMatchObject({ stage: 'closed', outcome: 'unanswered' })
  })

  it('is handed to whom staff name, or whom the rules choose', async () => {
    const server = await freshServer(engine)
    const { give, see } = await opened(server)
    const agent = await hire(server, 'agent')
    expect((await give('assign', { staff: 'nobody' })).body).toMatchObject({ errors: [{ path: 'staff' }] })
    expect((await give('assign', { staff: agent.id })).body.assignee).toBe(agent.id)
    expect((await give('assign', { staff: null })).body.assignee).toBeNull()
    expect((await give('assign')).body.assignee).toBe(agent.id)
    expect((await give('message', { words: 'Hello' }, agent.headers)).status).toBe(200)
    // A key's label is nothing for the customer.
    await give('message', { words: 'By a program' })
    expect((await see()).messages.map(({ author }) => author)).toEqual(['agent', null])
  })

  it('writes mails with what causes them, or not at all', async () => {
    const server = await freshServer(engine)
    await hire(server, 'agent')
    const { give, act } = await opened(server)
    await give('approve', { remedy: 'x' })
    await give('resolve', { remedy: REFUND })
    await act('decision', { accept: false, words: 'Too little' })
    const rows = await server.database.write.selectFrom('outbox').select(['topic', 'address', 'payload']).execute()
    expect(rows.map(({ topic, address }) => `${topic} ${address}`).toSorted()).toEqual([
      'acknowledgement ada@example.com',
      'notice agent@example.com',
      'notice agent@example.com',
      'remedy ada@example.com',
    ])
  })
})
