import type { MeasureQuery, MeasureRowsQuery, Measures } from '@earshot/sdk/contract'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complain } from '../../test/complaints.ts'
import { complained, ENGINES, freshServer, said } from '../../test/engines.ts'
import { type Sold, type Told, told, type Trouble, write } from '../../test/measured.ts'
import { call, hire } from '../../test/staff.ts'
import { addSite } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { measuresOf } from './overview.ts'
import { rowsOf } from './rows.ts'

const DAY = 24 * 3600_000
const NOW = Date.parse('2026-11-21T10:30:00Z')
const [SINCE, UNTIL] = [NOW - 120 * DAY, NOW - 20 * DAY]

const sold: fc.Arbitrary<Sold> = fc.record({
  at: fc.integer({ min: 21, max: 119 }).map((day) => NOW - day * DAY),
  cancelled: fc.boolean(),
})
const dates = fc.tuple(fc.integer({ min: 25, max: 70 }), fc.integer({ min: 0, max: 30 })).map(([back, days]) => ({
  from: dayAt(NOW - back * DAY),
  to: dayAt(NOW - (back - Math.min(days, back - 22)) * DAY),
}))
const story = fc.record({
  rows: fc.array(told(SINCE, UNTIL), { minLength: 120, maxLength: 200 }),
  orders: fc.array(sold, { maxLength: 30 }),
  timeZone: fc.constantFrom('Asia/Taipei', 'America/New_York', 'UTC'),
  range: dates,
  filter: fc.constantFrom<MeasureQuery>(
    {},
    {},
    { moment: 'leaving' },
    { product: 'A-1' },
    { department: 'front' },
    { category: 'none' },
  ),
})

