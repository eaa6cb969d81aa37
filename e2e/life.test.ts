import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from '@earshot/sdk'
import { openPostbox, type Postbox, type Received } from '../packages/server/test/postbox.ts'
import { type Earshot, startEarshot } from './earshot.ts'
import { buy, expect, type Page, test } from './test.ts'

/*
 * A complaint's whole life as who it is about has it: by the mails that come to them, and the page that these lead to.
 */

test.describe.configure({ timeout: 120_000 })

const ADA = 'ada@example.com'
const FROM = { EARSHOT_MAIL_FROM: 'Lumen & Loaf <care@shop.example>' }

/** What a journey in one language reads and presses. */
const LANGUAGES = {
  en: {
    choose: 'English',
    form: { poor: 'Not quite', next: 'Next', send: 'Send' },
    page: {
      more: 'Add words or photos',
      words: 'Your words',
      send: 'Send',
      name: 'Your name',
      accept: 'Yes, please do',
      no: 'Still not right',
      why: 'What is still missing?',
      sendNo: 'Send, and look into it again',
      yes: 'Yes, it is put right',
      open: 'Open it again',
    },
    said: { first: 'The tulip is broken.', more: 'It was a gift.', still: 'This one is blue.', again: 'Broken again.' },
    subjects: {
      acknowledgement: 'Lumen & Loaf: we have your complaint {number}',
      answer: 'Lumen & Loaf has answered your complaint {number}',
      remedy: 'Lumen & Loaf: how we would like to put it right ({number})',
      confirm: 'Lumen & Loaf: is it put right? ({number})',
      closed: 'Lumen & Loaf: your complaint {number} is closed',
    },
  },
  ko: {
    choose: '한국어',
    form: { poor: '불만', next: '다음', send: '보내기' },
    page: {
      more: '글이나 사진 더하기',
      words: '하실 말씀',
      send: '보내기',
      name: '이름',
      accept: '네, 그렇게 해 주세요',
      no: '아직 해결되지 않았습니다',
      why: '무엇이 아직 부족한가요?',
      sendNo: '보내고 다시 확인받기',
      yes: '네, 잘 해결되었습니다',
      open: '다시 열기',
    },
    said: {
      first: '튤립이 부러졌어요.',
      more: '선물이었어요.',
      still: '이번에는 파란색이에요.',
      again: '또 부러졌어요.',
    },
    subjects: {
      acknowledgement: '[Lumen & Loaf] 불만이 접수되었습니다 ({number})',
      answer: '[Lumen & Loaf] 답변을 드렸습니다 ({number})',
      remedy: '[Lumen & Loaf] 이렇게 바로잡고자 합니다 ({number})',
      confirm: '[Lumen & Loaf] 잘 해결되었나요? ({number})',
      closed: '[Lumen & Loaf] 불만 처리가 종료되었습니다 ({number})',
    },
  },
} as const
type Language = keyof typeof LANGUAGES

/** A customer's mailbox, read one mail after the other. */
class Mailbox {
  readonly #postbox: Postbox
  readonly read: Received[] = []

  constructor(postbox: Postbox) {
    this.#postbox = postbox
  }

  get all(): Received[] {
    return this.#postbox.mails.filter(({ recipients }) => recipients.includes(ADA))
  }

  /** The next mail, when it is there: what it is about, in which language, and where it leads. */
  async next(earshot: Earshot, language: Language, subject: string): Promise<Received & { link: string }> {
    await expect.poll(() => this.all.length, { message: subject, timeout: 20_000 }).toBeGreaterThan(this.read.length)
    const mail = this.all[this.read.length]!
    this.read.push(mail)
    const { headers, text, html, recipients } = mail
    expect(headers['subject']).toBe(subject)
    expect(recipients).toEqual([ADA])
    expect(headers).toMatchObject({
      to: expect.stringContaining(ADA),
      from: '"Lumen & Loaf" <care@shop.example>',
      'auto-submitted': 'auto-generated',
      'content-language': language,
    })
    // These are no newsletter: who makes a complaint is owed its answer.
    expect(headers['list-unsubscribe']).toBeUndefined()
    const [link] = new RegExp(`${earshot.url}/c/\\w+_[\\w-]{22}\\?p=[\\w-]{22}(?=\\s)`).exec(text)!
    expect(html).toContain(`lang="${language}"`)
    expect(html.match(/href="([^"]*)"/)![1]).toBe(link)
    return { ...mail, link }
  }
}

