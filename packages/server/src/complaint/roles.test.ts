import { Command, type Complaint, type CustomerAct, type Stage } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import { createKey } from '../staff/keys.ts'

/** Who asks: staff by session, programs by key; the customer by their link; who has nothing to do with it. */
const ROLES = ['agent', 'manager', 'owner'] as const
const KEYS = ['agent key', 'manager key', 'owner key'] as const
const STRANGERS = ['another site’s owner', 'nobody'] as const
const WHO = [...ROLES, ...KEYS, 'customer', ...STRANGERS] as const
type Who = (typeof WHO)[number]

const words = 'Words'
const heard = 'phone'
const REMEDY = { kind: 'refund', terms: 'Your money back', tasks: [{ kind: 'refund' }] }

/** What brings a complaint to each stage. */
const WAY: Record<Stage, [Command, object][]> = {
  received: [],
  explained: [['assess', { founded: false, words }]],
  investigating: [['assess', { founded: true }]],
  approving: [
    ['assess', { founded: true }],
    ['propose', { remedies: [REMEDY, { kind: 'gift', terms: 'A voucher' }] }],
  ],
  offered: [['resolve', { remedy: REMEDY }]],
  fulfilling: [
    ['resolve', { remedy: REMEDY }],
    ['accept', { name: 'Ada', heard }],
  ],
  confirming: [['answer', { words }]],
  closed: [
    ['answer', { words }],
    ['confirm', { satisfied: true, heard }],
  ],
}

interface Row {
  /** Least role of who is on the staff. */
  least: (typeof ROLES)[number]
  /** A stage in which it is allowed. */
  at: Stage
  /** One in which it is not; null: it is allowed in each. */
  not: Stage | null
  payload: object | ((shown: Complaint) => object)
  /** What the customer calls it, where it is theirs; staff say how they heard it. */
  act?: [CustomerAct, object]
}

const remedyOf = ({ remedies }: Complaint) => remedies.find(({ state }) => state === 'proposed')?.id ?? 'none'
const taskOf = ({ tasks }: Complaint) => tasks.find(({ state }) => state === 'open')?.id ?? 'none'
/** Number of a complaint that others can be merged into. */
const into = '2026-000000'

/** Every command. */
const TABLE: Record<Command, Row> = {
  assess: { least: 'agent', at: 'received', not: 'investigating', payload: { founded: true } },
  answer: { least: 'agent', at: 'received', not: 'confirming', payload: { words } },
  resolve: { least: 'agent', at: 'received', not: 'approving', payload: { remedy: REMEDY } },
  propose: { least: 'agent', at: 'investigating', not: 'offered', payload: { remedies: [REMEDY] } },
  reassess: { least: 'agent', at: 'investigating', not: 'explained', payload: { words } },
  approve: { least: 'manager', at: 'approving', not: 'offered', payload: (one) => ({ remedy: remedyOf(one) }) },
  return: { least: 'manager', at: 'approving', not: 'investigating', payload: { reason: words } },
  revise: { least: 'agent', at: 'offered', not: 'fulfilling', payload: { reason: words } },
  complete: { least: 'agent', at: 'fulfilling', not: 'confirming', payload: (one) => ({ task: taskOf(one) }) },
  fail: { least: 'agent', at: 'fulfilling', not: 'closed', payload: (one) => ({ task: taskOf(one), reason: words }) },
  followup: { least: 'agent', at: 'closed', not: 'confirming', payload: { satisfied: true } },
  message: { least: 'agent', at: 'explained', not: 'closed', payload: { words } },
  ask: { least: 'agent', at: 'received', not: 'closed', payload: { words } },
  promise: { least: 'agent', at: 'investigating', not: 'closed', payload: { date: '2999-01-01T00:00:00Z' } },
  assign: { least: 'agent', at: 'approving', not: 'closed', payload: {} },
  note: { least: 'agent', at: 'closed', not: null, payload: { words } },
  classify: { least: 'agent', at: 'offered', not: null, payload: { severity: 'high' } },
  renew: { least: 'agent', at: 'confirming', not: null, payload: {} },
  verify: { least: 'agent', at: 'fulfilling', not: null, payload: { contact: 'email' } },
  correct: { least: 'agent', at: 'offered', not: null, payload: { contact: { phone: '+82 2 1234' } } },
  merge: { least: 'agent', at: 'received', not: 'closed', payload: { into } },
  invalid: { least: 'agent', at: 'received', not: 'closed', payload: { reason: 'spam' } },
  reply: { least: 'agent', at: 'received', not: 'closed', payload: { words, heard }, act: ['messages', { words }] },
  accept: {
    least: 'agent',
    at: 'offered',
    not: 'received',
    payload: { name: 'Ada', heard },
    act: ['decision', { accept: true, name: 'Ada' }],
  },
  decline: {
    least: 'agent',
    at: 'offered',
    not: 'fulfilling',
    payload: { heard },
    act: ['decision', { accept: false }],
  },
  object: { least: 'agent', at: 'explained', not: 'offered', payload: { words, heard }, act: ['objection', { words }] },
  confirm: {
    least: 'agent',
    at: 'confirming',
    not: 'fulfilling',
    payload: { satisfied: true, heard },
    act: ['confirmation', { satisfied: true }],
  },
  rate: {
    least: 'agent',
    at: 'confirming',
    not: 'received',
    payload: { score: 4, heard },
    act: ['rating', { score: 4 }],
  },
  reopen: { least: 'agent', at: 'closed', not: 'approving', payload: { words, heard }, act: ['reopen', { words }] },
  withdraw: { least: 'agent', at: 'fulfilling', not: 'closed', payload: { heard }, act: ['withdraw', {}] },
}

