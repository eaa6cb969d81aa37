import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFileSync, existsSync, statSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { extname, join, normalize } from 'node:path'
import { ROOT } from '../scripts/run.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * The strictest policy that a shop can send: everything of its own by name, scripts by nonce, Trusted Types required,
 * and for Earshot exactly the lines that docs/embed.md asks for.
 */
function policy(nonce: string, earshot: string): string {
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' ${earshot}`,
    `connect-src ${earshot}`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ')
}

/** The demo shop on an origin of its own, under a strict policy, with the tag pointing at another origin's Earshot. */
export async function startShop(earshot: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://shop').pathname)
    const file = join(ROOT, 'examples/shop', path.endsWith('/') ? `${path}index.html` : path)
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end()
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream')
    if (extname(file) !== '.html') return void response.end(readFileSync(file))
    const nonce = randomBytes(16).toString('base64')
    response.setHeader('content-security-policy', policy(nonce, earshot))
    response.end(
      readFileSync(file, 'utf8')
        .replaceAll('src="/w/pk_demo.js"', `src="${earshot}/w/pk_demo.js"`)
        .replaceAll('<script ', `<script nonce="${nonce}" `),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
