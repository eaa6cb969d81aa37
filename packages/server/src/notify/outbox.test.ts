import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ENGINES, freshServer, type TestServer } from '../../test/engines.ts'
import { freshPostbox, type Postbox } from '../../test/smtp.ts'
import type { Database } from '../database/engine.ts'
import type { OutboxTable } from '../database/schema.ts'
import { listOutbox, replay, tidyOutbox } from './claim.ts'
import { createOutbox, type Outbox } from './deliver.ts'
import { MailFault } from './fault.ts'
import { createMailer } from './mail.ts'
import type { Mailer } from './message.ts'
import { enqueue, type Mail } from './outbox.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.parse('2026-11-21T10:00:00Z')

/** A server whose outbox is delivered by hand, at the time that the test says. */
interface Post extends TestServer {
  at: { now: number }
  outbox: Outbox
  write(over?: object): Promise<unknown>
  rows(): Promise<OutboxTable[]>
  /** Lets time pass, and sends what has fallen due. */
  later(ms: number): Promise<number>
}

async function freshPost(engine: Database['engine'], by: Postbox | Mailer | { smtp: string }): Promise<Post> {
  const smtp = 'smtp' in by ? by.smtp : 'url' in by ? by.url : 'smtp://127.0.0.1:1'
  const server = await freshServer(engine, {
    env: { EARSHOT_SMTP: smtp, EARSHOT_MAIL_FROM: 'care@shop.example' },
  })
  const at = { now: START }
  const context = { config: server.config, database: server.database, log: server.app.log }
  const outbox = createOutbox(context, 'send' in by ? by : undefined, () => at.now)
  return {
    ...server,
    at,
    outbox,
    write: (over) => server.database.transaction((tx) => enqueue(tx, answer(server.site.id, over), at.now++)),
    rows: async () =>
      (await listOutbox(server.database, server.site.id, undefined, 1000)).toSorted(
        (a, b) => a.created_at - b.created_at,
      ),
    later(ms) {
      at.now += ms
      return outbox.deliver()
    },
  }
}

function answer(siteId: string, over: object = {}): Mail {
  return {
    siteId,
    topic: 'answer',
    to: { address: 'ada@example.com', name: 'Ada', verified: true },
    language: 'en',
    values: {
      number: '2026-000123',
      link: 'https://earshot.example/c/x',
      words: 'A new one is on its way.',
      author: 'Kim',
    },
    feedbackId: '01990000-0000-7000-8000-000000000000',
    ...over,
  } as Mail
}

/** A way for mail that does as it is told, where a real server could not be made to fail just so. */
function scripted(...results: (MailFault | 'ok')[]): Mailer & { ids: string[] } {
  const ids: string[] = []
  return {
    where: 'a script',
    ids,
    async send({ messageId }) {
      ids.push(messageId)
      const result = results.shift() ?? 'ok'
      if (result !== 'ok') throw result
      return '250'
    },
    check: () => Promise.resolve(),
  }
}

const fault = (kind: MailFault['kind']) => new MailFault('busy', kind, `It is ${kind}.`, 'Wait.')
const states = (rows: OutboxTable[]) => rows.map((row) => row.state)

