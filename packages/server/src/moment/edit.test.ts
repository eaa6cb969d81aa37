import type { MomentEntry, MomentInput, MomentList, MomentVersion, MomentVersionDetail } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'

const VISIT: MomentInput = {
  id: 'visit',
  title: { en: 'Visit', ko: '방문', 'zh-Hant': '來訪' },
  headings: [],
  questions: [
    {
      id: 'satisfaction',
      kind: 'satisfaction',
      label: { en: 'Happy?' },
      labels: ['1', '2', '3', '4', '5'].map((one) => ({ en: one })),
    },
    { id: 'comment', kind: 'text', label: { en: 'Why?' }, when: [{ question: 'satisfaction', max: 3 }] },
  ],
  after: [{ title: { en: 'Thanks' } }],
}
const [SMILE, COMMENT] = VISIT.questions as [MomentInput['questions'][number], MomentInput['questions'][number]]

/** What the owner does by the API; an answer that is not well is shown by its code and paths. */
function owner(server: TestServer, headers: Record<string, string> = server.staff) {
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path = '', body?: unknown) => {
    const answer = await call(server, method, `/api/moments${path}`, headers, body)
    if (answer.status < 400) return { status: answer.status, body: answer.body as unknown }
    const paths = (answer.body['errors'] as unknown as { path: string; code: string }[] | undefined) ?? []
    return {
      status: answer.status,
      code: answer.code,
      errors: paths.map(({ path: at, code }) => `${at} ${code}`),
      body: answer.body as unknown,
    }
  }
  return {
    ask,
    entry: async (id: string) => (await ask('GET', `/${id}`)).body as MomentEntry,
    list: async () => ((await ask('GET')).body as MomentList).items,
    versions: async (id: string) => ((await ask('GET', `/${id}/versions`)).body as { items: MomentVersion[] }).items,
    served: async () =>
      ((await server.app.inject('/v1/sites/pk_test')).json() as { moments: { id: string; version: number }[] }).moments,
  }
}

/** A moment as it is put back. */
const editOf = ({ moment: { id: _, ...rest } }: MomentEntry) => rest