function dayAt(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

interface Naive {
  rows: readonly Told[]
  filter: MeasureQuery
  /** Whether a moment lies on a day of the period. */
  within: (at: number) => boolean
}

type Case = Told & { complaint: Trouble }

/** Everything from the rows by plain filters: no query, no index, days by `Intl`. */
function naive({ rows, filter, within }: Naive) {
  const heard = rows.filter(
    (row) =>
      !row.test &&
      (filter.moment === undefined || row.moment === filter.moment) &&
      (filter.product === undefined || (row.product ?? row.sold) === filter.product),
  )
  const feedback = heard.filter((row) => within(row.at))
  const counted = rows.filter(
    (row): row is Case =>
      row.complaint !== null &&
      !row.test &&
      !['merged', 'invalid'].includes(row.complaint.outcome ?? '') &&
      (filter.moment === undefined || row.moment === filter.moment) &&
      (filter.product === undefined || row.product === filter.product) &&
      (filter.department === undefined || row.complaint.department === filter.department) &&
      (filter.category === undefined || row.complaint.category === null),
  )
  const opened = counted.filter((row) => within(row.at))
  const closed = counted.filter(
    (row) =>
      ['resolved', 'accepted', 'disagreed', 'unanswered'].includes(row.complaint.outcome ?? '') &&
      within(row.at + row.complaint.closedAfter!),
  )
  const scores = feedback.flatMap((row) => (row.moment === 'leaving' && row.nps !== null ? [row.nps] : []))
  const clocks = counted.flatMap((row) => row.complaint.clocks.map((clock) => judged(row, clock)))
  const timely = clocks.filter(({ kind, at }) => kind !== 'follow-up' && at !== null && within(at))
  const answers = counted.flatMap(({ at, complaint }) => {
    const stopped = complaint.clocks.find(({ kind }) => kind === 'first-answer')!.stopped
    return complaint.replied && stopped !== null && within(at + stopped) ? [{ stopped, complaint }] : []
  })
  const rated = closed.flatMap(({ complaint }) => complaint.rating ?? [])
  const visits = counted.flatMap(({ at, complaint: { visit } }) => (visit && within(at + visit.after) ? [visit] : []))
  const satisfactions = feedback.flatMap(({ satisfaction }) => satisfaction ?? [])
  const complaining = feedback.filter(
    (row) => (row.satisfaction === null || row.satisfaction < 4) && row.reasons.length > 0,
  )
  return {
    feedback: feedback.length,
    satisfaction: [satisfactions.filter((one) => one >= 4).length, satisfactions.length],
    nps: [scores.filter((one) => one >= 9).length, scores.filter((one) => one <= 6).length, scores.length],
    opened: opened.length,
    answer: spread(answers.map(({ stopped }) => stopped)),
    resolution: spread(closed.map(({ complaint }) => complaint.closedAfter!)),
    inTime: [timely.filter(({ met }) => met).length, timely.length],
    closedInTime: [
      closed.filter((row) =>
        row.complaint.clocks.every((one) => one.kind === 'follow-up' || judged(row, one).met !== false),
      ).length,
      closed.length,
    ],
    handling: [rated.filter((one) => one >= 4).length, rated.length],
    afterwards: [visits.filter(({ satisfied }) => satisfied).length, visits.length],
    reasons: { n: complaining.length, ...tally(complaining.flatMap(({ reasons }) => reasons)) },
    categories: tally(opened.map(({ complaint }) => complaint.category)),
    causes: tally(opened.map(({ complaint }) => complaint.cause)),
    moments: tally(feedback.map(({ moment }) => moment)),
    products: tally(feedback.flatMap((row) => (row.satisfaction === null ? [] : (row.product ?? row.sold ?? [])))),
    costs: tally(
      opened.flatMap(({ complaint: { paid } }) => (paid ? Array.from({ length: paid.cost }, () => paid.currency) : [])),
    ),
    closedBy: tally(closed.map(({ complaint }) => complaint.assignee)),
    closedIn: tally(closed.map(({ complaint }) => complaint.department)),
    answeredBy: spreads(answers.map(({ stopped, complaint }) => [complaint.assignee, stopped])),
    answeredIn: spreads(answers.map(({ stopped, complaint }) => [complaint.department, stopped])),
    /** Complaints by cause and currency: an answer tells their costs, and leads to them. */
    paid: tally(
      opened.flatMap(({ complaint: { cause, paid } }) => (paid && paid.cost > 0 ? `${cause} ${paid.currency}` : [])),
    ),
  }
}

function judged({ at, complaint }: Case, clock: Trouble['clocks'][number]) {
  const { kind, due, stopped, paused } = clock
  const end = paused ?? stopped ?? NOW - at
  if (at + due < NOW && end > due) return { kind, met: false, at: at + due }
  const takenBack = complaint.outcome === 'withdrawn' && stopped === complaint.closedAfter
  if (stopped !== null && end <= due && !takenBack) return { kind, met: true, at: at + stopped }
  return { kind, met: null, at: null }
}

/** The least value that so large a part of them does not exceed. */
function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const reach = (part: number, least: number) =>
    sorted.length < least ? null : sorted[Math.ceil(sorted.length * part) - 1]! / 3600_000
  return [sorted.length, reach(0.5, 5), reach(0.9, 10)]
}

/** The same for each of several. */
function spreads(values: readonly (readonly [string | null, number])[]) {
  const groups = Map.groupBy(values, ([key]) => key ?? 'none')
  return Object.fromEntries([...groups].map(([key, some]) => [key, spread(some.map(([, value]) => value))]))
}

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value ?? 'none'] = (counts[value ?? 'none'] ?? 0) + 1
  return counts
}

