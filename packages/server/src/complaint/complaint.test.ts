import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'
import { formatNumber, yearIn } from './number.ts'
import { openComplaints } from './register.ts'
import { miscounted } from './store.ts'

function at(siteId: string, feedbackId: string, time: string) {
  return { siteId, feedbackId, timeZone: 'Asia/Seoul', openedAt: Date.parse(time) }
}

describe('a complaint number', () => {
  it("counts in the year of the shop's own zone", () => {
    const newYear = Date.parse('2026-12-31T15:30:00Z')
    expect(yearIn('UTC', newYear)).toBe(2026)
    expect(yearIn('Asia/Seoul', newYear)).toBe(2027)
    expect(yearIn('Asia/Taipei', newYear)).toBe(2026)
  })

  it('has six digits, and more when they are used up', () => {
    expect(formatNumber(2026, 123)).toBe('2026-000123')
    expect(formatNumber(2026, 1_234_567)).toBe('2026-1234567')
  })
})

describe.each(ENGINES)('complaints on %s', (engine) => {
  it('begin anew with each year and each site', async () => {
    const { database } = await freshServer(engine)
    const open = (...list: ReturnType<typeof at>[]) => database.transaction((tx) => openComplaints(tx, list))
    await open(at('a', '1', '2026-06-01T00:00:00Z'), at('b', '1', '2026-06-01T00:00:00Z'))
    const rows = await open(at('a', '2', '2026-12-31T16:00:00Z'), at('a', '3', '2026-12-31T14:00:00Z'))
    expect(rows.map((row) => `${row.feedback_id} ${row.number}`).toSorted()).toEqual(['2 2027-000001', '3 2026-000002'])
    expect((await miscounted(database, 'a')).toSorted()).toEqual(
      ['2026-000001', '2026-000002', '2027-000001'].map((number) => `${number} has lost its feedback`),
    )
  })

  it('lose no number to a transaction that was rolled back', async () => {
    const server = await freshServer(engine)
    const opening = { siteId: server.site.id, feedbackId: 'x', timeZone: 'UTC', openedAt: Date.now() }
    await expect(
      server.database.transaction(async (tx) => {
        await openComplaints(tx, [opening])
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    const { body } = await server.say(complained())
    expect(body).toMatchObject({ complaint: { number: expect.stringMatching(/-000001$/) } })
    expect(await miscounted(server.database, server.site.id)).toEqual([])
  })

  it('show a plain page to whoever has the link, in their language, with their words as text', async () => {
    const server = await freshServer(engine)
    const words = '<img src=x onerror=alert(1)> "torn" & wet'
    const { body } = await server.say(
      complained({
        locale: 'ko',
        answers: { satisfaction: 1, comment: words, reasons: ['service'], remedy: 'refund' },
      }),
    )
    const { number, url } = body['complaint'] as { number: string; url: string }
    const page = await server.app.inject(new URL(url).pathname)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<html lang="ko">')
    for (const text of [number, 'Lumen &#38; Loaf', '환불', '서비스', '매우 불만']) expect(page.body).toContain(text)
    expect(page.body).toContain('&#60;img src=x onerror=alert(1)&#62; &#34;torn&#34; &#38; wet')
    expect(page.body).not.toMatch(/<img|<script/)
    expect(page.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
      ),
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
    expect(server.logged()).not.toContain(url.split('/c/')[1])
  })

  it('tell whoever reads one whether its history is as it was written', async () => {
    const server = await freshServer(engine)
    const { body } = await server.say(complained())
    const { number } = body['complaint'] as { number: string }
    const read = async () => (await call(server, 'GET', `/api/complaints/${number}`, server.staff)).body['broken']
    expect(await read()).toBeNull()
    await server.database.write.updateTable('complaint_history').set({ actor: '{}' }).where('seq', '=', 1).execute()
    expect(await read()).toBe('row 1 was altered')
  })

  it('answer an unknown link with one and the same page', async () => {
    const server = await freshServer(engine)
    for (const token of ['x', `${server.site.id}_`, `${server.site.id}_${'a'.repeat(22)}`, '%00', "'--", '_']) {
      const page = await server.app.inject({ url: `/c/${token}`, headers: { 'accept-language': 'zh-TW,en;q=0.5' } })
      expect([token, page.statusCode]).toEqual([token, 404])
      expect(page.body).toContain('<html lang="zh-Hant">')
    }
  })
})
