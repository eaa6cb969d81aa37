import type { Complaint, CustomerComplaint } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'

const DEAR = { kind: 'refund', terms: 'Your money back', cost: 20_000, currency: 'EUR' }
const GIFT = { kind: 'gift', terms: 'A loaf', cost: 30_000, currency: 'EUR' }
const WORDS = 'You had every reason to be angry.'

/** A complaint, an agent who proposes what is not theirs to promise, and a manager who decides. */
async function proposed(server: TestServer, proposal: object, command: 'propose' | 'resolve' = 'propose') {
  const bo = await hire(server, 'agent', { email: 'bo@example.com' })
  const manager = await hire(server, 'manager')
  const { body } = await server.say(complained({ contact: { name: 'Ada', email: 'ada@example.com' } }))
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  await call(server, 'PATCH', '/api/policies', server.staff, { limits: { manager: 50_000, owner: null } })
  const give = async (name: string, payload: object, headers: Record<string, string> = manager.headers) => {
    const answer = await call(server, 'POST', `/api/complaints/${number}/${name}`, headers, payload)
    return { status: answer.status, complaint: answer.body as unknown as Complaint }
  }
  if (command === 'propose') await give('assess', { founded: true }, bo.headers)
  const { complaint } = await give(command, proposal, bo.headers)
  expect(complaint.stage).toBe('approving')
  return {
    give,
    complaint,
    remedy: complaint.remedies[0]!.id,
    /** What the customer's page says. */
    see: async () => {
      const link = `/v1/complaints/${new URL(url).pathname.slice(3)}`
      return (await call(server, 'GET', link)).body as unknown as CustomerComplaint
    },
    /** Words of the mail with which it is offered. */
    mailed: async () => {
      const rows = await server.database.write.selectFrom('outbox').select(['topic', 'payload']).execute()
      return rows.flatMap(({ topic, payload }) =>
        topic === 'remedy' ? [(JSON.parse(payload) as { values: { words: string | null } }).values.words ?? null] : [],
      )
    },
  }
}

const talked = ({ messages }: Pick<CustomerComplaint, 'messages'>) =>
  messages.map(({ author, words }) => `${author}: ${words}`)

describe.each(ENGINES)('a proposal that waits for approval on %s', (engine) => {
  it.each(['propose', 'resolve'] as const)(
    'brings the words of who proposed it to the customer once it is approved, and not before (%s)',
    async (command) => {
      const server = await freshServer(engine)
      const carried = command === 'propose' ? { remedies: [DEAR, GIFT] } : { remedy: DEAR }
      const { give, see, mailed, remedy } = await proposed(server, { ...carried, words: WORDS }, command)
      expect(talked(await see())).toEqual([])
      expect(await mailed()).toEqual([])
      const { complaint } = await give('approve', { remedy })
      expect(talked(complaint)).toEqual([`bo: ${WORDS}`])
      expect(talked(await see())).toEqual([`bo: ${WORDS}`])
      expect(await mailed()).toEqual([WORDS])
      expect(complaint.history.at(-1)).toMatchObject({ command: 'approve', payload: { remedy, words: WORDS } })
      expect(complaint.broken).toBeNull()
    },
  )

  it('takes the words of who approves it instead, under their name, or none', async () => {
    const other = await freshServer(engine)
    const first = await proposed(other, { remedies: [DEAR], words: WORDS })
    await first.give('approve', { remedy: first.remedy, words: 'We are sorry.' })
    expect(talked(await first.see())).toEqual(['manager: We are sorry.'])
    expect(await first.mailed()).toEqual(['We are sorry.'])

    const none = await freshServer(engine)
    const second = await proposed(none, { remedies: [DEAR], words: WORDS })
    const { complaint } = await second.give('approve', { remedy: second.remedy, words: null })
    expect(talked(await second.see())).toEqual([])
    expect(await second.mailed()).toEqual([null])
    expect(complaint.history.at(-1)!.payload).toEqual({ remedy: second.remedy })
  })

  it('leaves the words of one that was given back behind', async () => {
    const server = await freshServer(engine)
    const { give, see, mailed, remedy } = await proposed(server, { remedies: [DEAR], words: WORDS })
    await give('return', { reason: 'Too little' })
    const { complaint } = await give('propose', { remedies: [GIFT, DEAR] })
    expect((await give('approve', { remedy })).status).toBe(422)
    await give('approve', { remedy: complaint.remedies.at(-1)!.id })
    expect(talked(await see())).toEqual([])
    expect(await mailed()).toEqual([null])
  })

  it.each(['propose', 'resolve'] as const)('tells staff its reason, and never the customer (%s)', async (command) => {
    const server = await freshServer(engine)
    const reason = 'She has bought here since 2019.'
    const carried = command === 'propose' ? { remedies: [DEAR] } : { remedy: DEAR }
    const { give, see, complaint, remedy } = await proposed(server, { ...carried, reason, words: WORDS }, command)
    expect(complaint.history.at(-1)).toMatchObject({ command: 'propose', payload: { reason, words: WORDS } })
    await give('approve', { remedy })
    expect(JSON.stringify(await see())).not.toContain(reason)
    const mails = await server.database.write.selectFrom('outbox').select(['address', 'payload']).execute()
    const told = mails.filter(({ payload }) => payload.includes(reason)).map(({ address }) => address)
    expect(told).toEqual(['manager@example.com'])
  })
})