/** The same out of the answer. */
function answered(of: Measures): Omit<ReturnType<typeof naive>, 'paid'> {
  const { figures, reasons, categories, causes, moments, products, costs, staff, departments } = of
  const share = ({ hits, n }: { hits: number; n: number }) => [hits, n]
  const span = ({ n, median, p90 }: { n: number; median: number | null; p90: number | null }) => [n, median, p90]
  const lines = <T>(some: readonly T[], name: (one: T) => string | null, count: (one: T) => number) =>
    Object.fromEntries(some.map((one) => [name(one) ?? 'none', count(one)] as const).filter(([, n]) => n > 0))
  const pareto = (some: NonNullable<Measures['reasons']>) =>
    lines(
      some.lines,
      ({ id }) => id,
      ({ count }) => count,
    )
  const answers = (some: readonly Load[]) =>
    Object.fromEntries(some.flatMap(({ id, answer }) => (answer.n > 0 ? [[id ?? 'none', span(answer)]] : [])))
  return {
    feedback: figures!.feedback.n,
    satisfaction: share(figures!.satisfaction),
    nps: [figures!.nps.promoters, figures!.nps.detractors, figures!.nps.n],
    opened: figures!.opened.n,
    answer: span(figures!.firstAnswer),
    resolution: span(figures!.resolution),
    inTime: share(figures!.inTime),
    closedInTime: share(figures!.closedInTime),
    handling: share(figures!.handling),
    afterwards: share(figures!.afterwards),
    reasons: { n: reasons!.n, ...pareto(reasons!) },
    categories: pareto(categories!),
    causes: pareto(causes!),
    moments: lines(
      moments!,
      ({ id }) => id,
      ({ feedback }) => feedback.n,
    ),
    products: lines(
      products!,
      ({ product }) => product,
      ({ satisfaction }) => satisfaction.n,
    ),
    costs: lines(
      costs!,
      ({ currency }) => currency,
      ({ amount }) => amount,
    ),
    closedBy: lines(
      staff!,
      ({ id }) => id,
      ({ closed }) => closed,
    ),
    closedIn: lines(
      departments!,
      ({ id }) => id,
      ({ closed }) => closed,
    ),
    answeredBy: answers(staff!),
    answeredIn: answers(departments!),
  }
}

type Load = Pick<NonNullable<Measures['staff']>[number], 'id' | 'answer' | 'closed' | 'closedBefore'>

/** An answer of which the period before is the period: only of what stands beside it line by line. */
function asBefore(of: Measures): Measures {
  const pareto = (one: NonNullable<Measures['reasons']>) => ({
    ...one,
    lines: one.lines.map((line) => ({ ...line, count: line.before })),
  })
  const load = <T extends Load>(one: T) => ({
    ...one,
    closed: one.closedBefore,
    answer: { ...one.answer, ...one.answer.before },
  })
  return {
    ...of,
    reasons: pareto(of.reasons!),
    categories: pareto(of.categories!),
    causes: pareto(of.causes!),
    products: of.products!.map((one) => ({
      ...one,
      opened: one.openedBefore,
      satisfaction: { ...one.satisfaction, ...one.satisfaction.before },
    })),
    staff: of.staff!.map(load),
    departments: of.departments!.map(load),
  }
}

/** What is told of the period before line by line. */
function compared({ reasons, categories, causes, products, ...of }: ReturnType<typeof answered>) {
  const { n: _, ...named } = reasons
  const { closedBy, closedIn, answeredBy, answeredIn } = of
  return { named, categories, causes, products, closedBy, closedIn, answeredBy, answeredIn }
}

/** Every link to rows in an answer, with the figure that stands beside it. */
function linksOf(value: unknown): [MeasureRowsQuery, number][] {
  if (Array.isArray(value)) return value.flatMap(linksOf)
  if (typeof value !== 'object' || value === null) return []
  const of = value as Record<string, unknown>
  return Object.entries(of).flatMap(([name, one]) => {
    if (!/^rows$|Rows$/.test(name)) return linksOf(one)
    const beside = name === 'rows' ? (of['n'] ?? of['count'] ?? of['complaints']) : undefined
    const figure = beside ?? of[BESIDE[name] ?? '']
    return figure === undefined ? [] : [[one as MeasureRowsQuery, figure as number] as const]
  }) as [MeasureRowsQuery, number][]
}

const BESIDE: Readonly<Record<string, string>> = {
  hitRows: 'hits',
  detractorRows: 'detractors',
  openRows: 'open',
  overdueRows: 'overdue',
  unassignedRows: 'unassigned',
  approvingRows: 'approving',
  closedRows: 'closed',
  openedRows: 'opened',
}

