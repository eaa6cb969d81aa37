import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads photos or a form from the body itself, as they arrive. */
    raw?: boolean
  }
}

/** The largest body taken, in bytes. */
export const BODY_MAX = 64 * 1024

/** Pages for customers, which browsers post forms to. */
const PAGES = /^\/[cmu]\//

/** Longest path that is told. */
const PATH_MAX = 200

/** `"__proto__":` as a key, plain or escaped; a quote inside words is escaped and so never matches. */
const PROTO =
  /"(?:_|\\u005[Ff]){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006[Ff])(?:t|\\u0074)(?:o|\\u006[Ff])(?:_|\\u005[Ff]){2}"\s*:/
const CONSTRUCTOR =
  /"(?:c|\\u0063)(?:o|\\u006[Ff])(?:n|\\u006[Ee])(?:s|\\u0073)(?:t|\\u0074)(?:r|\\u0072)(?:u|\\u0075)(?:c|\\u0063)(?:t|\\u0074)(?:o|\\u006[Ff])(?:r|\\u0072)"\s*:/

/**
 * Takes JSON as `application/json` everywhere and as `text/plain` below `/v1`, where it spares another site's page the
 * preflight; there are no cookies there that it could abuse. A route that `takes` photos reads the body itself.
 */
export function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    parse(body, done)
  })
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (request.url.startsWith('/v1/')) parse(body, done)
    else done(unsupported(request))
  })
  for (const type of [/^image\//, 'application/octet-stream'])
    app.addContentTypeParser(type, (request, payload, done) => {
      if (request.routeOptions.config.raw) return done(null, payload)
      payload.resume()
      done(unsupported(request))
    })
  for (const type of ['multipart/form-data', 'application/x-www-form-urlencoded'])
    app.addContentTypeParser(type, (request, payload, done) => {
      if (request.routeOptions.config.raw && PAGES.test(request.url)) return done(null, payload)
      payload.resume()
      done(unsupported(request))
    })
  app.addContentTypeParser('*', (request, payload, done) => {
    payload.resume()
    done(unsupported(request))
  })
}

function parse(body: Buffer, done: (error: Error | null, value?: unknown) => void): void {
  try {
    done(null, parseJson(body))
  } catch (error) {
    done(error as Error)
  }
}

/** JSON from its bytes. Throws `body_not_json` for anything else, and for keys that poison prototypes. */
function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Problem('body_not_json', 'The body is not UTF-8. Send JSON in UTF-8.')
  let text = body.toString('utf8')
  if (text.startsWith('\uFEFF')) text = text.slice(1)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes the body, which is a customer's words.
    throw new Problem(
      'body_not_json',
      text === '' ? 'The body is empty. Send a JSON object.' : 'The body is not JSON. Send one JSON object.',
    )
  }
  // Only escapes hide a key from a plain look, which costs far less than the pattern.
  const escaped = text.includes('\\u00')
  if ((escaped || text.includes('__proto__')) && PROTO.test(text)) refuseKey(value, '__proto__', () => true)
  if ((escaped || text.includes('constructor')) && CONSTRUCTOR.test(text))
    refuseKey(value, 'constructor', (inner) => isObject(inner) && Object.hasOwn(inner, 'prototype'))
  return value
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/**
 * Refuses a value that holds `key` where `bad` says so, naming the path.
 * Walks without recursion, as ten thousand nested arrays are a body, too.
 */
function refuseKey(root: unknown, key: string, bad: (inner: unknown) => boolean): void {
  const open: { value: unknown; path: string }[] = [{ value: root, path: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (!isObject(value)) continue
    const at = (name: string) => (path ? `${path}.${name}` : name)
    if (Object.hasOwn(value, key) && bad(Object.getOwnPropertyDescriptor(value, key)?.value))
      throw new Problem('body_not_json', `The body has the key ${key}, which no Earshot data has. Leave it out.`, {
        errors: [{ path: at(key), code: 'unrecognized_keys', ...says('unknown_field') }],
      })
    // Paths of what lies deeper than any Earshot data are not worth their memory.
    const deep = path.length > PATH_MAX
    for (const [name, inner] of Object.entries(value))
      if (isObject(inner)) open.push({ value: inner, path: deep ? path : at(name) })
  }
}

function unsupported(request: FastifyRequest): Problem {
  if (request.routeOptions.config.raw)
    return new Problem('attachment_type', 'Send the photo itself as the body, with its type, such as image/jpeg.')
  const taken = request.url.startsWith('/v1/') ? 'application/json or text/plain' : 'application/json'
  return new Problem('body_type_unsupported', `Send JSON, with the content type ${taken}.`)
}
