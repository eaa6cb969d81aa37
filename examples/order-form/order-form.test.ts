import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient, uuidv7, type Feedback } from '@earshot/sdk'
import { FeedbackInput } from '@earshot/sdk/contract'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startEarshot, type Earshot } from '../../e2e/earshot.ts'
import { freePort } from '../../packages/server/test/port.ts'
import { createShop } from './server.ts'

let earshot: Earshot
let shop: string
let server: Server

async function open(url: string): Promise<[Server, string]> {
  const server = createShop({ url, site: 'pk_demo' }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return [server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`]
}

beforeAll(async () => {
  earshot = await startEarshot()
  ;[server, shop] = await open(earshot.url)
})

afterAll(async () => {
  server?.close()
  await earshot?.stop()
})

/** Sends the form as a browser does, and follows to the thank-you page. */
async function order(fields: Record<string, string>, at = shop): Promise<Response> {
  return fetch(`${at}/order`, { method: 'POST', body: new URLSearchParams(fields) })
}

async function form(path = '/'): Promise<{ page: string; number: string }> {
  const page = await (await fetch(shop + path)).text()
  return { page, number: /name="number"[^>]*value="([^"]*)"/.exec(page)?.[1] ?? '' }
}

/** All feedback with these words, once there is some. */
async function heard(text: string): Promise<Feedback[]> {
  return vi.waitFor(async () => {
    const { items } = await earshot.staff.feedback.list({ text })
    expect(items).not.toEqual([])
    return items
  }, 30_000)
}

const ada = { name: 'Ada Lovelace', email: 'ada@example.com', phone: '+49 30 1234' }

describe('without JavaScript', () => {
  test.each(['/', '/field'])('%s holds a plain text field whose words reach Earshot with the order', async (path) => {
    const { page, number } = await form(path)
    expect(page).toContain('<textarea name="comment"')
    const comment = `Please ring twice. ${uuidv7()}`
    const answer = await order({ ...ada, number, comment })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(number)
    const feedback = await heard(comment)
    expect(feedback).toHaveLength(1)
    expect(feedback[0]).toMatchObject({
      moment: 'order',
      answers: { comment },
      contact: ada,
      order: { id: number, total: 4380, currency: 'EUR', items: [{ name: 'Huila, washed', quantity: 2 }, {}, {}] },
    })
  })

  test('an empty comment sends nothing', async () => {
    const { number } = await form()
    await order({ ...ada, number, comment: ' \r\n' })
    const after = await form()
    await order({ ...ada, number: after.number, comment: 'I am later.' })
    await heard('I am later.')
    expect((await earshot.staff.feedback.list({ text: number })).items).toEqual([])
  })
})

/** What the page sends, and what the form posts: the same words, with the line ends of each. */
const words = (id: string) => `Two lines,\nof which one is a second. ${id}`
const post = (id: string) => words(id).replace('\n', '\r\n')
const client = () => createClient({ site: 'pk_demo', url: earshot.url })

describe('with JavaScript', () => {
  test.each(['comment', 'earshot_comment'])('page and back end are one feedback (%s)', async (field) => {
    const { number } = await form()
    const id = uuidv7()
    await client().feedback.submit({ id, moment: 'order', answers: { comment: words(id) } })
    await order({ ...ada, number, [field]: post(id), earshot_id: id })
    // The second fills in what the first lacked.
    const [feedback] = await vi.waitFor(async () => {
      const items = await heard(id)
      expect(items[0].order?.id).toBe(number)
      return items
    }, 30_000)
    expect(feedback).toMatchObject({ id, answers: { comment: words(id) }, contact: ada })
    expect(await heard(id)).toHaveLength(1)
  })

  test('the page may also come second', async () => {
    const id = uuidv7()
    await order({ ...ada, number: '', comment: post(id), earshot_id: id })
    await heard(id)
    await client().feedback.submit({ id, moment: 'order', answers: { comment: words(id) } })
    expect(await heard(id)).toHaveLength(1)
  })

  test('details that Earshot cannot take do not stop the words', async () => {
    const comment = `No calls. ${uuidv7()}`
    await order({ ...ada, phone: 'please do not call', number: '', comment })
    expect(await heard(comment)).toMatchObject([
      { answers: { comment }, contact: null, order: { id: expect.stringMatching(/^K-/) as string } },
    ])
  })

  test('an id that is none does not stop the words', async () => {
    const comment = `Odd id. ${uuidv7()}`
    await order({ ...ada, number: '', comment, earshot_id: '"><script>' })
    expect(await heard(comment)).toHaveLength(1)
  })
})

describe('the shop', () => {
  test('takes the order when Earshot is away, and logs why without the words', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => log.mockRestore())
    const [other, url] = await open(`http://127.0.0.1:${await freePort()}`)
    onTestFinished(() => void other.close())
    const answer = await order({ ...ada, number: '', comment: 'Still ordered.' }, url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Thank you, Ada Lovelace')
    await vi.waitFor(() => expect(log).toHaveBeenCalledOnce(), 30_000)
    expect(log.mock.calls[0]?.[0]).toMatch(/^The comment on order K-\d+ did not reach Earshot \(network\)/)
    expect(log.mock.calls[0]?.[0]).not.toContain('Still ordered')
  })

  test('shows the form again with everything in it, as one order under one id', async () => {
    const { number } = await form()
    const id = uuidv7()
    const answer = await order({ ...ada, email: 'ada', number, comment: '<b>fast</b>', earshot_id: id })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(`value="${number}"`)
    expect(page).toContain(`name="earshot_id" value="${id}"`)
    expect(page).toContain('&lt;b&gt;fast&lt;/b&gt;</textarea>')
    const field = await order({ ...ada, email: 'ada', number, earshot_comment: '"quoted"', earshot_id: id })
    expect(await field.text()).toMatch(/<earshot-field>[^]*&quot;quoted&quot;<\/textarea><\/label><\/earshot-field>/)
  })

  test('gives every order a number of its own, whatever the form says', async () => {
    const { number } = await form()
    const numbers = new Set<string>()
    for (const claimed of [number, number, 'K-1', '"><script>']) {
      const page = await (await order({ ...ada, number: claimed })).text()
      numbers.add(/order <b>(K-\d+)<\/b>/.exec(page)?.[1] ?? '')
    }
    expect(numbers.size).toBe(4)
    expect(numbers).toContain(number)
  })

  test('never lets a customer’s words become HTML', async () => {
    const hostile = `"><script>alert(1)</script>'&`
    const page = await (await order({ name: hostile, email: `${hostile}@x`, number: '', comment: '' })).text()
    expect(page).not.toContain('<script>')
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
  })

  test('refuses a form that is too long, and answers what is not there', async () => {
    expect((await order({ ...ada, comment: 'x'.repeat(70_000) })).status).toBe(413)
    expect((await fetch(`${shop}/nothing`)).status).toBe(404)
    expect((await fetch(`${shop}/thanks/guess`)).status).toBe(404)
  })
})