const OWNER: StaffActor = { kind: 'key', id: 'key', name: 'key', role: 'owner', siteId: '' }

describe.each(ENGINES)('figures on %s', (engine) => {
  it('are those that plain counting finds, and lead to as many rows', { timeout: 120_000 }, async () => {
    const { database } = await freshServer(engine)
    let sites = 0
    let links = 0
    await fc.assert(
      fc.asyncProperty(story, async ({ rows, orders, timeZone, range, filter }) => {
        const site = await addSite(database, { key: `pk_story${++sites}`, name: 'Story', timeZone })
        await write(database, site.id, rows, orders)
        const query: MeasureQuery = { ...range, ...filter, bucket: 'week' }
        const found = await measuresOf(database, site, query, NOW)
        const format = new Intl.DateTimeFormat('en-CA', { timeZone })
        const between = (first: string, last: string) => (at: number) => {
          const day = format.format(at)
          return day >= first && day <= last
        }
        const { first, last, before } = found.period
        expect([first, last]).toEqual([range.from, range.to])
        const { paid, ...counted } = naive({ rows, filter, within: between(first, last) })
        expect(answered(found)).toEqual(counted)
        const was = naive({ rows, filter, within: between(before.first, before.last) })
        expect(compared(answered(asBefore(found)))).toEqual(compared(was))
        expect(found.figures!.satisfaction.before.n).toBe(was.satisfaction[1])
        expect(found.figures!.opened.before).toBe(was.opened)
        expect(found.figures!.inTime.before.hits).toBe(was.inTime[0])
        expect(found.figures!.firstAnswer.before.median).toBe(was.answer[1])
        const placed = orders.filter(({ at, cancelled }) => !cancelled && between(first, last)(at))
        expect(found.figures!.complaintRate.orders).toBe(placed.length)
        const total = (of: 'feedback' | 'opened') => found.series!.points.reduce((all, one) => all + one[of], 0)
        expect([total('feedback'), total('opened')]).toEqual([found.figures!.feedback.n, found.figures!.opened.n])
        const behind = new Map(linksOf(found).map(([rowsQuery, n]) => [JSON.stringify(rowsQuery), n] as const))
        for (const { openedRows, openedBefore } of found.products!) {
          const { from, to } = before
          behind.set(JSON.stringify({ ...openedRows, from, to }), openedBefore)
        }
        for (const { id, costs } of found.improvements!)
          for (const one of costs) behind.set(JSON.stringify(one.rows), paid[`${id} ${one.currency}`]!)
        for (const [rowsQuery, n] of behind) {
          const actor = { ...OWNER, siteId: site.id }
          const list = await rowsOf(database, actor, { ...JSON.parse(rowsQuery), limit: 200 }, 'http://x', NOW)
          expect([rowsQuery, list.items.length]).toEqual([rowsQuery, n])
          links++
        }
      }),
      // What shrinking would find is as long as what it began with.
      { numRuns: 6, endOnFailure: true },
    )
    expect(links).toBeGreaterThan(200)
  })

  it('tell what stands now, and show it page by page', async () => {
    const server = await freshServer(engine)
    const numbers: string[] = []
    for (let i = 0; i < 5; i++) numbers.push(await complain(server))
    await call(server, 'POST', `/api/complaints/${numbers[0]}/invalid`, server.staff, { reason: 'spam' })
    const { body } = await call(server, 'GET', '/api/measures?parts=now', server.staff)
    const { now, figures } = body as unknown as Measures
    expect(figures).toBeUndefined()
    expect(now).toMatchObject({ open: 4, overdue: 0, approving: 0, unassigned: 4 })
    expect(now!.stages[0]).toMatchObject({ stage: 'received', count: 4, rows: { of: 'open', stage: 'received' } })
    const url = '/api/measures/rows?of=open&limit=3'
    const page = (await call(server, 'GET', url, server.staff)).body as unknown as { items: unknown[]; next: string }
    const rest = (await call(server, 'GET', `${url}&cursor=${page.next}`, server.staff)).body as unknown as typeof page
    const shown = [...page.items, ...rest.items].map(
      (one) => (one as { complaint: { number: string } }).complaint.number,
    )
    expect(shown).toEqual(numbers.slice(1).toReversed())
    expect(rest.next).toBeNull()
  })

  it('say nothing from a few answers', async () => {
    const server = await freshServer(engine)
    for (let i = 0; i < 9; i++) await server.say(said())
    const ask = async () =>
      ((await call(server, 'GET', '/api/measures?parts=figures', server.staff)).body as unknown as Measures).figures!
        .satisfaction
    expect(await ask()).toMatchObject({ n: 9, hits: 9, share: null, low: null, high: null, few: true })
    await server.say(said())
    expect(await ask()).toMatchObject({ n: 10, hits: 10, share: 1, low: 0.7225, high: 1, few: false, change: null })
  })

  it('leave out what was complained of in test mode', async () => {
    const server = await freshServer(engine, { site: { test: true } })
    await server.say(complained())
    const { body } = await call(server, 'GET', '/api/measures?parts=figures,now', server.staff)
    const { figures, now } = body as unknown as Measures
    expect(figures).toMatchObject({ feedback: { n: 0 }, opened: { n: 0 } })
    expect(now!.open).toBe(0)
    const { body: listed } = await call(server, 'GET', '/api/complaints', server.staff)
    expect((listed as unknown as { items: unknown[] }).items).toHaveLength(1)
  })

  it('give the newest words as they are, with the table of each part', async () => {
    const server = await freshServer(engine)
    await server.say(said({ answers: { satisfaction: 5, praise: '=SUM(A1)' } }))
    await server.say(said({ answers: { satisfaction: 2, reasons: ['price'], comment: '換貨很慢' } }))
    const { body } = await call(server, 'GET', '/api/measures?parts=words,reasons', server.staff)
    const { words, reasons } = body as unknown as Measures
    expect(words!.map((one) => one.words)).toEqual(['換貨很慢', '=SUM(A1)'])
    expect(reasons).toMatchObject({
      n: 1,
      lines: [{ id: 'price', label: { en: 'Price', ko: '가격' }, count: 1, share: 1, cumulative: 1, before: 0 }],
    })
    const file = await server.app.inject({ url: '/api/measures.csv?part=words', headers: server.staff })
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.body).toContain("'=SUM(A1)")
    const table = await server.app.inject({ url: '/api/measures.csv?part=reasons', headers: server.staff })
    expect(table.body).toBe('\ufeffid,label,count,share,cumulative,before\nprice,Price,1,1,1,0\n')
  })

  it('are the managers’, of their own site, and refuse what they do not know', async () => {
    const server = await freshServer(engine)
    const other = await addSite(server.database, { key: 'pk_other', name: 'Other' })
    const stranger = await hire(server, 'owner', { siteId: other.id, email: 'stranger@example.com' })
    const agent = await hire(server, 'agent')
    await server.say(complained())
    const statuses = async (headers: Record<string, string>, query: string) =>
      (await call(server, 'GET', `/api/measures${query}`, headers)).status
    for (const query of ['', '.csv?part=now', '/rows?of=open']) expect(await statuses(agent.headers, query)).toBe(403)
    const { body } = await call(server, 'GET', '/api/measures', stranger.headers)
    expect((body as unknown as Measures).figures!.feedback.n).toBe(0)
    expect((await call(server, 'GET', '/api/measures/rows?of=open', stranger.headers)).body['items']).toEqual([])
    for (const query of [
      '?parts=luck',
      '?from=yesterday',
      '?by=me',
      '.csv',
      '/rows',
      '/rows?of=luck',
      '/rows?of=open&cursor=x',
    ])
      expect([query, await statuses(server.staff, query)]).toEqual([query, 422])
  })
})
