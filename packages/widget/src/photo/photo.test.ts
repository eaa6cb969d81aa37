import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask } from '../panel/index.ts'
import { settings, site } from '../panel/fixture.ts'

/** The fixture's moment, which asks those who are not satisfied for at most three photos. */
const asking = structuredClone(settings)
asking.moments[0].questions.splice(3, 0, {
  id: 'photos',
  kind: 'photo',
  label: { en: 'Can you show us?' },
  when: [{ question: 'satisfaction', max: 3 }],
  max: 3,
})

/** An upload as the page sees it; the tests decide how it goes. happy-dom tells nothing of progress. */
class Request {
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {}
  onloadend?: () => void
  status = 0
  response: unknown = null
  url = ''
  sent: Blob | undefined
  open(_: string, url: string): void {
    this.url = url
  }
  send(body: Blob): void {
    this.sent = body
    requests.push(this)
  }
  abort(): void {
    this.answer(0)
  }
  answer(status: number, response: unknown = null): void {
    Object.assign(this, { status, response })
    this.onloadend?.()
  }
}

/** What this environment cannot draw. */
class Canvas {
  width: number
  height: number
  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    drawn.push([width, height])
  }
  getContext() {
    return { fillRect() {}, drawImage() {}, getImageData: () => ({ data: [white, white] }) }
  }
  convertToBlob({ type }: { type: string }) {
    return Promise.resolve(new Blob(['drawn anew'], { type }))
  }
}

let requests: Request[] = []
let drawn: number[][] = []
/** What a canvas gives back for white. */
let white = 255
let posts: Record<string, unknown>[] = []
/** How often the server says that other words came under the same id. */
let conflicts = 0
let place: HTMLElement
let order = 0

beforeEach(() => {
  requests = []
  drawn = []
  white = 255
  conflicts = 0
  posts = []
  place = document.createElement('div')
  document.body.append(place)
  vi.stubGlobal('XMLHttpRequest', Request)
  vi.stubGlobal('OffscreenCanvas', Canvas)
  vi.stubGlobal('createImageBitmap', async (file: File) => {
    if (file.type === 'image/heic') throw new DOMException('The source image could not be decoded.')
    return { width: 4000, height: 3000, close() {} }
  })
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({ drawImage() {} } as never)
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) => {
    if (!init?.method) return Response.json(asking)
    posts.push(JSON.parse(init.body as string) as Record<string, unknown>)
    if (conflicts-- > 0) return Response.json({ code: 'feedback_conflict' }, { status: 409 })
    return Response.json({ id: 'x', receivedAt: '2026-11-21T10:00:00Z', complaint: null }, { status: 201 })
  })
})

