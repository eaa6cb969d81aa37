import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'

/** The demo shop in the source tree; only `pnpm start` serves it. */
const FOLDER = join(import.meta.dirname, '../../../../examples/shop')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
}

/** A file of the demo shop. Only names that a listing found are read, so no path leads out of the folder. */
export function demoShop(folder: string = FOLDER): Endpoint {
  return {
    summary: 'The demo shop',
    answers: { 200: 'text/html' },
    async handle(request, reply) {
      const { '*': path } = request.params as { '*': string }
      const name = path === '' || path.endsWith('/') ? `${path}index.html` : path
      const names = await readdir(folder, { recursive: true })
      const type = TYPES[extname(name)]
      if (type === undefined || !names.includes(name)) throw new Problem('not_found', 'The demo shop has no such page.')
      return reply
        .type(type)
        .header('cache-control', 'no-cache')
        .send(await readFile(join(folder, name)))
    },
  }
}