/** Every mail that was written has gone, once. */
async function allSent(earshot: Earshot, mailbox: Mailbox): Promise<void> {
  const states = async () =>
    (JSON.parse(await earshot.cli('outbox', 'list', '--site', 'pk_demo', '--json')) as { state: string }[]).map(
      ({ state }) => state,
    )
  // A mail is here a moment before the server has noted it.
  await expect.poll(states).toEqual(mailbox.read.map(() => 'sent'))
  expect(mailbox.all).toHaveLength(mailbox.read.length)
  expect(new Set(mailbox.all.map(({ headers }) => headers['message-id'])).size).toBe(mailbox.read.length)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

for (const language of Object.keys(LANGUAGES) as Language[])
  test(`a whole life by mail, from the thank-you page to the end (${language})`, async ({ page }) => {
    const { choose, form, page: on, said, subjects } = LANGUAGES[language]
    const postbox = await openPostbox()
    const earshot = await startEarshot({ ...FROM, EARSHOT_SMTP: postbox.url })
    const { complaints } = earshot.staff
    const mailbox = new Mailbox(postbox)
    const unfold = (name: string) => page.locator('summary', { hasText: name }).click()

    // The customer tells of it where they have just bought.
    await page.goto(`${earshot.url}/demo/index.html`)
    await page.getByRole('button', { name: choose }).click()
    await buy(page, `${earshot.url}/demo`)
    const place = page.locator('[data-earshot-moment]')
    await place.getByRole('radio', { name: form.poor, exact: true }).click()
    await place.getByRole('textbox').first().fill(said.first)
    await press(page, form.next)
    await place.locator('input[type=email]').fill(ADA)
    await press(page, form.send)
    const number = (await place.getByText(/^\d{4}-\d{6}$/).textContent())!
    const next = (topic: keyof typeof subjects) =>
      mailbox.next(earshot, language, subjects[topic].replace('{number}', number))

    // Nobody knows yet whose address it is: the mail says nothing of theirs.
    const first = await next('acknowledgement')
    expect(first.raw + first.text + first.html).not.toContain(said.first)
    await page.goto(first.link)
    await expect(page.getByText(said.first)).toBeVisible()
    await unfold(on.more)
    await page.getByLabel(on.words, { exact: true }).fill(said.more)
    await press(page, on.send)
    await expect(page.getByText(said.more)).toBeVisible()
    expect(new URL(page.url()).search).toBe(`?done=messages&p=${new URL(first.link).searchParams.get('p')}`)

    // The shop looks into it, writes, and offers a way to put it right.
    await complaints.give(number, 'assess', { founded: true })
    await complaints.give(number, 'message', { words: 'Thank you. The florist looks for another one.' })
    const answer = await next('answer')
    expect(answer.text).toContain('> Thank you. The florist looks for another one.')
    await complaints.give(number, 'propose', {
      remedies: [{ kind: 'replacement', terms: 'A new tulip by Friday.', tasks: [{ kind: 'ship' }] }],
    })
    const offer = await next('remedy')
    expect(offer.text).toContain('> A new tulip by Friday.')

    await page.goto(offer.link)
    await page.emulateMedia({ media: 'print' })
    const printed = await page.locator('body').innerText()
    expect(printed).toContain('A new tulip by Friday.')
    expect(printed).not.toContain(new URL(offer.link).searchParams.get('p')!)
    await page.emulateMedia({ media: 'screen' })
    await page.getByLabel(on.name, { exact: true }).fill('Ada Brandt')
    await press(page, on.accept)
    await expect(page.locator('[role=status]')).toBeVisible()
    const [task] = (await complaints.get(number)).tasks
    await complaints.give(number, 'complete', { task: task.id })

    // The fourth mail of the day: it does not wait, as the customer has shown that they read them.
    await page.goto((await next('confirm')).link)
    await unfold(on.no)
    await page.getByLabel(on.why).fill(said.still)
    await press(page, on.sendNo)
    await expect(page.locator('[role=status]')).toBeVisible()
    expect(await complaints.get(number)).toMatchObject({ stage: 'investigating', level: 1 })

    await complaints.give(number, 'propose', {
      remedies: [{ kind: 'refund', terms: 'Your 24.90 € are on their way.' }],
    })
    await page.goto((await next('remedy')).link)
    await page.getByLabel(on.name, { exact: true }).fill('Ada Brandt')
    await press(page, on.accept)
    await page.goto((await next('confirm')).link)
    await press(page, on.yes)
    await expect(page.locator('[role=status]')).toBeVisible()
    expect(await complaints.get(number)).toMatchObject({ stage: 'closed', outcome: 'resolved' })
    await page.goto((await next('closed')).link)
    await expect(page.locator('summary', { hasText: on.open })).toBeVisible()
    await allSent(earshot, mailbox)
    expect(new Set(mailbox.read.map(({ headers }) => headers['references'])).size).toBe(1)

    // Another time they are known: the first mail of another complaint says their name and their words.
    const again = await complain(earshot, language, said.again)
    const mail = await mailbox.next(earshot, language, subjects.acknowledgement.replace('{number}', again))
    expect(mail.text).toContain(`> ${said.again}`)
    expect(mail.text).toContain('Ada Brandt')
    await earshot.stop()
    await postbox.close()
  })

/** A complaint by the shop's own form. @returns its number */
async function complain(earshot: Earshot, locale: string, comment: string): Promise<string> {
  const answer = await fetch(`${earshot.url}/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: uuidv7(),
      site: 'pk_demo',
      moment: 'purchase',
      answers: { satisfaction: 2, comment },
      contact: { name: 'Ada Brandt', email: ADA },
      locale,
    }),
  })
  return ((await answer.json()) as { complaint: { number: string } }).complaint.number
}

test('what is said while the mail server is down arrives when it is back, each once', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-life-'))
  const clock = join(folder, 'ahead')
  const setAhead = (ms: number) => {
    // At once or not at all.
    writeFileSync(`${clock}.new`, String(ms))
    renameSync(`${clock}.new`, clock)
  }
  setAhead(0)
  const { subjects, page: on } = LANGUAGES.en
  const postbox = await openPostbox()
  const earshot = await startEarshot({
    ...FROM,
    EARSHOT_SMTP: postbox.url,
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${new URL('clock.ts', import.meta.url).href}`,
    E2E_CLOCK: clock,
  })
  const { complaints } = earshot.staff
  const number = await complain(earshot, 'en', 'The tulip is broken.')
  const subject = (topic: keyof typeof subjects) => subjects[topic].replace('{number}', number)
  const before = new Mailbox(postbox)
  const { link } = await before.next(earshot, 'en', subject('acknowledgement'))
  await postbox.close()

  await complaints.give(number, 'message', { words: 'We look into it.' })
  const states = async () =>
    (
      JSON.parse(await earshot.cli('outbox', 'list', '--site', 'pk_demo', '--json')) as {
        state: string
        reason: string | null
      }[]
    ).map(({ state, reason }) => [state, reason === null ? '' : 'down'].join(' '))
  await expect.poll(states, { timeout: 20_000 }).toEqual(['queued down', 'sent '])
  // Nothing else waits for the mail: the page goes on, for the customer and for the shop.
  await complaints.give(number, 'resolve', { remedy: { kind: 'gift', terms: 'A vase.' } })
  await page.goto(link)
  await page.getByLabel(on.name, { exact: true }).fill('Ada Brandt')
  await press(page, on.accept)
  await press(page, on.yes)
  await expect.poll(async () => (await complaints.get(number)).stage).toBe('closed')
  expect(await states()).toContain('queued down')

  const back = await openPostbox({}, postbox.port)
  const mails = () => back.mails.map(({ headers }) => headers['subject'])
  const all = [subject('answer'), subject('remedy'), subject('confirm'), subject('closed')]
  // Past every wait that a slow machine may have come to by now.
  setAhead(20 * 60_000)
  await expect.poll(() => mails().toSorted(), { timeout: 20_000 }).toEqual(all.toSorted())
  await expect.poll(states).toEqual(Array(5).fill('sent '))
  expect(mails()).toHaveLength(all.length)
  await earshot.stop()
  await back.close()
  rmSync(folder, { recursive: true, force: true })
})