describe.each(ENGINES)('moments that are edited, on %s', (engine) => {
  it('are saved as versions, served at once, and told of', async () => {
    const server = await freshServer(engine)
    const { ask, entry, versions, served } = owner(server)
    const before = await entry('purchase')
    expect(before).toMatchObject({ builtin: true, edited: false, changedAt: null, changedBy: null, warnings: [] })
    await served()
    const saved = await ask('PUT', '/purchase', { ...editOf(before), title: { en: 'Bought' }, note: { en: '  ' } })
    expect(saved).toMatchObject({
      status: 200,
      body: { version: before.version + 1, edited: true, title: { en: 'Bought' } },
    })
    expect((saved.body as MomentEntry).moment).not.toHaveProperty('note')
    expect((saved.body as MomentEntry).warnings.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'title.zh-Hant text_missing',
      'title.ko text_missing',
    ])
    expect((await served()).find(({ id }) => id === 'purchase')?.version).toBe(before.version + 1)
    expect(
      (await versions('purchase')).map(({ version, builtin, differences }) => [version, builtin, differences]),
    ).toEqual([
      [
        before.version + 1,
        false,
        [
          { of: 'title', how: 'changed', question: null, fields: [] },
          { of: 'note', how: 'removed', question: null, fields: [] },
        ],
      ],
      [before.version, true, []],
    ])
    const told = await server.database.write.selectFrom('event').select(['type', 'data']).execute()
    expect(told.map(({ type, data }) => [type, JSON.parse(data)])).toMatchObject([
      ['moment.changed', { moment: 'purchase', version: before.version + 1, enabled: true, deleted: false }],
    ])
  })

  it('are kept once where nothing changed', async () => {
    const { ask, entry, versions } = owner(await freshServer(engine))
    const before = await entry('purchase')
    expect((await ask('PUT', '/purchase', editOf(before))).body).toMatchObject({
      version: before.version,
      edited: false,
    })
    expect(await versions('purchase')).toHaveLength(1)
  })

  it('are not written over what somebody else saved meanwhile', async () => {
    const server = await freshServer(engine)
    const { ask, entry } = owner(server)
    const edit = editOf(await entry('purchase'))
    const both = await Promise.all(['One', 'Two'].map((en) => ask('PUT', '/purchase', { ...edit, title: { en } })))
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
    const refused = both.find(({ status }) => status === 409)!
    expect(refused).toMatchObject({
      code: 'moment_changed',
      body: { moment: { version: edit.version + 1, moment: (await entry('purchase')).moment } },
    })
  })

  it('can be undone, and go back to Earshot’s own', async () => {
    const { ask, entry, versions } = owner(await freshServer(engine))
    const first = await entry('purchase')
    await ask('PUT', '/purchase', { ...editOf(first), title: { en: 'Ours' } })
    const second = await entry('purchase')
    await ask('PUT', '/purchase', { ...editOf(second), title: { en: 'Worse' } })
    const undone = (await ask('POST', '/purchase/restore', { version: second.version })).body as MomentEntry
    expect(undone).toMatchObject({ version: 5, edited: true, moment: { ...second.moment, version: 5 } })
    const back = (await ask('POST', '/purchase/reset')).body as MomentEntry
    expect(back).toMatchObject({ version: 6, edited: false, moment: { ...first.moment, version: 6 } })
    expect((await versions('purchase')).map(({ version, restored }) => [version, restored])).toEqual([
      [6, null],
      [5, second.version],
      [4, null],
      [3, null],
      [2, null],
    ])
    expect((await ask('POST', '/purchase/reset')).body).toMatchObject({ version: 6 })
    const old = (await ask('GET', '/purchase/versions/4')).body as MomentVersionDetail
    expect(old).toMatchObject({ version: 4, moment: { title: { en: 'Worse' } } })
    expect(await ask('POST', '/purchase/restore', { version: 9 })).toMatchObject({
      status: 404,
      code: 'moment_unknown',
    })
  })

  it('are not asked while they are off, and what pages from before send is taken', async () => {
    const server = await freshServer(engine)
    const { ask, served } = owner(server)
    expect((await ask('PATCH', '/anytime', { enabled: false })).body).toMatchObject({ enabled: false })
    expect((await served()).map(({ id }) => id)).not.toContain('anytime')
    const settings = (await server.app.inject('/v1/sites/pk_test')).json()
    expect(settings.launcher.enabled).toBe(false)
    expect((await server.app.inject('/w/pk_test.js')).body).not.toContain('How was it?')
    expect((await server.app.inject('/m/pk_test/anytime')).statusCode).toBe(404)
    expect((await server.say(said({ moment: 'anytime' }))).status).toBe(201)
    expect((await call(server, 'POST', '/api/links', server.staff, { moment: 'anytime' })).code).toBe('moment_unknown')
    await ask('PATCH', '/anytime', { enabled: true })
    expect((await served()).map(({ id }) => id)).toContain('anytime')
    expect((await server.app.inject('/m/pk_test/anytime')).statusCode).toBe(200)
  })

  it('of the shop itself are added, answered, listed, and deleted only while nobody answered', async () => {
    const server = await freshServer(engine)
    const { ask, list, served } = owner(server)
    expect(await ask('POST', '', VISIT)).toMatchObject({
      status: 201,
      body: { id: 'visit', version: 1, builtin: false },
    })
    expect(await ask('POST', '', VISIT)).toMatchObject({ status: 409, code: 'name_taken' })
    expect(await ask('DELETE', '/visit')).toMatchObject({ status: 204 })
    expect(await ask('GET', '/visit')).toMatchObject({ status: 404, code: 'moment_unknown' })
    expect((await served()).map(({ id }) => id)).not.toContain('visit')
    // A page that was loaded before may still send it.
    expect((await server.say(said({ moment: 'visit', answers: { satisfaction: 1 } }))).status).toBe(201)
    expect(await ask('GET', '/visit/versions/1')).toMatchObject({ status: 200, body: { moment: VISIT } })
    expect(await ask('POST', '', VISIT)).toMatchObject({ status: 201, body: { version: 2 } })
    expect(await ask('DELETE', '/visit')).toMatchObject({ status: 409, code: 'in_use' })
    expect(await ask('DELETE', '/purchase')).toMatchObject({ status: 409, code: 'in_use' })
    expect(await ask('POST', '/visit/reset')).toMatchObject({ status: 404, code: 'moment_unknown' })
    const items = await list()
    expect(items.map(({ id }) => id)).toEqual([
      'purchase',
      'order',
      'invoice',
      'delivery',
      'service',
      'hotline',
      'leaving',
      'followup',
      'anytime',
      'visit',
    ])
    expect(items.at(-1)).toMatchObject({ answers: 1, questions: 2, edited: true, changedAt: expect.any(String) })
  })

  it('keep the kind of a question that was answered', async () => {
    const server = await freshServer(engine)
    const { ask } = owner(server)
    await ask('POST', '', VISIT)
    const { id: _, ...content } = VISIT
    const otherwise = (version: number, kind: 'nps' | 'effort') => ({
      ...content,
      version,
      questions: [{ id: 'satisfaction', kind, label: { en: 'Happy?' } }],
    })
    expect((await ask('PUT', '/visit', otherwise(1, 'nps'))).status).toBe(200)
    await server.say(said({ moment: 'visit', answers: { satisfaction: 9 } }))
    expect(await ask('PUT', '/visit', otherwise(2, 'effort'))).toMatchObject({
      status: 422,
      errors: ['questions.0.kind kind_changed'],
    })
    expect(await ask('POST', '/visit/restore', { version: 1 })).toMatchObject({
      status: 422,
      errors: ['questions.0.kind kind_changed'],
    })
    expect(await ask('GET', '/visit')).toMatchObject({
      body: { version: 2, asked: { satisfaction: 'nps', comment: 'text' } },
    })
  })

  it('are read by all staff, changed by owners, and of one site only', async () => {
    const server = await freshServer(engine)
    await owner(server).ask('POST', '', VISIT)
    for (const role of ['agent', 'manager'] as const) {
      const { headers } = await hire(server, role)
      const { ask } = owner(server, headers)
      for (const path of ['', '/visit', '/visit/versions', '/visit/versions/1'])
        expect([path, (await ask('GET', path)).status]).toEqual([path, 200])
      for (const [method, path, body] of [
        ['POST', '', VISIT],
        ['POST', '/preview', {}],
        ['PUT', '/visit', {}],
        ['PATCH', '/visit', { enabled: false }],
        ['DELETE', '/visit'],
        ['POST', '/visit/restore', { version: 1 }],
        ['POST', '/visit/reset'],
      ] as const)
        expect([path, (await ask(method, path, body)).status]).toEqual([path, 403])
    }
    const other = await addSite(server.database, { name: 'Other' })
    const { headers } = await hire(server, 'owner', { email: 'other@example.com', siteId: other.id })
    const { ask, list } = owner(server, headers)
    expect((await list()).map(({ id }) => id)).not.toContain('visit')
    for (const [method, path, body] of [
      ['GET', '/visit'],
      ['GET', '/visit/versions'],
      ['GET', '/visit/versions/1'],
      ['PUT', '/visit', { ...VISIT, id: undefined, version: 1 }],
      ['PATCH', '/visit', { enabled: false }],
      ['DELETE', '/visit'],
      ['POST', '/visit/restore', { version: 1 }],
    ] as const)
      expect([method, path, await ask(method, path, body)]).toMatchObject([method, path, { code: 'moment_unknown' }])
    expect(await owner(server).entry('visit')).toMatchObject({ version: 1, enabled: true })
  })

  it('follow what Earshot brings once they went back to it, also by a later version', async () => {
    const server = await freshServer(engine)
    const { ask, entry, versions } = owner(server)
    await ask('PUT', '/purchase', { ...editOf(await entry('purchase')), title: { en: 'Ours' } })
    await ask('POST', '/purchase/reset')
    // As an Earshot before this one would have left it.
    await server.database.write.updateTable('moment').set({ copy_of: 1 }).where('version', '=', 4).execute()
    expect(await entry('purchase')).toMatchObject({ version: 5, edited: false })
    expect(await entry('purchase')).toMatchObject({ version: 5 })
    expect((await versions('purchase')).map(({ version, by }) => [version, by !== null])).toEqual([
      [5, false],
      [4, true],
      [3, true],
      [2, false],
    ])
  })
})

