import { type Feedback, Feedback as FeedbackSchema } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, said, type TestServer } from '../../test/engines.ts'

async function get(server: TestServer, url: string, headers = server.staff as Record<string, string>) {
  return server.app.inject({ url, headers })
}

async function words(server: TestServer, query: string): Promise<unknown[]> {
  const answer = await get(server, `/api/feedback?${query}`)
  return (answer.json().items as Feedback[]).map((one) => one.answers['comment'] ?? one.answers['praise'])
}

/** Says things one after the other, so that newest first is a known order. */
async function sayAll(server: TestServer, bodies: Record<string, unknown>[]): Promise<void> {
  for (const body of bodies) expect((await server.say(body)).status).toBe(201)
}

describe.each(ENGINES)('the inbox on %s', (engine) => {
  it('lists newest first, a page at a time, each once', async () => {
    const server = await freshServer(engine)
    const bodies = Array.from({ length: 25 }, () => said())
    await sayAll(server, bodies)
    const seen: string[] = []
    let cursor = ''
    let pages = 0
    do {
      const page = (await get(server, `/api/feedback?limit=10${cursor && `&cursor=${cursor}`}`)).json()
      seen.push(...(page.items as Feedback[]).map((one) => one.id))
      cursor = page.next ?? ''
      pages++
    } while (cursor)
    expect(pages).toBe(3)
    expect(seen.toSorted()).toEqual(bodies.map((body) => body.id).toSorted())
    const times = ((await get(server, '/api/feedback')).json().items as Feedback[]).map((one) => one.receivedAt)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('filters by moment, satisfaction, words and dates', async () => {
    const server = await freshServer(engine)
    await sayAll(server, [
      said({ answers: { satisfaction: 2, comment: '100% torn_box' }, contact: { name: 'Ada BRANDT' } }),
      said({ moment: 'delivery', answers: { satisfaction: 4, praise: '빠른 배송' } }),
      said({ answers: { satisfaction: 1, comment: 'Zu spät' }, order: { id: 'X-77', items: [{ name: 'Mug' }] } }),
    ])
    expect(await words(server, 'moment=delivery')).toEqual(['빠른 배송'])
    expect(await words(server, 'satisfaction=1,2')).toHaveLength(2)
    expect(await words(server, 'text=SPÄT')).toEqual(['Zu spät'])
    expect(await words(server, 'text=brandt+torn')).toEqual(['100% torn_box'])
    expect(await words(server, 'text=100%25')).toEqual(['100% torn_box'])
    expect(await words(server, 'text=torn_b')).toEqual(['100% torn_box'])
    expect(await words(server, 'text=t_rn')).toEqual([])
    expect(await words(server, 'text=x-77')).toEqual(['Zu spät'])
    expect(await words(server, `text=${encodeURIComponent("'; drop table feedback; --")}`)).toEqual([])
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    expect(await words(server, `from=${tomorrow}`)).toEqual([])
    expect(await words(server, `from=2020-01-01&to=${tomorrow}`)).toHaveLength(3)
  })

  it('refuses a query that it does not understand', async () => {
    const server = await freshServer(engine)
    for (const [query, path] of [
      ['mood=bad', 'mood'],
      ['limit=0', 'limit'],
      ['limit=many', 'limit'],
      ['satisfaction=7', 'satisfaction'],
      ['cursor=zzz', 'cursor'],
      ['from=yesterday', 'from'],
      ['moment=a&moment=b', 'moment'],
    ] as const) {
      const answer = await get(server, `/api/feedback?${query}`)
      expect([query, answer.statusCode, answer.json().errors[0].path]).toEqual([query, 422, path])
    }
  })

  it('opens only to a key in force, and only to its own site', async () => {
    const server = await freshServer(engine)
    const { addSite } = await import('../site/store.ts')
    const { createKey, revokeKey, listKeys } = await import('../staff/keys.ts')
    const body = said()
    await server.say(body)
    const other = await addSite(server.database, { name: 'Other' })
    const { secret, key } = await createKey(server.database, other.id, 'agent', 'till')
    const theirs = { authorization: `Bearer ${secret}` }
    expect((await get(server, '/api/feedback', theirs)).json()).toEqual({ items: [], next: null })
    expect((await get(server, `/api/feedback/${body.id}`, theirs)).json()).toMatchObject({
      code: 'feedback_unknown',
      status: 404,
    })
    expect((await listKeys(server.database, other.id))[0]!.lastUsedAt).toBeGreaterThan(0)
    expect(await revokeKey(server.database, other.id, key.id)).toBe(true)
    for (const headers of [theirs, {}, { authorization: 'Bearer sk_x' }, { authorization: 'Basic abc' }] as Record<
      string,
      string
    >[]) {
      const answer = await get(server, '/api/feedback', headers)
      expect([answer.statusCode, answer.json().code, answer.headers['www-authenticate']]).toEqual([
        401,
        'unauthorized',
        'Bearer',
      ])
    }
    expect(server.logged()).not.toContain('sk_')
  })

  it('exports every line as one whole feedback, across pages', async () => {
    const server = await freshServer(engine)
    const bodies = Array.from({ length: 1203 }, () => said())
    await Promise.all(bodies.map((body) => server.say(body)))
    const answer = await get(server, '/api/export/feedback.jsonl')
    expect(answer.headers['content-type']).toBe('application/jsonl; charset=utf-8')
    const items = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => FeedbackSchema.parse(JSON.parse(line)))
    expect(new Set(items.map((one) => one.id))).toEqual(new Set(bodies.map((body) => body.id)))
    const some = await get(server, '/api/export/feedback.jsonl?satisfaction=1')
    expect(some.body).toBe('')
  })

  it('exports a CSV in which no cell is a formula', async () => {
    const server = await freshServer(engine)
    await server.say(
      complained({
        answers: { satisfaction: 1, comment: '=HYPERLINK("http://evil","x")', reasons: ['service', 'price'] },
        contact: { email: '+1@x.yz', name: '@ada' },
      }),
    )
    const answer = await get(server, '/api/export/feedback.csv')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="feedback.csv"')
    const [heading, line] = answer.body.split('\n') as [string, string]
    expect(heading).toMatch(/^\uFEFFid,receivedAt,moment,.*,answers\.reasons,.*answers\.comment/)
    expect(line).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`)
    expect(line).toContain(`'+1@x.yz`)
    expect(line).toContain(`'@ada`)
    expect(line).toContain('service; price')
  })

  it('defuses a formula behind a line end, too', async () => {
    const server = await freshServer(engine)
    await server.say(said({ answers: { satisfaction: 5, praise: '\n=1+1' } }))
    expect((await get(server, '/api/export/feedback.csv')).body).toContain(`"'\n=1+1"`)
  })
})
