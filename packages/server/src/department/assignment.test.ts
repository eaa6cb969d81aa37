import { bestLocale, type Role } from '@earshot/sdk/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { hire } from '../../test/staff.ts'
import type { Tx } from '../database/engine.ts'
import { addSite } from '../site/store.ts'
import { changeStaff } from '../staff/store.ts'
import { assign, assigner, type Candidate, choose } from './assignment.ts'
import { addCategory, changeCategory, routingOf } from './category.ts'
import { addDepartment, changeDepartment } from './store.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z')

function member(id: string, over: Partial<Candidate> = {}): Candidate {
  return {
    id,
    role: 'agent',
    departments: [],
    skills: [],
    languages: ['en'],
    absence: null,
    load: 0,
    lastAt: null,
    ...over,
  }
}

const away = (from: number, until: number | null) => ({ absence: { from, until } })

describe('the choice', () => {
  const kitchen = { departments: ['kitchen'] }
  const anybody = { departmentId: null, skill: null }

  it.each<[string, Candidate[], Parameters<typeof choose>[1], string | null]>([
    ['nobody where there is nobody', [], anybody, null],
    ['the only one there is', [member('a', { role: 'owner' })], anybody, 'a'],
    ['the lightest load', [member('a', { load: 3 }), member('b', { load: 2 }), member('c', { load: 4 })], anybody, 'b'],
    ['of equal loads whoever waited longest', [member('a', { lastAt: 2 }), member('b', { lastAt: 1 })], anybody, 'b'],
    ['of those who never had one, one and the same', [member('b'), member('a')], anybody, 'a'],
    [
      'the department before the load',
      [member('a'), member('b', { ...kitchen, load: 9 })],
      { departmentId: 'kitchen', skill: null },
      'b',
    ],
    [
      'the skill before the load',
      [member('a', kitchen), member('b', { ...kitchen, load: 9, skills: ['korean'] })],
      { departmentId: 'kitchen', skill: 'korean' },
      'b',
    ],
    [
      'the department before the skill',
      [member('a', kitchen), member('b', { skills: ['korean'] })],
      { departmentId: 'kitchen', skill: 'korean' },
      'a',
    ],
    [
      'whoever is there when those with the skill are away',
      [member('a', { load: 9 }), member('b', { skills: ['korean'], ...away(NOW, null) })],
      { departmentId: null, skill: 'korean' },
      'a',
    ],
    [
      'nobody of a department that is away',
      [member('a'), member('b', { ...kitchen, ...away(NOW - 1, NOW + 1) })],
      { departmentId: 'kitchen', skill: null },
      null,
    ],
    ['who is back', [member('a', away(NOW - 2, NOW))], anybody, 'a'],
    ['who is not away yet', [member('a', away(NOW + 1, null))], anybody, 'a'],
    [
      'a manager of the department after an objection',
      [member('a', kitchen), member('b', { ...kitchen, role: 'manager', load: 9 }), member('c', { role: 'owner' })],
      { departmentId: 'kitchen', skill: null, role: 'manager' },
      'b',
    ],
    [
      'an owner from anywhere where the department has none',
      [member('a', { ...kitchen, role: 'manager' }), member('b', { role: 'owner' })],
      { departmentId: 'kitchen', skill: null, role: 'owner' },
      'b',
    ],
    [
      'whoever speaks the language, of equal loads',
      [member('a'), member('b', { languages: ['ko'], lastAt: 9 })],
      { ...anybody, language: 'ko-KR' },
      'b',
    ],
    [
      'the lightest load before the language',
      [member('a'), member('b', { languages: ['ko'], load: 1 })],
      { ...anybody, language: 'ko' },
      'a',
    ],
    [
      'whoever waited longest where nobody speaks the language',
      [member('a', { lastAt: 2 }), member('b', { lastAt: 1 })],
      { ...anybody, language: 'zh-Hant' },
      'b',
    ],
    ['somebody else', [member('a'), member('b', { load: 9 })], { ...anybody, except: 'a' }, 'b'],
  ])('falls on %s', (_, staff, need, chosen) => {
    expect(choose(staff, need, NOW)).toBe(chosen)
  })
})

