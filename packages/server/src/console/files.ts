import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the build puts the console; also in the published package. */
const FOLDER = join(import.meta.dirname, '../../console')

/** A file of the console in an encoding. */
export interface ConsoleFile {
  body: Buffer
  type: string
  encoded: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
}
const SUFFIX = { br: '.br', gzip: '.gz' } as const

/** Read on first use and kept. */
const bodies = new Map<string, Promise<Buffer | undefined>>()

function read(name: string): Promise<Buffer | undefined> {
  let body = bodies.get(name)
  if (!body) {
    body = readFile(join(FOLDER, name)).catch(() => undefined)
    bodies.set(name, body)
    // What is not there yet may be built while the server runs.
    void body.then((found) => found ?? bodies.delete(name))
  }
  return body
}

/** A hashed file of the console; undefined when there is none such. */
export async function consoleFile(name: string, encoding: 'br' | 'gzip' | undefined): Promise<ConsoleFile | undefined> {
  const type = TYPES[name.split('.').at(-1) ?? '']
  if (type === undefined || !/^[\w-]+(\.[\w-]+)+$/.test(name)) return undefined
  const encoded = encoding && (await read(`assets/${name}${SUFFIX[encoding]}`))
  if (encoded) return { body: encoded, type, encoded: true }
  const body = await read(`assets/${name}`)
  return body && { body, type, encoded: false }
}

/** The page that every address of the console begins with. Rejects with what to do when the console is not built. */
export async function consoleShell(): Promise<string> {
  const shell = await read('index.html')
  if (!shell) throw new Error(`The console is not built: there is no ${join(FOLDER, 'index.html')}. Run "pnpm build".`)
  return shell
    .toString()
    .replace('</head>', `  <meta name="earshot-release" content="${releaseOf(shell)}" />\n  </head>`)
}

/**
 * What tells this server's console from that of another release; null where it is not built. A page says its own, so
 * that one which stays open for weeks finds out that it is no more what is served.
 */
export async function consoleRelease(): Promise<string | null> {
  const shell = await read('index.html')
  return shell ? releaseOf(shell) : null
}

/** The page names its files by what is in them, and they name theirs: another console is another page. */
function releaseOf(shell: Buffer): string {
  return createHash('sha256').update(shell).digest('base64url').slice(0, 12)
}
