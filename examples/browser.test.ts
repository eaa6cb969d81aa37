import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../e2e/browser.ts'
import { startEarshot, type Earshot } from '../e2e/earshot.ts'
import { bundle } from '../packages/sdk/test/bundle.ts'
import { freePort } from '../packages/server/test/port.ts'

let earshot: Earshot
let browser: Browser
let shop: Server
let page: string

/** A shop's own script, bundled as its developer would. */
const SCRIPT = `
  import { createClient, EarshotError } from '@earshot/sdk'
  window.tell = (url, feedback) =>
    createClient({ site: 'pk_demo', url, retries: 0 }).feedback.submit(feedback).catch((error) => ({
      earshot: error instanceof EarshotError, code: error.code, paths: error.errors.map(({ path }) => path)
    }))
`

beforeAll(async () => {
  const script = await bundle(SCRIPT)
  earshot = await startEarshot()
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
  shop = createServer((request, response) => {
    const js = request.url === '/shop.js'
    response
      .writeHead(200, { 'content-type': js ? 'text/javascript' : 'text/html' })
      .end(js ? script : '<!doctype html><title>Shop</title><script type="module" src="/shop.js"></script>')
  }).listen(0, '127.0.0.1')
  await once(shop, 'listening')
  page = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`
})

afterAll(async () => {
  await browser?.close()
  shop?.close()
  await earshot?.stop()
})

/** What the shop's script gets when it tells this, and the requests that Earshot gets for it. */
async function tell(feedback: object, url = earshot.url): Promise<{ answer: object; requests: string[] }> {
  const tab = await browser.newPage()
  await tab.goto(page)
  const requests: string[] = []
  const network = await tab.context().newCDPSession(tab)
  await network.send('Network.enable')
  network.on('Network.requestWillBeSent', ({ request }) => {
    const { origin, pathname } = new URL(request.url)
    // What a browser asks of the shop by itself, an icon for one, is no matter here.
    if (origin === new URL(url).origin) requests.push(`${request.method} ${pathname}`)
  })
  const answer = await tab.evaluate(
    ([url, feedback]) => (window as unknown as { tell: (...args: unknown[]) => Promise<object> }).tell(url, feedback),
    [url, feedback],
  )
  await tab.close()
  return { answer, requests }
}

test('a page on another origin sends feedback in one request, without a preflight', async () => {
  const { answer, requests } = await tell({ moment: 'purchase', answers: { satisfaction: 5, praise: '고맙습니다' } })
  expect(answer).toMatchObject({ complaint: null })
  expect(requests).toEqual(['POST /v1/feedback'])
  const { id } = answer as { id: string }
  expect(await earshot.staff.feedback.get(id)).toMatchObject({ answers: { satisfaction: 5, praise: '고맙습니다' } })
})

test('in a browser it is the server that names what does not fit the contract, by the same paths', async () => {
  const { answer } = await tell({
    moment: 'purchase',
    answers: { satisfaction: 9 },
    contact: { email: 'ada', fax: '1' },
  })
  expect(answer).toEqual({ earshot: true, code: 'invalid', paths: ['contact.email', 'contact.fax'] })
})

test('a server that is away is a network error', async () => {
  const { answer } = await tell(
    { moment: 'purchase', answers: { satisfaction: 5 } },
    `http://127.0.0.1:${await freePort()}`,
  )
  expect(answer).toEqual({ earshot: true, code: 'network', paths: [] })
})
