import { once } from 'node:events'
import { connect } from 'node:net'
import { brotliDecompressSync } from 'node:zlib'
import type { Complaint, CustomerAct, CustomerComplaint, Stage } from '@earshot/sdk/contract'
import type { InjectOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { complained, ENGINES, freshServer, photo, type TestServer } from '../../test/engines.ts'
import { call } from '../../test/staff.ts'

const OWN = { 'sec-fetch-site': 'same-origin', origin: 'null' }
const EVIL = '</textarea><script>alert(1)</script>"\'<img src=x onerror=alert(1)>'
const TERMS = 'A new mug by express. Keep the cracked one.'
const REMEDY = { remedy: { kind: 'replacement', terms: TERMS, tasks: [{ kind: 'ship' }] } }

/** A complaint with its page, as a browser without script uses it, and with the shop's side. */
async function opened(server: TestServer, over: Record<string, unknown> = {}) {
  const { body } = await server.say(complained(over))
  const { number, url } = body['complaint'] as unknown as { number: string; url: string }
  const path = new URL(url).pathname
  const asked = async (options: InjectOptions) => {
    const { statusCode: status, body: text, headers } = await server.app.inject(options)
    return { status, text, headers, words: wordsOf(text) }
  }
  const page = (more = '', headers = {}) => asked({ url: `${path}${more}`, headers })
  return {
    number,
    path,
    page,
    /** Posts a form as it stands on the page, with what is typed. */
    post: async (act: string, fields: Record<string, string> = {}, headers: Record<string, string> = OWN) =>
      asked({
        method: 'POST',
        url: `${path}/${act}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(fields).toString(),
      }),
    postWith: async (fields: Record<string, string>, files: Buffer[], headers: Record<string, string> = OWN) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const [i, file] of files.entries())
        form.append('photos', new Blob([new Uint8Array(file)]), `../../etc/${i}.png`)
      const sent = new Response(form)
      return asked({
        method: 'POST',
        url: `${path}/messages`,
        headers: { 'content-type': sent.headers.get('content-type')!, ...headers },
        payload: Buffer.from(await sent.arrayBuffer()),
      })
    },
    give: async (command: string, payload: object = {}) => {
      const answer = await call(server, 'POST', `/api/complaints/${number}/${command}`, server.staff, payload)
      expect([command, answer.status, answer.code]).toEqual([command, 200, undefined])
      return answer.body as unknown as Complaint
    },
    see: async () =>
      (await call(server, 'GET', `/v1/complaints/${path.slice(3)}`)).body as unknown as CustomerComplaint,
  }
}

/** What a page says, without its markup. */
function wordsOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<\/?(time|span)[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ')
}

/** Addresses of a page's forms, each once. */
function formsOf(page: string): string[] {
  return [...new Set([...page.matchAll(/<form method="post" action="[^"]*\/(\w+)"/g)].map(([, act]) => act))].toSorted()
}

function versionOf(page: string): string {
  return /name="version" value="(\d+)"/.exec(page)![1]
}

type Opened = Awaited<ReturnType<typeof opened>>

/** Ways to each stage, and what the customer may do there. */
const STAGES: Record<string, [Stage, (complaint: Opened) => Promise<unknown>, CustomerAct[]]> = {
  received: ['received', async () => {}, ['messages', 'withdraw']],
  asked: ['received', ({ give }) => give('ask', { words: 'Which one?' }), ['messages', 'withdraw']],
  investigating: ['investigating', ({ give }) => give('assess', { founded: true }), ['messages', 'withdraw']],
  explained: [
    'explained',
    ({ give }) => give('assess', { founded: false, words: 'It was as described.' }),
    ['decision', 'messages', 'objection', 'rating', 'withdraw'],
  ],
  offered: ['offered', ({ give }) => give('resolve', REMEDY), ['decision', 'messages', 'withdraw']],
  fulfilling: [
    'fulfilling',
    async ({ give, post }) => {
      await give('resolve', REMEDY)
      await post('decision', { accept: 'yes', name: 'Ada' })
    },
    ['messages', 'withdraw'],
  ],
  confirming: [
    'confirming',
    ({ give }) => give('answer', { words: 'We open at nine.' }),
    ['confirmation', 'messages', 'rating', 'withdraw'],
  ],
  closed: [
    'closed',
    async ({ give, post }) => {
      await give('answer', { words: 'We open at nine.' })
      await post('confirmation', { satisfied: 'yes' })
    },
    ['rating', 'reopen'],
  ],
  withdrawn: ['closed', ({ post }) => post('withdraw'), ['reopen']],
  invalid: ['closed', ({ give }) => give('invalid', { reason: 'spam' }), ['reopen']],
}

/** A form of each kind, filled in. */
const VALID: Record<CustomerAct, Record<string, string>> = {
  messages: { words: 'More' },
  objection: { words: 'No' },
  decision: { accept: 'yes', name: 'Ada' },
  confirmation: { satisfied: 'yes' },
  rating: { score: '4' },
  reopen: { words: 'Again' },
  withdraw: {},
}

describe.each(ENGINES)('the customer’s page on %s', (engine) => {
  it.each(Object.entries(STAGES))('offers exactly what is possible, and takes nothing else: %s', async (name, way) => {
    const [stage, go, acts] = way
    const server = await freshServer(engine)
    const complaint = await opened(server)
    await go(complaint)
    const { text } = await complaint.page()
    expect([name, formsOf(text)]).toEqual([name, acts])
    const before = await complaint.see()
    expect([name, before.stage]).toEqual([name, stage])
    const others = (Object.keys(VALID) as CustomerAct[]).filter((act) => !acts.includes(act))
    for (const act of others) {
      const { status, words } = await complaint.post(act, { ...VALID[act], version: versionOf(text) })
      expect([name, act, status]).toEqual([name, act, 409])
      expect(words).toContain('Something changed meanwhile')
    }
    expect(await complaint.see()).toEqual(before)
    for (const act of acts) {
      const { path, page, post, see, ...rest } = act === acts[0] ? complaint : await opened(server)
      if (act !== acts[0]) await go({ path, page, post, see, ...rest })
      const { version } = await see()
      const { status, headers } = await post(act, { ...VALID[act], version: String(version) })
      expect([name, act, status, headers.location]).toEqual([name, act, 303, `${path}?done=${act}`])
      expect((await see()).version).toBeGreaterThan(version)
      expect((await page(`?done=${act}`)).text).toContain('role="status"')
    }
  })

  it('leads through a whole life: offer declined, another accepted by name, confirmed, rated, reopened', async () => {
    const server = await freshServer(engine, { site: { timeZone: 'Asia/Seoul' } })
    const { page, post, give, see } = await opened(server)
    expect((await page()).words).toMatch(/We answer you by \w+, \w+ \d+ at \d+:\d\d [AP]M\. in 24 hours/)
    const offered = await give('resolve', { remedy: { kind: 'gift', terms: 'A voucher' } })
    expect((await page()).words).toContain('A voucher')
    await post('decision', { accept: 'no', words: 'I want the mug', version: String(offered.version) })
    expect(await see()).toMatchObject({
      stage: 'investigating',
      messages: [{ by: 'customer', words: 'I want the mug' }],
    })
    await give('propose', { remedies: [REMEDY.remedy] })
    await post('decision', { accept: 'yes', name: 'Ada Brandt', version: versionOf((await page()).text) })
    expect(await see()).toMatchObject({ stage: 'fulfilling', remedy: { signedBy: 'Ada Brandt' } })
    expect((await page()).words).toMatch(/Accepted by Ada Brandt on .*We carry it out \(now\)/)
    expect((await page('?done=decision')).words).toContain('we have your answer')
    const [task] = (await give('note', { words: 'x' })).tasks
    await give('complete', { task: task.id })
    expect((await page('?done=decision')).words).not.toContain('we have your answer')
    await post('confirmation', {
      satisfied: 'no',
      words: 'It is cracked, too',
      version: versionOf((await page()).text),
    })
    expect(await see()).toMatchObject({ stage: 'investigating' })
    await give('propose', { remedies: [{ kind: 'apology', terms: 'Sorry' }] })
    await post('decision', { accept: 'yes', name: 'Ada' })
    await post('confirmation', { satisfied: 'yes' })
    await post('rating', { score: '2', words: 'Slow' })
    expect(await see()).toMatchObject({ stage: 'closed', outcome: 'resolved', rating: 2 })
    const closed = (await page()).words
    expect(closed).toContain('2 of 5')
    expect(closed).toContain('you can open it again until')
    await post('reopen', { words: 'It broke' })
    expect(await see()).toMatchObject({ stage: 'investigating' })
  })

  it('tells in the conversation what was offered and what became of it, each at its time', async () => {
    const server = await freshServer(engine)
    const { page, post, give, see } = await opened(server)
    const offer = (terms: string, words?: string) =>
      give('propose', { remedies: [{ kind: 'gift', terms, tasks: [{ kind: 'gift' }] }], ...(words ? { words } : {}) })
    const talk = async () => {
      const { text } = await page()
      return wordsOf(text.slice(text.indexOf('<section class="talk">'), text.indexOf('<section class="besides">')))
    }
    await give('assess', { founded: true })
    await offer('A coupon', 'Would this do?')
    expect(await talk()).not.toContain('A coupon')
    await post('decision', { accept: 'no', words: 'Rather a box' })
    await offer('A sold-out box')
    await give('revise', { reason: 'None left' })
    await offer('A <b>fresh</b> box')
    await post('decision', { accept: 'yes', name: 'Ada' })
    const [task] = (await give('note', { words: 'Hm' })).tasks
    await give('fail', { task: task!.id, reason: 'The oven broke' })
    await offer('A cake')
    await post('withdraw')
    expect(await see()).toMatchObject({
      offers: [
        { terms: 'A coupon', state: 'declined', signedBy: null },
        { terms: 'A sold-out box', state: 'revised' },
        { terms: 'A <b>fresh</b> box', state: 'failed', signedBy: 'Ada' },
        { terms: 'A cake', state: 'passed' },
      ].map((one) => ({ ...one, offeredAt: expect.any(String) as unknown, endedAt: expect.any(String) as unknown })),
    })
    const told = await talk()
    const first = ['Would this do?', 'What we offered', 'A coupon', 'You declined it on', 'Rather a box']
    const then = ['A sold-out box', 'We took it back on', 'A <b>fresh</b> box', 'Accepted by Ada on']
    const last = ['cannot carry it out', 'A cake', 'It was open until']
    const places = [...first, ...then, ...last].map((words) => told.indexOf(words))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(told).not.toContain('The oven broke')
  })

  it('says what is wrong in place, and keeps what was typed', async () => {
    const server = await freshServer(engine)
    const { page, post, postWith, give, see } = await opened(server)
    const version = (await see()).version
    const long = 'long '.repeat(2400)
    for (const [fields, says] of [
      [{ words: ' \r\n ' }, 'Please write a few words, or choose a photo.'],
      [{ words: long }, 'This is too long.'],
      [{ words: 'a\0b' }, 'It did not arrive whole.'],
      [{ words: 'x', stage: 'closed' }, 'It did not arrive whole.'],
    ] as const) {
      const answer = await post('messages', fields)
      expect([answer.status, says, answer.words.includes(says)]).toEqual([422, says, true])
      expect(answer.text).toContain('role="alert"')
    }
    expect((await post('messages', { words: long })).text).toContain(long)
    expect((await post('messages', { words: 'x'.repeat(200_000) })).status).toBe(422)
    const bad = await postWith({ words: 'Look at this' }, [await photo(), Buffer.from('GIF89a<script>')])
    expect([bad.status, bad.words.includes('damaged'), bad.words.includes('1 kept')]).toEqual([422, true, true])
    expect(bad.text).toMatch(/<textarea[^>]*aria-invalid|<input[^>]*type="file"[^>]*aria-invalid/)
    expect(bad.text).toContain('\nLook at this</textarea>')
    const kept = /name="photo" value="([\w-]{22})"/.exec(bad.text)![1]
    expect((await see()).version).toBe(version)
    expect((await postWith({ words: 'Look at this', photo: kept }, [])).status).toBe(303)
    expect((await see()).messages).toMatchObject([{ words: 'Look at this', attachments: [kept] }])
    expect((await postWith({ words: 'Again', photo: kept }, [])).words).toContain('choose it again')

    await give('resolve', REMEDY)
    const nameless = await post('decision', { accept: 'yes', name: ' ' })
    expect([nameless.status, nameless.words.includes('Please write your name')]).toEqual([422, true])
    expect((await post('decision', { accept: 'maybe' })).status).toBe(422)
    expect((await post('decision', { accept: 'no' })).status).toBe(422)
    expect((await post('decision', { accept: 'no', words: EVIL.repeat(300) })).text).toContain('<details open>')
    expect((await page()).status).toBe(200)
  })

  it('tells of every step that was passed when that was', async () => {
    const server = await freshServer(engine)
    const { page, post, give } = await opened(server)
    /** How many steps are passed, and how many of them have their exact time. */
    const passed = async () => {
      const items = [...(await page()).text.matchAll(/<li class="done"[^>]*>([\s\S]*?)<\/li>/g)].map(
        (match) => match[1]!,
      )
      const timed = items.filter((item) => /<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">[^<]+<\/time>/.test(item))
      return [items.length, timed.length]
    }
    expect(await passed()).toEqual([1, 1])
    await give('assess', { founded: false, words: 'It was shown beside it.' })
    expect(await passed()).toEqual([2, 2])
    await post('objection', { words: 'It was not' })
    expect(await passed()).toEqual([1, 1])
    await give('resolve', REMEDY)
    expect(await passed()).toEqual([2, 2])
    await post('decision', { accept: 'yes', name: 'Ada' })
    expect(await passed()).toEqual([3, 3])
    const { tasks } = await give('note', { words: 'Sent' })
    await give('complete', { task: tasks[0].id })
    expect(await passed()).toEqual([4, 4])
    await post('confirmation', { satisfied: 'yes' })
    expect(await passed()).toEqual([5, 5])
    const other = await opened(server)
    await other.give('answer', { words: 'At nine' })
    await other.post('confirmation', { satisfied: 'yes' })
    const { text } = await other.page()
    expect(text.match(/<li class="done"/g)).toHaveLength(3)
    expect(text.match(/<small><time/g)).toHaveLength(3)
  })

  it('takes photos without script, and shows them small; none outlives a form that is not whole', async () => {
    const server = await freshServer(engine)
    const { path, page, postWith, see } = await opened(server)
    expect(
      (await postWith({ words: 'See', version: '1' }, [await photo(), await photo(), Buffer.alloc(0)])).status,
    ).toBe(303)
    const { attachments } = (await see()).messages[0]
    expect(attachments).toHaveLength(2)
    expect((await postWith({ words: ' ' }, [await photo()])).status).toBe(303)
    expect((await see()).messages[1]).toMatchObject({ words: '', attachments: [expect.any(String)] })
    expect((await postWith({ words: '' }, [])).words).toContain('write a few words, or choose a photo')
    const { text, headers } = await page()
    expect(text.match(/<img src="[^"]*\?thumb"/g)).toHaveLength(3)
    expect(text).not.toContain('<blockquote dir="auto"></blockquote>')
    expect(headers['content-security-policy']).toContain("img-src 'self'")
    const shown = await server.app.inject(`${path}/attachments/${attachments[0]}?thumb`)
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/jpeg'])
    const six = await postWith({ words: 'Six' }, await Promise.all(Array.from({ length: 6 }, () => photo())))
    expect([six.status, six.words.includes('At most 5 photos')]).toEqual([422, true])
    const huge = await postWith({ words: 'Huge' }, [Buffer.alloc(11 * 1024 * 1024, 1)])
    expect([huge.status, huge.words.includes('more than 10 MB')]).toEqual([422, true])
    const broken = await server.app.inject({
      method: 'POST',
      url: `${path}/messages`,
      headers: { ...OWN, 'content-type': 'multipart/form-data; boundary=b' },
      payload:
        '--b\r\ncontent-disposition: form-data; name="words"\r\n\r\nKept\r\n--b\r\ncontent-disposition: form-data; name="photos"; filename="a.png"\r\n\r\n\x89PNG',
    })
    expect([broken.statusCode, broken.body.includes('Kept</textarea>')]).toEqual([422, true])
    for (const type of ['multipart/form-data', 'text/csv', 'application/json', 'image/png'])
      expect([
        type,
        (
          await server.app.inject({
            method: 'POST',
            url: `${path}/messages`,
            headers: { ...OWN, 'content-type': type },
            payload: '{}',
          })
        ).statusCode,
      ]).toEqual([type, expect.toSatisfy((status: number) => status >= 400 && status < 500)])
    expect((await see()).messages).toHaveLength(2)
  })

  it('tells in a second tab how it stands now, and loses no words', async () => {
    const server = await freshServer(engine)
    const { page, post, give, see } = await opened(server)
    await give('resolve', REMEDY)
    const version = versionOf((await page()).text)
    // What staff do among themselves is no change to the customer.
    await give('note', { words: 'Patient customer' })
    await give('revise', { reason: 'sold out' })
    const late = await post('decision', { accept: 'no', words: 'I would rather have tea', version })
    expect([late.status, late.words.includes('Something changed meanwhile')]).toEqual([409, true])
    expect(late.text).toMatch(/<details open>\s*<summary>Add words or photos/)
    expect(late.text).toContain('\nI would rather have tea</textarea>')
    await give('propose', { remedies: [{ kind: 'gift', terms: 'Another offer' }] })
    const stale = await post('decision', { accept: 'yes', name: 'Ada', version })
    expect([stale.status, stale.words.includes('Another offer'), stale.text.includes('value="Ada"')]).toEqual([
      409,
      true,
      true,
    ])
    expect((await see()).stage).toBe('offered')
    const other = await post('decision', { accept: 'yes', name: 'Ada', remedy: 'another' })
    expect([other.status, other.words.includes('Something changed meanwhile')]).toEqual([409, true])
    expect(stale.text.match(/name="remedy" value="[^"]+"/g)).toHaveLength(2)
    const seen = versionOf(stale.text)
    await give('note', { words: 'Still patient' })
    expect((await post('decision', { accept: 'yes', name: 'Ada', version: seen })).status).toBe(303)
  })

  it('takes words once when the button is pressed twice', async () => {
    const server = await freshServer(engine)
    const { page, post, see } = await opened(server)
    const version = versionOf((await page()).text)
    const twice = { words: 'One\r\nthing', version }
    expect((await post('messages', twice)).status).toBe(303)
    expect((await post('messages', twice)).status).toBe(303)
    expect((await see()).messages).toMatchObject([{ words: 'One\nthing' }])
    expect((await post('messages', { words: 'Another', version })).status).toBe(303)
    expect((await see()).messages).toHaveLength(2)
  })

  it('refuses forms of other pages, and answers alike for every unknown link', async () => {
    const server = await freshServer(engine)
    const { path, page, post, give, see } = await opened(server)
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'null' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'https://shop.example' },
    ] as Record<string, string>[]) {
      const answer = await post('withdraw', {}, headers)
      expect([headers, answer.status, answer.words.includes('nothing was changed')]).toEqual([headers, 403, true])
    }
    expect((await see()).stage).toBe('received')
    expect((await post('withdraw', {}, { origin: new URL(server.config.url).origin })).status).toBe(303)
    await give('renew')
    const answers = await Promise.all([
      page(),
      post('reopen', { words: 'x' }),
      ...[`${server.site.id}_${'a'.repeat(22)}`, 'x', '%00'].flatMap((token) => [
        server.app.inject(`/c/${token}`).then(({ statusCode: status, body: text }) => ({ status, text })),
        server.app
          .inject({ method: 'POST', url: `/c/${token}/messages`, headers: { ...OWN, ...type }, payload: 'words=x' })
          .then(({ statusCode: status, body: text }) => ({ status, text })),
      ]),
    ])
    for (const { status, text } of answers) expect([status, text]).toEqual([404, answers[0].text])
    const back = await server.app.inject(`${path}/messages`)
    expect([back.statusCode, back.headers.location]).toEqual([303, path])
  })

  it('shows what is typed as text, wherever it comes from', async () => {
    const server = await freshServer(engine, { site: { name: EVIL.slice(0, 40) } })
    const { page, post, give } = await opened(server, {
      answers: { satisfaction: 1, comment: EVIL },
      product: { name: EVIL },
    })
    await post('messages', { words: EVIL })
    await give('message', { words: EVIL })
    await give('resolve', { remedy: { kind: 'other', terms: EVIL } })
    const offered = await page()
    const tried = await post('decision', { accept: 'no', words: EVIL, odd: '1' })
    await post('decision', { accept: 'yes', name: EVIL })
    for (const { text } of [offered, tried, await page()]) {
      expect(text).not.toMatch(/<script|<img src=x|"'<|onerror=alert\(1\)>/)
      expect(text).toContain('&#60;script&#62;alert(1)')
    }
    expect(offered.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
      ),
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
  })

  it('is told in the customer’s language and the shop’s time, and is small', async () => {
    const server = await freshServer(engine, { site: { timeZone: 'Asia/Taipei' } })
    for (const [locale, says, zone] of [
      ['ko', /\d+월 \d+일 [월화수목금토일]요일 (오전|오후) \d+:\d\d까지 답변을 드리겠습니다/, '대만'],
      [
        'zh-TW',
        /我們會在\d+月\d+日 ?(\(?週?星期?.\)?) ?(上午|下午|清晨|凌晨|早上|中午|晚上)?\d+:\d\d前回覆您/,
        '台北|台灣',
      ],
      ['en-GB', /We answer you by \w+,? \d+ \w+ at \d?\d:\d\d/, 'Taipei|Taiwan'],
      ['fr', /We answer you by \w+, \w+ \d+/, 'Taipei|Taiwan'],
    ] as const) {
      const { page, give, post } = await opened(server, { locale })
      const start = (await page()).words
      expect(start).toMatch(says)
      expect(start).toMatch(new RegExp(zone))
      for (let i = 0; i < 10; i++) {
        await give('message', { words: `${i} ${crypto.randomUUID()} We look at how it was packed, and write to you.` })
        await post('messages', { words: `${i} ${crypto.randomUUID()} Thank you, I am waiting.` })
      }
      const { headers } = await page('', { 'accept-encoding': 'gzip, br' })
      const raw = await server.app.inject({ url: (await opened(server)).path, headers: { 'accept-encoding': 'br' } })
      expect([headers['content-encoding'], headers.vary]).toEqual(['br', 'accept-encoding'])
      expect(Number(headers['content-length'])).toBeLessThan(15_000)
      expect(brotliDecompressSync(raw.rawPayload).toString()).toContain('</html>')
    }
  })

  it('asks senders of too much to wait, on a page', async () => {
    const server = await freshServer(engine, { env: { EARSHOT_RATE_LIMIT: '2' } })
    const { post } = await opened(server)
    expect((await post('messages', { words: 'One' })).status).toBe(303)
    const third = await post('messages', { words: 'Two' })
    expect([third.status, third.words.includes('Please wait a moment')]).toEqual([429, true])
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('outlives senders who hang up while a photo arrives', async () => {
    const server = await freshServer(engine)
    const { path, page, see } = await opened(server)
    const { port } = new URL(await server.app.listen({ port: 0, host: '127.0.0.1' }))
    const head = `POST ${path}/messages HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 900000\r\n\r\n`
    const part = '--b\r\ncontent-disposition: form-data; name="photos"; filename="a.png"\r\n\r\n'
    for (const sent of ['', '--b', part, part + 'x'.repeat(200_000), `${part}x\r\n${part}`]) {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => {})
      await once(socket, 'connect')
      await new Promise<void>((done) => socket.write(head + sent, () => done()))
      socket.destroy()
      await once(socket, 'close')
    }
    expect((await page()).status).toBe(200)
    expect((await see()).messages).toEqual([])
  })

  it('asks to wait, on a page, while the store fails', async () => {
    const server = await freshServer(engine)
    const { page, post } = await opened(server)
    await server.database.write.schema.alterTable('complaint').renameTo('lost').execute()
    for (const { status, words, headers } of [await page(), await post('withdraw')]) {
      expect([status >= 500, words.includes('Please wait a moment')]).toEqual([true, true])
      expect(headers['content-type']).toContain('text/html')
    }
  })
})