describe.each(ENGINES)('the outbox on %s', (engine) => {
  it('sends what its cause committed, and nothing else', async () => {
    const postbox = await freshPostbox()
    const post = await freshPost(engine, postbox)
    const failing = post.database.transaction(async (tx) => {
      await enqueue(tx, answer(post.site.id), START)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await post.outbox.due(START)).toBe(false)
    await post.write()
    expect(await post.outbox.due(post.at.now)).toBe(true)
    expect(await post.outbox.deliver()).toBe(1)
    expect(postbox.mails).toHaveLength(1)
    expect(postbox.mails[0]).toMatchObject({
      recipients: ['ada@example.com'],
      headers: {
        from: '"Lumen & Loaf" <care@shop.example>',
        to: 'Ada <ada@example.com>',
        subject: 'Lumen & Loaf has answered your complaint 2026-000123',
        'auto-submitted': 'auto-generated',
        references: '<01990000-0000-7000-8000-000000000000@shop.example>',
      },
    })
    expect(postbox.mails[0]!.text).toContain('> A new one is on its way.')
    const [row] = await post.rows()
    expect(row).toMatchObject({ state: 'sent', payload: '{}', reason: null, attempts: 1, claimed_until: null })
    expect(postbox.mails[0]!.headers['message-id']).toBe(row!.message_id)
    expect(await post.later(24 * HOUR)).toBe(0)
  })

  it('sends not before it is due', async () => {
    const post = await freshPost(engine, scripted())
    await post.write({ at: START + HOUR })
    expect(await post.later(HOUR - 2)).toBe(0)
    expect(await post.later(1)).toBe(1)
  })

  it('lets what is for waking hours wait for the morning, however late it sets out', async () => {
    const postbox = await freshPostbox()
    const post = await freshPost(engine, postbox)
    // It is ten in the morning; in Seoul seven in the evening.
    const hours = { timeZone: 'Asia/Seoul', hours: ['09:00', '20:00'] as const, quiet: null }
    await post.write({ hours, at: START + 2 * HOUR })
    await post.write({ at: START + 2 * HOUR })
    expect(await post.later(3 * HOUR)).toBe(1)
    expect(await post.later(10 * HOUR)).toBe(0)
    expect((await post.rows()).filter(({ state }) => state === 'queued')).toMatchObject([
      { due_at: Date.parse('2026-11-22T00:00:00Z'), attempts: 0 },
    ])
    expect(await post.later(HOUR)).toBe(1)
  })

  it('sends each mail once, with several servers at it', async () => {
    const postbox = await freshPostbox()
    const post = await freshPost(engine, postbox)
    await post.database.transaction((tx) =>
      enqueue(
        tx,
        Array.from({ length: 60 }, (_, i) =>
          answer(post.site.id, { to: { address: `${i}@example.com`, verified: true } }),
        ),
        START,
      ),
    )
    const context = { config: post.config, database: post.database, log: post.app.log }
    const servers = [post.outbox, ...[1, 2].map(() => createOutbox(context, undefined, () => post.at.now))]
    const sent = await Promise.all(servers.map((server) => server.deliver()))
    expect(sent.reduce((sum, one) => sum + one)).toBe(60)
    expect(new Set(postbox.mails.map((mail) => mail.headers['message-id'])).size).toBe(60)
    expect(postbox.mails).toHaveLength(60)
  })

  it('sends those to one address as they were written, each when the one before is there', async () => {
    const going = new Set<string>()
    const came: string[] = []
    const post = await freshPost(engine, {
      where: 'a slow way',
      async send({ to, subject }) {
        const { address } = to
        expect(going.has(address)).toBe(false)
        going.add(address)
        // The first takes longest.
        for (let turns = 40 - came.length * 10; turns > 0; turns--) await new Promise(setImmediate)
        going.delete(address)
        came.push(`${address} ${subject}`)
        return '250'
      },
      check: () => Promise.resolve(),
    })
    for (const n of [1, 2, 3])
      for (const who of ['ada', 'bo'])
        await post.write({
          to: { address: `${who}@example.com`, verified: true },
          values: { ...answer('').values, number: `2026-00000${n}` },
        })
    expect(await post.later(0)).toBe(6)
    for (const who of ['ada', 'bo'])
      expect(came.filter((one) => one.startsWith(who)).map((one) => one.slice(-1))).toEqual(['1', '2', '3'])
  })

  it('tries again, later each time, and says in the end why it gave up', async () => {
    const mailer = scripted(...Array.from({ length: 12 }, () => fault('later')))
    const post = await freshPost(engine, mailer)
    await post.write()
    await post.outbox.deliver()
    const waits: number[] = []
    for (let [row] = await post.rows(); row!.state === 'queued'; [row] = await post.rows()) {
      waits.push((row!.due_at - post.at.now) / MINUTE)
      expect(row!.reason).toBe('It is later.')
      await post.later(row!.due_at - post.at.now - 1)
      await post.later(1)
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, 1440])
    expect(await post.rows()).toMatchObject([{ state: 'dead', attempts: 10, reason: 'It is later.' }])
    expect(new Set(mailer.ids).size).toBe(1)
  })

  it('gives up at once what is refused for good, in the words of the refusal', async () => {
    const postbox = await freshPostbox({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 })),
    })
    const post = await freshPost(engine, postbox)
    await post.write()
    expect(await post.outbox.deliver()).toBe(0)
    expect(await post.rows()).toMatchObject([
      { state: 'dead', attempts: 1, reason: expect.stringContaining('550 5.1.1 No such user here') },
    ])
  })

  it('is replayed by hand: the dead again, the waiting at once, the sent never', async () => {
    const mailer = scripted(fault('never'), fault('later'), 'ok')
    const post = await freshPost(engine, mailer)
    for (let i = 0; i < 3; i++) {
      await post.write()
      await post.later(1)
    }
    expect(states(await post.rows())).toEqual(['dead', 'queued', 'sent'])
    const [dead] = await post.rows()
    expect(await replay(post.database, 'other', undefined, post.at.now)).toBe(0)
    expect(await replay(post.database, post.site.id, dead!.outbox_id, post.at.now)).toBe(1)
    expect(await post.outbox.deliver()).toBe(1)
    expect(mailer.ids[0]).toBe(mailer.ids[3])
    expect(await replay(post.database, post.site.id, undefined, post.at.now)).toBe(1)
    expect(await post.outbox.deliver()).toBe(1)
    expect(states(await post.rows())).toEqual(['sent', 'sent', 'sent'])
    expect(await replay(post.database, post.site.id, undefined, post.at.now)).toBe(0)
  })

  it('sends again at most once more what a crash left in doubt, under the same Message-ID', async () => {
    const postbox = await freshPostbox()
    const post = await freshPost(engine, postbox)
    const context = { config: post.config, database: post.database, log: post.app.log }
    const real = createMailer(post.config)!
    /** The mail is out, and the process gone before it can say so. */
    const crash = async () => {
      const before = postbox.mails.length
      const send: Mailer['send'] = (message) => real.send(message).then(() => new Promise(() => {}))
      void createOutbox(context, { ...real, send }, () => post.at.now).deliver()
      await postbox.arrived(before + 1)
    }
    await post.write()
    await crash()
    expect(await post.later(5 * MINUTE - 1)).toBe(0)
    expect(await post.later(1)).toBe(1)
    const [row] = await post.rows()
    expect(row).toMatchObject({ state: 'sent', unsure: 1 })
    expect(postbox.mails.map((mail) => mail.headers['message-id'])).toEqual([row!.message_id, row!.message_id])

    await post.write()
    await crash()
    post.at.now += 5 * MINUTE
    await crash()
    expect(await post.later(5 * MINUTE)).toBe(0)
    expect((await post.rows())[1]).toMatchObject({
      state: 'dead',
      reason: expect.stringContaining('It may have arrived'),
    })
    expect(postbox.mails).toHaveLength(4)
  })

  it('sends at most once more what was handed over without an answer', async () => {
    let handed = 0
    const postbox: Postbox = await freshPostbox({
      onData(stream) {
        stream.resume().once('end', () => {
          handed += 1
          postbox.drop()
        })
      },
    })
    const post = await freshPost(engine, postbox)
    await post.write()
    expect(await post.outbox.deliver()).toBe(0)
    expect(await post.rows()).toMatchObject([
      { state: 'queued', unsure: 1, reason: expect.stringContaining('did not say what became of it') },
    ])
    await post.later(MINUTE)
    expect(handed).toBe(2)
    expect(await post.rows()).toMatchObject([{ state: 'dead', unsure: 2 }])
    await post.later(24 * HOUR)
    expect(handed).toBe(2)
  })

  it('leaves a mail server that is down alone, and everything waits', async () => {
    const postbox = await freshPostbox()
    const post = await freshPost(engine, postbox)
    await postbox.close()
    await post.database.transaction((tx) =>
      enqueue(
        tx,
        Array.from({ length: 20 }, (_, i) =>
          answer(post.site.id, { to: { address: `${i}@example.com`, verified: true } }),
        ),
        START,
      ),
    )
    await post.outbox.deliver()
    expect(await post.outbox.due(post.at.now)).toBe(false)
    const tried = (await post.rows()).filter((row) => row.attempts > 0)
    expect(tried).toHaveLength(4)
    expect(tried[0]!.reason).toMatch(/127\.0\.0\.1:\d+ takes no connection \(ECONNREFUSED\)/)
    expect(await post.later(29_000)).toBe(0)
    await post.later(1000)
    // One finds out; the rest need not.
    expect((await post.rows()).reduce((sum, row) => sum + row.attempts, 0)).toBe(5)
    const back = await freshPostbox({}, postbox.port)
    await post.later(MINUTE)
    await post.later(5 * MINUTE)
    expect(back.mails).toHaveLength(20)
    expect(post.logged().match(/no mail goes/g)).toHaveLength(1)
    expect(post.logged().match(/mail goes again/g)).toHaveLength(1)
    expect(post.logged()).not.toContain('@example.com')
  })

  it('writes three times a day at most to an address that nobody has verified', async () => {
    const mailer = scripted()
    const post = await freshPost(engine, mailer)
    const to = { address: 'ada@example.com', verified: false }
    for (const address of ['ada@example.com', 'ADA@example.com', 'ada@EXAMPLE.com', 'Ada@Example.com'])
      await post.write({ to: { address, verified: false } })
    await post.write({ topic: 'acknowledgement', to, values: { number: '2026-000124', link: 'https://e.example' } })
    await post.write({ to: { address: 'bob@example.com', verified: false } })
    expect(await post.outbox.deliver()).toBe(4)
    const rows = await post.rows()
    expect(states(rows)).toEqual(['sent', 'sent', 'sent', 'queued', 'dead', 'sent'])
    expect(rows[3]).toMatchObject({ due_at: post.at.now + 24 * HOUR, attempts: 0 })
    expect(rows[4]!.reason).toContain('nobody has verified it')
    expect(await post.later(24 * HOUR - 1)).toBe(0)
    expect(await post.later(1)).toBe(1)
    // Staff and others whose address is known to be theirs are not counted.
    for (let i = 0; i < 5; i++) await post.write()
    expect(await post.outbox.deliver()).toBe(5)
  })

  it('takes no fourth place for one address when servers ask at once', async () => {
    const post = await freshPost(engine, scripted())
    const mails = Array.from({ length: 30 }, () =>
      answer(post.site.id, { to: { address: 'ada@example.com', verified: false } }),
    )
    await post.database.transaction((tx) => enqueue(tx, mails, START))
    const context = { config: post.config, database: post.database, log: post.app.log }
    const servers = Array.from({ length: 4 }, () => createOutbox(context, scripted(), () => post.at.now))
    const sent = await Promise.all(servers.map((server) => server.deliver()))
    expect(sent.reduce((sum, one) => sum + one)).toBe(3)
  })

  it('keeps none of the sender’s words for an address that nobody has verified', async () => {
    const post = await freshPost(engine, scripted())
    const secret = randomUUID()
    await post.write({
      to: { address: 'victim@example.com', name: secret, verified: false },
      topic: 'acknowledgement',
      values: { number: '2026-000123', link: 'https://e.example', name: secret },
    })
    expect(JSON.stringify(await post.rows())).not.toContain(secret)
  })

  it('never fails its cause by an address that cannot be one', async () => {
    const post = await freshPost(engine, scripted())
    for (const address of ['', 'ada', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'x@[127.0.0.1]'])
      await post.write({ to: { address, verified: true } })
    expect(new Set(states(await post.rows()))).toEqual(new Set(['dead']))
    expect(await post.later(HOUR)).toBe(0)
  })

  it('ends what waited until it was of no use, also without a way for mail, and forgets what is over', async () => {
    const server = await freshServer(engine)
    const context = { config: server.config, database: server.database, log: server.app.log }
    const none = createOutbox(context, undefined, () => START)
    await server.database.transaction((tx) => enqueue(tx, answer(server.site.id), START))
    expect([await none.due(START), await none.deliver()]).toEqual([false, 0])
    const list = () => listOutbox(server.database, server.site.id, undefined, 10)
    expect(await tidyOutbox(server.database, START + 72 * HOUR)).toBe(0)
    expect(states(await list())).toEqual(['queued'])
    expect(await tidyOutbox(server.database, START + 72 * HOUR + 1)).toBe(1)
    expect(await list()).toMatchObject([
      { state: 'dead', reason: expect.stringContaining('no way for mail was set up') },
    ])
    // A dead mail keeps its words, to be sent again, for thirty days; then they go with it.
    expect(await tidyOutbox(server.database, START + 30 * 24 * HOUR)).toBe(0)
    expect((await list())[0]!.payload).toContain('A new one is on its way.')
    expect(await tidyOutbox(server.database, START + 30 * 24 * HOUR + 1)).toBe(1)
    expect(await list()).toEqual([])
  })
})
