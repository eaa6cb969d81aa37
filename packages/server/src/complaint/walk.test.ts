import { type Command, type Complaint, COMMANDS } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complain } from '../../test/complaints.ts'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { createKey } from '../staff/keys.ts'
import { brokenHistories } from './audit.ts'
import { RULES } from './rules.ts'

/** Steps of the walk on each database; the walk is the same each time. */
const STEPS = 300

/** Ends that would cut most of the way short. */
const ENDS: ReadonlySet<Command> = new Set(['withdraw', 'merge', 'invalid'])

/** Numbers from 0 to below 1 that are the same in each run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

function payloadFor(command: Command, shown: Complaint, yes: boolean, other: string): Record<string, unknown> {
  const words = 'Words'
  const remedy = {
    kind: 'refund',
    terms: 'Your money back',
    cost: yes ? 100 : 60_000,
    tasks: yes ? [{ kind: 'refund' }] : [],
  }
  const task = shown.tasks.find(({ state }) => state === 'open')?.id ?? 'none'
  const payloads: Partial<Record<Command, Record<string, unknown>>> = {
    assess: { founded: yes, words },
    resolve: { remedy },
    propose: { remedies: [remedy] },
    approve: { remedy: shown.remedies.find(({ state }) => state === 'proposed')?.id ?? 'none' },
    return: { reason: words },
    revise: { reason: words },
    complete: { task },
    fail: { task, reason: words },
    followup: { satisfied: yes },
    confirm: { satisfied: yes },
    accept: { name: 'Ada' },
    promise: { date: '2999-01-01T00:00:00Z' },
    classify: { severity: 'low' },
    assign: {},
    merge: { into: other },
    invalid: { reason: 'test' },
    renew: {},
    verify: { contact: 'email' },
    correct: { contact: { phone: yes ? '+82 2 1234' : null } },
    rate: { score: 4 },
    decline: {},
    withdraw: {},
  }
  return payloads[command] ?? { words }
}

async function roles(server: TestServer): Promise<Record<string, string>[]> {
  const keys = await Promise.all(
    (['agent', 'manager', 'owner'] as const).map((role) => createKey(server.database, server.site.id, role)),
  )
  return keys.map(({ secret }) => ({ authorization: `Bearer ${secret}` }))
}

describe.each(ENGINES)('by API on %s', (engine) => {
  it('every role may do what is said to be possible, and nothing else', async () => {
    const server = await freshServer(engine)
    const keys = await roles(server)
    const number = () => complain(server)
    const random = numbers(20)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]
    const seen = new Set<string>()
    const other = await number()
    let mine = await number()
    for (let step = 0; step < STEPS; step++) {
      const headers = pick(keys)
      const shown = (await call(server, 'GET', `/api/complaints/${mine}`, headers)).body as unknown as Complaint
      // Mostly what is possible, so that the walk leads on; now and then anything.
      const onward = shown.possible.filter((one) => !ENDS.has(one))
      const fresh = onward.filter((one) => !seen.has(one))
      const likely = fresh.length > 0 && random() < 0.5 ? fresh : onward
      const command = random() < 0.8 ? pick(likely) : pick(Object.keys(COMMANDS) as Command[])
      const heard = RULES[command].by === 'customer' ? { heard: 'phone' } : {}
      const payload = { ...payloadFor(command, shown, random() < 0.7, other), ...heard }
      const answer = await call(server, 'POST', `/api/complaints/${mine}/${command}`, headers, payload)
      if (!shown.possible.includes(command)) expect([403, 409]).toContain(answer.status)
      // Whether a cost is within the own limit shows only with the remedy.
      else if (command === 'approve') expect([200, 403]).toContain(answer.status)
      else expect([command, answer.status]).toEqual([command, 200])
      if (answer.status !== 200) continue
      seen.add(command)
      const after = answer.body as unknown as Complaint
      expect(after.version).toBeGreaterThan(shown.version)
      const running = after.clocks.filter(({ state }) => state !== 'stopped').map(({ kind }) => kind)
      if (after.stage === 'closed') {
        expect(running.filter((kind) => kind !== 'follow-up')).toEqual([])
        if (random() < 0.5) mine = await number()
      }
    }
    expect(seen.size).toBeGreaterThan(25)
    expect(await brokenHistories(server.database, server.site.id)).toEqual([])
  })
})
