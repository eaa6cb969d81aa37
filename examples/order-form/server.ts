import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFileSync } from 'node:fs'
import { createClient, type Client } from '@earshot/sdk'
import { claimNumber, type Draft, findOrder, keepNumber, keepOrder, newDraft } from './order.ts'
import { formPage, messagePage, thanksPage } from './page.ts'
import { sendComment } from './feedback.ts'

export interface ShopOptions {
  /** Address of the Earshot server. */
  url: string
  /** The site's public key. */
  site: string
}

const CSS = readFileSync(new URL('shop.css', import.meta.url))
/** Longest order form that is read, in bytes. */
const FORM_MAX = 64 * 1024

/** The shop's whole back end. */
export function createShop(options: ShopOptions): Server {
  const earshot = createClient(options)
  return createServer((request, response) => {
    answer(request, response, options, earshot).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) html(response, 500, messagePage('Something went wrong', 'Please try again.'), options)
    })
  })
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ShopOptions, earshot: Client) {
  const { pathname } = new URL(request.url ?? '/', 'http://shop')
  const route = `${request.method} ${pathname}`

  if (route === 'GET /shop.css') {
    response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(CSS)
  } else if (route === 'GET /' || route === 'GET /field') {
    html(response, 200, formPage({ ...options, field: pathname === '/field', draft: newDraft() }), options)
  } else if (route === 'POST /order') {
    await takeOrder(request, response, options, earshot)
  } else if (route.startsWith('GET /thanks/')) {
    const order = findOrder(pathname.slice('/thanks/'.length))
    if (order) html(response, 200, thanksPage({ ...options, order }), options)
    else html(response, 404, messagePage('No such order', 'The shop has been restarted and has forgotten it.'), options)
  } else {
    html(response, 404, messagePage('Nothing here', 'There is nothing at this address.'), options)
  }
}

async function takeOrder(request: IncomingMessage, response: ServerResponse, options: ShopOptions, earshot: Client) {
  const form = await readForm(request)
  if (!form) {
    response.setHeader('connection', 'close')
    return html(response, 413, messagePage('Too long', 'Please write a little less.'), options)
  }
  const text = (name: string) => form.get(name) ?? ''
  const draft: Draft = {
    number: text('number'),
    name: text('name').trim(),
    email: text('email').trim(),
    phone: text('phone').trim(),
    // <earshot-field> travels as earshot_comment; a marked <textarea> keeps the shop's own name for it.
    comment: form.get('earshot_comment') ?? text('comment'),
    earshotId: text('earshot_id'),
  }
  if (!draft.name || !draft.email.includes('@')) {
    const missing = 'We need your name and your e-mail address to send you the coffee.'
    const again = { ...draft, number: keepNumber(draft.number) }
    const page = formPage({ ...options, field: form.has('earshot_comment'), draft: again, missing })
    return html(response, 422, page, options)
  }

  const order = keepOrder({ ...draft, number: claimNumber(draft.number) })
  // Not awaited: the customer's answer never waits for the feedback.
  void sendComment(earshot, order)
  response.writeHead(303, { location: `/thanks/${order.secret}` }).end()
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > FORM_MAX) return undefined
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

/** A page, under a policy that allows the shop itself and Earshot, and nothing else. */
function html(response: ServerResponse, status: number, page: string, { url }: ShopOptions): void {
  const earshot = new URL(url).origin
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "style-src 'self'",
        `script-src ${earshot}`,
        `connect-src ${earshot}`,
        `img-src 'self' data: ${earshot}`,
      ].join('; '),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(page)
}

if (import.meta.main) {
  const { EARSHOT_URL = 'http://localhost:4400', EARSHOT_SITE = 'pk_demo', PORT = '4401' } = process.env
  createShop({ url: EARSHOT_URL, site: EARSHOT_SITE }).listen(Number(PORT), 'localhost', () => {
    console.log(`The order form is at http://localhost:${PORT}, with <earshot-field> at http://localhost:${PORT}/field`)
    console.log(`Comments go to ${EARSHOT_URL} (${EARSHOT_SITE})`)
  })
}