type Headers = Record<string, string>

/** Everybody there is. */
async function everybody(server: TestServer): Promise<Record<Who, Headers>> {
  const other = await addSite(server.database, { name: 'Other' })
  const key = async (role: (typeof ROLES)[number], siteId: string) => ({
    authorization: `Bearer ${(await createKey(server.database, siteId, role)).secret}`,
  })
  const { id } = server.site
  return {
    agent: (await hire(server, 'agent')).headers,
    manager: (await hire(server, 'manager')).headers,
    owner: (await hire(server, 'owner')).headers,
    'agent key': await key('agent', id),
    'manager key': await key('manager', id),
    'owner key': await key('owner', id),
    'another site’s owner': await key('owner', other.id),
    customer: {},
    nobody: {},
  }
}

interface Opened {
  number: string
  /** Where the customer acts. */
  link: string
}

/** A new complaint at a stage. */
async function at(server: TestServer, stage: Stage): Promise<Opened> {
  const { body } = await server.say(complained())
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  for (const [command, payload] of WAY[stage]) {
    const { status } = await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
    expect([stage, command, status]).toEqual([stage, command, 200])
  }
  return { number, link: `/v1/complaints/${new URL(url).pathname.slice(3)}` }
}

/** What a command comes to; where it is out of turn, whether the answer says where it stands and what is possible. */
async function tried(
  server: TestServer,
  headers: Headers,
  who: Who,
  command: Command,
  { number, link }: Opened,
  target: string,
): Promise<string> {
  const { payload, act } = TABLE[command]
  const shown = (await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body as unknown as Complaint
  const body = typeof payload === 'function' ? payload(shown) : command === 'merge' ? { into: target } : payload
  const [name, said] = act ?? [command, body]
  const answer =
    who === 'customer'
      ? await call(server, 'POST', `${link}/${name}`, {}, said)
      : await call(server, 'POST', `/api/complaints/${number}/${command}`, headers, body)
  const { stage, possible } = (answer.body['complaint'] ?? {}) as { stage?: Stage; possible?: Command[] }
  const told = possible ? ` at ${stage}${possible.includes(command) ? '' : ', other commands'}` : ''
  return `${answer.status}${answer.code ? ` ${answer.code}` : ''}${told}`
}

/** What it should come to. */
function wanted(who: Who, { least, act, not }: Row, inTurn: boolean): string {
  if (who === 'nobody') return '401 unauthorized'
  if (who === 'another site’s owner') return '404 complaint_unknown'
  // There is no such address for what is the staff's.
  if (who === 'customer' && !act) return '404 not_found'
  if (who !== 'customer' && ROLES.findIndex((role) => who.startsWith(role)) < ROLES.indexOf(least))
    return '403 forbidden'
  return inTurn ? '200' : `409 command_not_possible at ${not}, other commands`
}

describe.each(ENGINES)('by API on %s', (engine) => {
  it.each(Command.options)('%s is for whom the table says, where it says', async (command) => {
    const server = await freshServer(engine)
    const everyone = await everybody(server)
    const row = TABLE[command]
    const target = (await at(server, 'received')).number
    const seen: string[] = []
    const expected: string[] = []
    const tryOut = async (who: Who, one: Opened, inTurn: boolean) => {
      const what = `${who}, ${inTurn ? row.at : row.not}: `
      seen.push(what + (await tried(server, everyone[who], who, command, one, target)))
      expected.push(what + wanted(who, row, inTurn))
    }
    for (const who of WHO) await tryOut(who, await at(server, row.at), true)
    if (row.not !== null) {
      // Whoever is refused leaves it as it is.
      const one = await at(server, row.not)
      for (const who of WHO) await tryOut(who, one, false)
    }
    expect(seen).toEqual(expected)
  })

  it('after an objection somebody higher judges, and after another an owner', async () => {
    const server = await freshServer(engine)
    const everyone = await everybody(server)
    const one = await at(server, 'explained')
    const object = async () =>
      expect((await call(server, 'POST', `${one.link}/objection`, {}, { words })).status).toBe(200)
    const judge = (who: Who, founded: boolean) =>
      call(server, 'POST', `/api/complaints/${one.number}/assess`, everyone[who], { founded, words })
    await object()
    for (const who of ['agent', 'agent key'] as const) expect((await judge(who, true)).code).toBe('forbidden')
    expect((await judge('manager key', false)).status).toBe(200)
    await object()
    for (const who of ['agent', 'manager', 'manager key'] as const)
      expect((await judge(who, true)).code).toBe('forbidden')
    expect((await judge('owner', true)).status).toBe(200)
  })

  it('a manager opens a closed one in their own right, an agent only for the customer', async () => {
    const server = await freshServer(engine)
    const everyone = await everybody(server)
    const reopen = async (who: Who, payload: object) => {
      const { number } = await at(server, 'closed')
      return (await call(server, 'POST', `/api/complaints/${number}/reopen`, everyone[who], payload)).status
    }
    expect(await reopen('agent', { words })).toBe(422)
    expect(await reopen('agent', { words, heard })).toBe(200)
    expect(await reopen('manager key', { words })).toBe(200)
  })

  it('an unknown number and an unknown link are answered like another site’s', async () => {
    const server = await freshServer(engine)
    const { link } = await at(server, 'received')
    for (const url of ['/api/complaints/2026-999999/note', '/api/complaints/nothing/note'])
      expect((await call(server, 'POST', url, server.staff, { words })).code).toBe('complaint_unknown')
    for (const bad of [`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, '/v1/complaints/nothing'])
      expect((await call(server, 'POST', `${bad}/messages`, {}, { words })).code).toBe('complaint_unknown')
  })
})