it('never weighs a language against department, skill or load', () => {
  const several = <T>(...of: T[]) => fc.uniqueArray(fc.constantFrom(...of))
  const candidate = fc.record({
    role: fc.constantFrom<Role>('agent', 'manager', 'owner'),
    departments: several('kitchen', 'shop'),
    skills: several('bread', 'repair'),
    languages: several('en', 'ko', 'zh-Hant'),
    absence: fc.constantFrom(null, { from: NOW - 1, until: null }),
    load: fc.nat(2),
    lastAt: fc.option(fc.nat(3)),
  })
  const need = fc.record({
    departmentId: fc.constantFrom(null, 'kitchen'),
    skill: fc.constantFrom(null, 'bread'),
    role: fc.constantFrom<Role>('agent', 'manager'),
  })
  const language = fc.constantFrom('en-GB', 'ko', 'zh-TW', 'ja')
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 6 }), need, language, (parts, asked, spoken) => {
      const staff = parts.map((part, i) => ({ ...part, id: String(i) }))
      const of = (id: string | null) => staff.find((one) => one.id === id)
      const plain = of(choose(staff, asked, NOW))
      const chosen = of(choose(staff, { ...asked, language: spoken }, NOW))
      expect(chosen === undefined).toBe(plain === undefined)
      if (!plain || !chosen) return
      const suits = (one: Candidate) => [
        asked.departmentId !== null && one.departments.includes(asked.departmentId),
        asked.skill !== null && one.skills.includes(asked.skill),
        one.load,
      ]
      expect(suits(chosen)).toEqual(suits(plain))
      // Whoever is passed over for it does not speak the language.
      if (chosen !== plain) expect(bestLocale([...plain.languages, ''], spoken, '')).toBe('')
    }),
  )
})

describe('a category', () => {
  it('says what those above it say where it leaves that open', () => {
    const one = { label: { en: 'x' }, parent: null, department: null, skill: null, safety: false }
    const tree = [
      { ...one, id: 'goods', department: 'kitchen', skill: 'bread', safety: true },
      { ...one, id: 'bread', parent: 'goods', skill: 'rye' },
      { ...one, id: 'crumbs', parent: 'bread', department: 'shop' },
    ]
    expect(routingOf(tree, 'crumbs')).toEqual({ departmentId: 'shop', skill: 'rye', safety: true })
    expect(routingOf(tree, 'bread')).toEqual({ departmentId: 'kitchen', skill: 'rye', safety: true })
    expect(routingOf(tree, 'gone')).toEqual({ departmentId: null, skill: null, safety: false })
  })
})

/** Opens a complaint in somebody's hands. */
async function give(server: TestServer, assignee: string, stage: 'received' | 'closed' = 'received') {
  const body = complained()
  await server.say(body)
  await server.database.write
    .updateTable('complaint')
    .set({ assignee, stage })
    .where('feedback_id', '=', body.id)
    .execute()
}

