import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settings, site } from './fixture.ts'
import { ask } from './index.ts'

/** What is sent, and what the server answers: one answer for each post, the last one for all further ones. */
let posts: { url: string; body: Record<string, unknown>; type: string | undefined }[] = []
let answers: (() => Response | Promise<Response>)[] = []

const json =
  (status: number, body: unknown, headers = {}) =>
  () =>
    Response.json(body, { status, headers })
const receipt = (complaint: unknown = null) => json(201, { id: 'x', receivedAt: '2026-11-21T10:00:00Z', complaint })

let place: HTMLElement
let ends: string[]
let order = 0

beforeEach(() => {
  posts = []
  ends = []
  answers = [receipt()]
  place = document.createElement('div')
  document.body.append(place)
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (!init?.method) return Response.json(settings)
    const type = (init.headers as Record<string, string>)['content-type']
    posts.push({ url, type, body: JSON.parse(init.body as string) as Record<string, unknown> })
    return (answers.length > 1 ? answers.shift()! : answers[0])()
  })
})

afterEach(() => {
  place.remove()
  vi.unstubAllGlobals()
})

const root = () => place.querySelector('earshot-panel')!.shadowRoot!
const find = (selector: string) => root().querySelector<HTMLInputElement>(selector)!
const text = () => root().textContent ?? ''
const button = (name: string) =>
  [...root().querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name)!
const face = (value: number) => find(`input[name=satisfaction][value="${value}"]`).click()
function write(selector: string, words: string): void {
  find(selector).value = words
  find(selector).dispatchEvent(new Event('input', { bubbles: true }))
}
/** Presses a button, and waits until something is true of it. */
async function press(name: string, until: () => unknown): Promise<void> {
  button(name).click()
  await vi.waitFor(() => expect(until()).toBeTruthy(), 20_000)
}

/** Asks inline, about an order of its own unless told otherwise, as what was typed is kept by order. */
const open = (id = `order-${++order}`) =>
  ask({ site, moment: 'purchase', locale: 'en', place, order: { id }, onEnd: (how) => ends.push(how) })

test('a face and a word: sent as plain text, thanked for after the receipt, ended once', async () => {
  await open('1001')
  expect(text()).toContain('Is everything as you hoped?Order 1001 · Takes ten seconds')
  expect(button('Send')).toBeUndefined()
  face(5)
  write('textarea', 'Lovely ribbon')
  expect(ends).toEqual([])
  await press('Send', () => text().includes('We read every word'))
  expect(posts).toHaveLength(1)
  expect(posts[0]).toMatchObject({
    url: 'https://earshot.example/v1/feedback',
    type: 'text/plain',
    body: { answers: { satisfaction: 5, praise: 'Lovely ribbon' }, order: { id: '1001' }, momentVersion: 3 },
  })
  expect(find('[role=status]').tabIndex).toBe(-1)
  expect(ends).toEqual(['answered'])
})

test('skipping sends just the face', async () => {
  await open()
  face(4)
  write('textarea', 'Never mind')
  await press('Skip', () => posts.length)
  expect(posts[0].body['answers']).toEqual({ satisfaction: 4 })
})

test('the unhappy road thanks first, goes over two views, and ends with a number and a link', async () => {
  answers = [receipt({ number: '2026-000123', url: 'https://earshot.example/c/x_y' })]
  await open()
  face(2)
  expect(find('h2').textContent).toBe('Thank you for telling us.')
  expect(text()).toContain('1 of 2')
  find('input[type=checkbox]').click()
  await press('Next', () => text().includes('2 of 2'))
  expect(find('h2').textContent).toBe('What would put it right?')
  find('input[type=radio]').click()
  write('input[type=email]', 'ada@example.com')
  expect(text()).toContain('Privacy')
  await press('Send', () => text().includes('2026-000123'))
  expect(posts[0].body).toMatchObject({
    answers: { satisfaction: 2, reasons: ['late'], remedy: 'refund' },
    contact: { email: 'ada@example.com' },
    complaint: true,
  })
  expect(find('a[href="https://earshot.example/c/x_y"]').getAttribute('rel')).toBe('noopener')
})