async function sh(env: Record<string, string>): Promise<{ stdout: string }> {
  return promisify(execFile)('sh', [join(import.meta.dirname, 'curl.sh')], {
    env: { ...process.env, EARSHOT_URL: earshot.url, ...env },
  })
}

describe('recipes', () => {
  test('curl.sh sends a comment, and prints the receipt', async () => {
    const { stdout } = await sh({})
    const { id } = JSON.parse(stdout) as { id: string }
    expect(await earshot.staff.feedback.get(id)).toMatchObject({ moment: 'order', order: { id: 'K-1001' } })
  })

  test('curl.sh under the id of the order form is the same feedback', async () => {
    const ID = uuidv7()
    const [first, second] = [await sh({ ID }), await sh({ ID })]
    expect(JSON.parse(first.stdout)).toMatchObject({ id: ID })
    expect(second.stdout).toBe(first.stdout)
  })

  test('curl.sh fails with the reason when Earshot refuses', async () => {
    const failed = await sh({ EARSHOT_SITE: 'pk_nobody' }).catch(
      (error: unknown) => error as { code: number; stdout: string },
    )
    expect(failed).toMatchObject({ code: 22 })
    expect(failed.stdout).toContain('site_unknown')
  })

  // PHP is not on every machine that runs these tests, so only what it sends is held against the contract.
  test('order.php names only fields that the contract knows', () => {
    const php = readFileSync(join(import.meta.dirname, 'php/order.php'), 'utf8')
    const sent = /send_feedback\(\$earshot, \[\n([\s\S]*?)\n {4}\]\)/.exec(php)![1]
    const names = [...sent.matchAll(/^ {8}'(\w+)' =>/gm)].map((match) => match[1])
    expect(names).toEqual(['id', 'site', 'moment', 'answers', 'contact', 'order'])
    expect(Object.keys(FeedbackInput.shape)).toEqual(expect.arrayContaining(names))
    expect(php).toContain("'/v1/feedback'")
  })
})