describe.each(ENGINES)('assignment on %s', (engine) => {
  it('goes by department, absence and open load, and counts what it has just given', async () => {
    const server = await freshServer(engine)
    const { id: siteId } = server.site
    const { database } = server
    const kitchen = (await database.transaction((tx) => addDepartment(tx, siteId, { name: 'Kitchen' }))).id
    await database.transaction((tx) =>
      addCategory(tx, siteId, { id: 'bread', label: { en: 'Bread' }, department: kitchen }),
    )
    const need = { categoryId: 'bread' }
    const given = () => database.transaction((tx) => assign(tx, siteId, need))
    expect(await given()).toEqual({ staffId: null, departmentId: kitchen, safety: false })
    expect(await database.transaction((tx) => assign(tx, siteId, {}))).toEqual({
      staffId: null,
      departmentId: null,
      safety: false,
    })
    const cook = (email: string, role: Role = 'agent') => hire(server, role, { email, department: kitchen })
    const [a, b, c] = [await cook('a@x.yz'), await cook('b@x.yz'), await cook('c@x.yz')]
    await hire(server, 'agent', { email: 'shop@x.yz' })
    for (const id of [a.id, a.id, b.id]) await give(server, id)
    for (const id of [c.id, c.id, c.id, c.id]) await give(server, id, 'closed')
    expect(await given()).toEqual({ staffId: c.id, departmentId: kitchen, safety: false })
    await database.transaction(async (tx) => {
      const next = await assigner(tx, siteId)
      const all = Array.from({ length: 6 }, () => next(need).staffId)
      expect([a, b, c].map(({ id }) => all.filter((one) => one === id).length)).toEqual([1, 2, 3])
    })
    const absence = { from: new Date(Date.now() - 1000).toISOString(), until: null }
    await database.transaction((tx) => changeStaff(tx, siteId, c.id, { absence }))
    expect(await given()).toEqual({ staffId: b.id, departmentId: kitchen, safety: false })
    await database.transaction((tx) => changeStaff(tx, siteId, b.id, { disabled: true }))
    expect(await given()).toEqual({ staffId: a.id, departmentId: kitchen, safety: false })
  })

  it('lets a lead stand in, and never takes another site’s staff, departments or categories', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const other = await addSite(database, { name: 'Other' })
    const lead = await hire(server, 'manager')
    const theirs = await hire(server, 'agent', { siteId: other.id })
    await give(server, lead.id)
    const [ours, foreign] = await database.transaction(async (tx) => [
      (await addDepartment(tx, site.id, { name: 'Kitchen', lead: lead.id })).id,
      (await addDepartment(tx, other.id, { name: 'Kitchen' })).id,
    ])
    const at = (siteId: string, need: object) => database.transaction((tx) => assign(tx, siteId, need))
    expect(await at(site.id, { departmentId: ours })).toEqual({ staffId: lead.id, departmentId: ours, safety: false })
    expect(await at(site.id, { departmentId: foreign })).toEqual({
      staffId: null,
      departmentId: foreign,
      safety: false,
    })
    expect(await at(other.id, {})).toEqual({ staffId: theirs.id, departmentId: null, safety: false })
    const bad = { department: foreign }
    for (const work of [
      (tx: Tx) => addCategory(tx, site.id, { id: 'x', label: { en: 'X' }, ...bad }),
      (tx: Tx) => changeStaff(tx, site.id, lead.id, bad),
      (tx: Tx) => changeDepartment(tx, site.id, ours, { lead: theirs.id }),
    ])
      await expect(database.transaction<unknown>(work)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('falls on whoever speaks the customer’s language: their own, the site’s, or one among their skills', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    const [a, b, c] = await Promise.all([
      hire(server, 'agent', { email: 'a@x.yz' }),
      hire(server, 'agent', { email: 'b@x.yz' }),
      hire(server, 'agent', { email: 'c@x.yz', skills: ['bread', 'zh-Hant'] }),
    ])
    for (const [id, language] of [
      [b.id, 'ko'],
      [c.id, 'ja'],
    ] as const)
      await database.transaction((tx) => changeStaff(tx, site.id, id, { language }))
    const given = (language: string) => database.transaction((tx) => assign(tx, site.id, { language }))
    const chosen = await Promise.all(['en-GB', 'ko-KR', 'zh-TW'].map(given))
    expect(chosen.map(({ staffId }) => staffId)).toEqual([a.id, b.id, c.id])
  })

  it('keeps categories a tree, however two changes meet', async () => {
    const server = await freshServer(engine)
    const { database, site } = server
    for (const id of ['a', 'b']) await database.transaction((tx) => addCategory(tx, site.id, { id, label: { en: id } }))
    const below = (id: string, parent: string) =>
      database.transaction((tx) => changeCategory(tx, site.id, id, { parent }))
    const done = await Promise.allSettled([below('a', 'b'), below('b', 'a')])
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(below('a', 'a')).rejects.toMatchObject({ code: 'invalid' })
  })
})