test('what is not an address is said at its field and not sent', async () => {
  await open()
  face(1)
  await press('Next', () => text().includes('2 of 2'))
  write('input[type=email]', 'ada@')
  await press('Send', () => text().includes('Please write a mail address'))
  expect(posts).toEqual([])
  const field = find('input[type=email]')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(find(`[id="${field.getAttribute('aria-describedby')}"]`).textContent).toContain('ada@example.com')
  expect(root().activeElement).toBe(field)
})

test('a failure keeps everything; one tap tries again under the same id', async () => {
  answers = [() => Promise.reject(new TypeError('failed to fetch')), json(503, {}), receipt()]
  await open()
  face(5)
  write('textarea', 'Lovely')
  await press('Send', () => text().includes('could not reach the shop'))
  expect(text()).not.toContain('Thank you')
  expect(find('textarea').value).toBe('Lovely')
  await press('Try again', () => text().includes('busy'))
  expect(text()).toContain('1 minute')
  await press('Try again', () => text().includes('We read every word'))
  expect(new Set(posts.map(({ body }) => body['id'])).size).toBe(1)
  expect(ends).toEqual(['answered'])
})

test('a busy server’s own time is told', async () => {
  answers = [json(429, {}, { 'retry-after': '12' })]
  await open()
  face(5)
  await press('Send', () => text().includes('12 seconds'))
})

test('a refused answer is marked where it stands', async () => {
  answers = [json(422, { errors: [{ path: 'contact.email', code: 'x', message: 'x' }] })]
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await open()
  face(1)
  await press('Next', () => text().includes('2 of 2'))
  write('input[type=email]', 'ada@example.com')
  await press('Send', () => text().includes('it is marked'))
  expect(find('input[type=email]').getAttribute('aria-invalid')).toBe('true')
})

test('what the page got wrong about its order does not cost the words', async () => {
  answers = [json(422, { errors: [{ path: 'order.total', code: 'x', message: 'x' }] }), receipt()]
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await open()
  face(5)
  await press('Send', () => text().includes('We read every word'))
  expect(posts[1].body['answers']).toEqual(posts[0].body['answers'])
  expect(posts[1].body['id']).toBe(posts[0].body['id'])
})

test('after a conflict the next try is another feedback', async () => {
  answers = [() => Promise.reject(new TypeError('timeout')), json(409, {}), receipt()]
  await open()
  face(5)
  await press('Send', () => text().includes('could not reach'))
  write('textarea', 'Changed')
  await press('Try again', () => text().includes('already arrived'))
  await press('Try again', () => text().includes('We read every word'))
  const ids = posts.map(({ body }) => body['id'])
  expect(ids[1]).toBe(ids[0])
  expect(ids[2]).not.toBe(ids[0])
})

test('a second click while sending sends nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>()
  answers = [() => promise]
  await open()
  face(5)
  await press('Send', () => posts.length)
  expect(button('Send').getAttribute('aria-busy')).toBe('true')
  button('Send').click()
  resolve(receipt()())
  await vi.waitFor(() => expect(text()).toContain('We read every word'), 20_000)
  expect(posts).toHaveLength(1)
})

test('dismissed by the customer, not by the page; what was typed is there again', async () => {
  const panel = await open('kept')
  face(5)
  write('textarea', 'Half a thought')
  panel.close()
  expect(ends).toEqual([])
  await open('kept')
  expect(find('textarea').value).toBe('Half a thought')
  button('No thanks').click()
  expect(ends).toEqual(['dismissed'])
  expect(place.children).toHaveLength(0)
})

test('Home, End and the digits pick a face', async () => {
  await open()
  const press = (key: string) =>
    find('input[value="3"]').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await vi.waitFor(() => {
    press('End')
    expect(find('input[value="5"]').checked).toBe(true)
  }, 20_000)
  press('Home')
  expect(find('input[value="1"]').checked).toBe(true)
  press('4')
  expect(find('input[value="4"]').checked).toBe(true)
})

test('says which moment a site does not have', async () => {
  await expect(ask({ site, moment: 'nowhere', locale: 'en', place })).rejects.toThrow('no moment "nowhere"')
})
