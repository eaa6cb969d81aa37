import type { ComplaintPage } from '@earshot/sdk/contract'
import { describe, expect, test } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { rebuild } from './fill.ts'

/** More than the lists look at one by one. */
const MANY = 2100

describe.each(ENGINES)('a word that very many complaints hold, on %s', (engine) => {
  test('gives each of them once, in the order of the list, with and without other filters', async () => {
    const server = await freshServer(engine)
    const all: string[] = []
    const add = async (i: number) => {
      const comment = i % 700 === 5 ? 'Torn and seldom' : 'Torn'
      const { body } = await server.say(complained({ answers: { satisfaction: 1, comment } }))
      all.push((body['complaint'] as { number: string }).number)
    }
    for (let at = 0; at < MANY; at += 300) await Promise.all(Array.from({ length: 300 }, (_, i) => add(at + i)))
    for (const number of all.slice(0, 3))
      await call(server, 'POST', `/api/complaints/${number}/assess`, server.staff, { founded: true })
    await rebuild(server.database, server.site.id, () => {})

    const listed = async (query: string) => {
      const found: ComplaintPage['items'] = []
      let cursor = ''
      for (;;) {
        const answer = await call(server, 'GET', `/api/complaints?limit=200&${query}${cursor}`, server.staff)
        const page = answer.body as unknown as ComplaintPage
        found.push(...page.items)
        if (page.next === null) return found
        cursor = `&cursor=${page.next}`
      }
    }
    const times = (items: ComplaintPage['items'], of: 'openedAt' | 'dueAt') => items.map((one) => Date.parse(one[of]!))
    const newest = await listed('text=torn')
    expect(new Set(newest.map(({ number }) => number))).toEqual(new Set(all))
    expect(newest).toHaveLength(MANY)
    expect(times(newest, 'openedAt')).toEqual(times(newest, 'openedAt').toSorted((a, b) => b - a))
    const due = await listed('text=torn&sort=due')
    expect(due).toHaveLength(MANY)
    expect(times(due, 'dueAt')).toEqual(times(due, 'dueAt').toSorted((a, b) => a - b))
    const few = await listed('text=torn&stage=investigating')
    expect(few.map(({ number }) => number).toSorted()).toEqual(all.slice(0, 3).toSorted())
    expect(await listed('text=torn&stage=received')).toHaveLength(MANY - 3)
    expect(await listed('text=torn+seldom')).toHaveLength(3)
    expect(await listed('text=torn+seldom&sort=due&stage=received,investigating')).toHaveLength(3)
    expect(await listed('text=torn+never')).toEqual([])
  }, 60_000)
})
