import { createHash } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { brotliOf } from '../site/packed.ts'

/** Of brotli, up to 11. */
const QUALITY = 6

/** Markup that is safe to print: `html` made it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Html | readonly Part[] | false | null | undefined

/** Markup from a template. Everything put into it is text, whatever it holds, unless `html` made it, too. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(literals.reduce((text, literal, i) => text + print(parts[i - 1]) + literal))
}

function print(part: Part): string {
  if (part instanceof Html) return part.text
  if (part === false || part === null || part === undefined) return ''
  if (typeof part === 'object') return part.map(print).join('')
  return String(part).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** A whole page. Its one style sheet and its one script stand in it, and its policy names them by hash. */
export interface Page {
  lang: string
  title: string
  style: string
  script?: string
  /** Whether it shows images of this server. */
  images?: boolean
  /** Whether it has forms, which only this server takes. */
  forms?: boolean
  /** Whether pages of this server may frame it; nobody else ever may. */
  framed?: boolean
  /** Whether it frames pages of this server. */
  frames?: boolean
  /** Whether the widget runs on it, from this server. */
  widget?: boolean
  body: Html
}

/** Sends a page under a policy that allows exactly what stands in it. It is never indexed or kept. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  const policy = [
    "default-src 'none'",
    `style-src '${hash(page.style)}'`,
    ...(page.script ? [`script-src '${hash(page.script)}'${page.widget ? " 'self'" : ''}`, "connect-src 'self'"] : []),
    ...(page.widget ? ["require-trusted-types-for 'script'"] : []),
    ...(page.frames ? ["frame-src 'self'"] : []),
    ...(page.images || page.widget ? ["img-src 'self'"] : []),
    "base-uri 'none'",
    `form-action ${page.forms ? "'self'" : "'none'"}`,
    `frame-ancestors ${page.framed ? "'self'" : "'none'"}`,
  ]
  // Style and script stand between their tags without a space more: the policy's hashes are of exactly that.
  const document = html`<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<style>${new Html(page.style)}</style>
</head>
<body>
${page.body}
${page.script !== undefined && html`<script>${new Html(page.script)}</script>`}
</body>
</html>
`
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy.join('; '))
    .header('x-robots-tag', 'noindex, nofollow')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding')
    .send(packed(reply, document.text))
}

/**
 * As brotli where the reader takes it: a page that is made anew each time cannot be packed beforehand. At this quality
 * it costs half a millisecond and a tenth more bytes than at the highest.
 */
function packed(reply: FastifyReply, text: string): string | Buffer {
  if (!/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(reply.request.headers['accept-encoding']))) return text
  void reply.header('content-encoding', 'br')
  const plain = Buffer.from(text)
  return brotliCompressSync(plain, brotliOf(plain, QUALITY))
}

function hash(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`
}