describe('a draft of a moment', () => {
  it.each<[string, Partial<Record<keyof MomentInput, unknown>>, string[]]>([
    [
      'a question twice',
      { questions: [SMILE, { ...COMMENT, id: 'satisfaction', when: [] }] },
      ['questions.1.id duplicate'],
    ],
    [
      'an option twice',
      {
        questions: [
          { id: 'a', kind: 'choice', label: { en: 'A' }, options: [1, 2].map(() => ({ id: 'x', label: { en: 'X' } })) },
        ],
      },
      ['questions.0.options.1.id duplicate'],
    ],
    [
      'a condition on a later question',
      { questions: [COMMENT, SMILE] },
      ['questions.0.when.0.question question_later'],
    ],
    [
      'a condition on no question',
      { questions: [SMILE, { ...COMMENT, when: [{ question: 'mood' }] }] },
      ['questions.1.when.0.question question_unknown'],
    ],
    [
      'a condition on an answer that none can be',
      { questions: [SMILE, { ...COMMENT, when: [{ question: 'satisfaction', min: 4, max: 3 }] }] },
      ['questions.1.when.0 never'],
    ],
    [
      'a number of words',
      {
        questions: [
          { id: 'a', kind: 'text', label: { en: 'A' } },
          { ...COMMENT, when: [{ question: 'a', min: 1 }] },
        ],
      },
      ['questions.1.when.0 misplaced'],
    ],
    [
      'a heading on no question',
      { headings: [{ title: { en: 'Hm' }, when: [{ question: 'mood' }] }] },
      ['headings.0.when.0.question question_unknown'],
    ],
    ['no words at all', { title: { en: ' ' } }, ['title too_small']],
    ['half a character', { title: { en: '\uD800' } }, ['title unstorable']],
    ['an unknown field', { colour: 'red' } as never, ['colour unrecognized_keys']],
    ['no question', { questions: [] }, ['questions too_small']],
    ['no such kind', { questions: [{ id: 'a', kind: 'mood', label: {} }] }, ['questions.0.kind invalid_union']],
    ['an id of other letters', { id: 'Besuch im Café' }, ['id invalid_format']],
  ])('with %s is refused where it is wrong', async (_, over, errors) => {
    const { ask } = owner(await freshServer('sqlite'))
    expect(await ask('POST', '', { ...VISIT, ...over })).toMatchObject({ status: 422, code: 'invalid', errors })
  })

  it.each<[string, Partial<MomentInput>, string]>([
    ['a question by another id', { questions: [SMILE, { ...COMMENT, id: 'why' }] }, 'questions.1.id renamed'],
    [
      'thanks that not all are told',
      { after: [{ title: VISIT.title, when: [{ question: 'satisfaction', max: 3 }] }] },
      'after.0.when no_ending',
    ],
    ['a heading over nothing', { headings: [{ title: VISIT.title, view: 2 }] }, 'headings.0.view no_view'],
    ['words that some cannot read', { title: { en: 'Visit', 'zh-TW': '來訪' } }, 'title.ko text_missing'],
  ])('with %s is taken with a warning', async (_, over, warning) => {
    const { ask } = owner(await freshServer('sqlite'))
    await ask('POST', '', VISIT)
    const { warnings } = (await ask('POST', '/preview', { moment: { ...VISIT, ...over } })).body as MomentEntry
    expect(warnings.map(({ path, code }) => `${path} ${code}`)).toContain(`moment.${warning}`)
    const { id: _id, ...edit } = { ...VISIT, ...over }
    expect((await ask('PUT', '/visit', { ...edit, version: 1 })).status).toBe(200)
  })

  it('of Earshot’s own has nothing to look at', async () => {
    const { list, entry, ask } = owner(await freshServer('sqlite'))
    for (const { id } of await list()) {
      const found = await entry(id)
      expect([id, found.warnings]).toEqual([id, []])
      expect(
        await ask('PUT', `/${id}`, { ...editOf(found), title: { en: 'x', ko: 'x', 'zh-Hant': 'x' } }),
      ).toMatchObject({
        status: 200,
      })
    }
  })
})