afterEach(() => {
  place.remove()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const root = () => place.querySelector('earshot-panel')!.shadowRoot!
const text = () => root().textContent ?? ''
const input = () => root().querySelector<HTMLInputElement>('input[type=file]')!
const named = (name: string) => root().querySelector<HTMLElement>(`[aria-label="${name}"]`)
const button = (name: string) => [...root().querySelectorAll('button')].find((one) => one.textContent === name)!
const photo = (name = 'mug.jpg', type = 'image/jpeg') => new File(['pixels and place'], name, { type })
const until = (what: () => unknown) => vi.waitFor(() => expect(what()).toBeTruthy(), 20_000)

/** Opens the form, not satisfied, up to the place where photos are added. */
async function open(id = `photo-${++order}`) {
  const panel = await ask({ site, moment: 'purchase', locale: 'en', place, order: { id } })
  root().querySelector<HTMLInputElement>('input[value="2"]')!.click()
  await until(input)
  return panel
}

function choose(...files: File[]): void {
  Object.defineProperty(input(), 'files', { value: files, configurable: true })
  input().dispatchEvent(new Event('change'))
}

async function send(): Promise<void> {
  button('Next').click()
  await until(() => button('Send'))
  button('Send').click()
}

test('photos are drawn anew, sent one after the other with progress, and answer the question by their ids', async () => {
  await open()
  expect(text()).toContain('Can you show us? optional')
  choose(photo(), photo())
  await until(() => requests[0])
  expect(requests).toHaveLength(1)
  expect(requests[0].url).toBe('https://earshot.example/v1/attachments?site=pk_test')
  expect(await requests[0].sent!.text()).toBe('drawn anew')
  expect(drawn[0]).toEqual([1600, 1200])
  requests[0].upload.onprogress!({ loaded: 1, total: 4 })
  expect(named('Photo 1 is being sent')!.getAttribute('aria-valuenow')).toBe('25')
  requests[0].answer(201, { id: 'first' })
  await until(() => requests[1])
  requests[1].answer(201, { id: 'second' })
  await until(() => !root().querySelector('[role=progressbar]'))
  expect(text()).toContain('2 of 3 photos')
  await send()
  await until(() => posts[0])
  expect(posts[0]['answers']).toEqual({ satisfaction: 2, photos: ['first', 'second'] })
})

test('sending waits for a photo that is still on its way', async () => {
  await open()
  choose(photo())
  await until(() => requests[0])
  await send()
  await until(() => root().querySelector('[aria-busy=true]'))
  expect(posts).toEqual([])
  requests[0].answer(201, { id: 'late' })
  await until(() => posts[0])
  expect(posts[0]['answers']).toMatchObject({ photos: ['late'] })
})

test('a photo that has not arrived keeps the form from being sent without it, until it is tried again', async () => {
  await open()
  choose(photo())
  await until(() => requests[0])
  requests[0].answer(503, { detail: 'busy' })
  await until(() => named('Try photo 1 again'))
  await send()
  await until(() => text().includes('A photo has not arrived.'))
  expect(posts).toEqual([])
  named('Try photo 1 again')!.click()
  await until(() => requests[1])
  expect(text()).not.toContain('has not arrived')
  requests[1].answer(201, { id: 'again' })
  await send()
  await until(() => posts[0])
  expect(posts[0]['answers']).toMatchObject({ photos: ['again'] })
})

test('a photo that is removed while it is sent does not travel', async () => {
  await open()
  choose(photo())
  await until(() => requests[0])
  named('Remove photo 1')!.click()
  expect(root().querySelectorAll('canvas')).toHaveLength(0)
  await send()
  await until(() => posts[0])
  expect(posts[0]['answers']).toEqual({ satisfaction: 2 })
})

test('what the browser cannot read is named, and the others go on', async () => {
  await open()
  choose(photo('IMG_1.HEIC', 'image/heic'), photo())
  await until(() => requests[0])
  expect(text()).toContain('IMG_1.HEIC cannot be read here.')
  expect(root().querySelectorAll('canvas')).toHaveLength(1)
})

test('noise, which browsers that hide give back for a photo, is not sent', async () => {
  await open()
  white = 93
  choose(photo())
  await until(() => text().includes('mug.jpg cannot be read here.'))
  expect(requests).toEqual([])
})

test('more than the question takes are left out, and it says so', async () => {
  await open()
  choose(photo(), photo(), photo(), photo())
  expect(text()).toContain('We can take 3 photos; the others were left out.')
  expect(root().querySelectorAll('canvas')).toHaveLength(3)
  expect(input()).toBeNull()
})

test('photos are there again when the form is opened once more on the same page', async () => {
  const panel = await open('again')
  choose(photo())
  await until(() => requests[0])
  panel.close()
  await open('again').catch(() => {})
  requests[0].answer(201, { id: 'kept' })
  await until(() => text().includes('1 of 3 photos'))
  expect(root().querySelectorAll('canvas')).toHaveLength(1)
  expect(root().querySelector('[role=progressbar]')).toBeNull()
})

test('photos whose first words have arrived after all are sent anew with the next ones', async () => {
  conflicts = 1
  await open()
  choose(photo())
  await until(() => requests[0])
  requests[0].answer(201, { id: 'first' })
  await send()
  await until(() => text().includes('Your first words have already arrived.'))
  button('Try again').click()
  await until(() => requests[1])
  requests[1].answer(201, { id: 'second' })
  await until(() => posts[1])
  expect(posts.map(({ answers }) => (answers as { photos: string[] }).photos)).toEqual([['first'], ['second']])
  expect(posts[0]['id']).not.toBe(posts[1]['id'])
})

test('a failed photo on a road not taken holds up nothing', async () => {
  await open()
  choose(photo())
  await until(() => requests[0])
  requests[0].answer(0)
  await until(() => named('Try photo 1 again'))
  root().querySelector<HTMLInputElement>('input[value="5"]')!.click()
  await until(() => button('Send'))
  button('Send').click()
  await until(() => posts[0])
  expect(posts[0]['answers']).toEqual({ satisfaction: 5 })
})
