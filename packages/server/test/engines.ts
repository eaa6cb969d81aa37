import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from '@earshot/sdk/contract'
import { Client } from 'pg'
import sharp from 'sharp'
import { inject, onTestFinished } from 'vitest'
import { loadConfig, type Config } from '../src/config.ts'
import type { Database } from '../src/database/engine.ts'
import { createServer, type Server, type ServerOptions } from '../src/server.ts'
import { addSite, type NewSite, type Site } from '../src/site/store.ts'
import { createKey } from '../src/staff/keys.ts'
import { MODEL } from './postgres.ts'

/** Tests that touch the store run on each. */
export const ENGINES: readonly Database['engine'][] = ['sqlite', 'postgres']

/** A folder that nobody else uses. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'earshot-test-'))
}

/** Where a new, empty database is. @param model one that it is copied from, on PostgreSQL */
export async function freshConfig(
  engine: Database['engine'],
  env: Record<string, string> = {},
  model?: string,
): Promise<Config> {
  const data = freshFolder()
  const url = engine === 'postgres' ? await freshPostgres(inject('postgresUrl'), model) : ''
  return loadConfig({ EARSHOT_DATA: data, DATABASE_URL: url, EARSHOT_RATE_LIMIT: '0', PORT: '0', ...env })
}

/** Creates a database on the server at `admin`. @returns its address */
export async function freshPostgres(admin: string, model = 'template1'): Promise<string> {
  const name = `earshot_${uuidv7().replaceAll('-', '')}`
  const client = new Client({ connectionString: admin })
  await client.connect()
  await client.query(`create database ${name} template ${model}`)
  await client.end()
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.href
}

/** A widget as small as one can be, so that these tests need no build. */
export function tinyWidget(): string {
  const folder = join(freshFolder(), 'served')
  mkdirSync(folder)
  const files = {
    'loader.js': 'window.loaded = "__EARSHOT__"',
    'manifest.json': '{"panel":"panel-a1.js","text/en":"text-en-b2.js"}',
    'panel-a1.js': 'export const panel = 1',
    'panel-a1.js.br': 'brotli',
    'panel-a1.js.gz': 'gzip',
    'text-en-b2.js': 'export const text = 1',
  }
  for (const [name, body] of Object.entries(files)) writeFileSync(join(folder, name), body)
  return folder
}

/** A server with a site `pk_test` and an owner's key, closed when the test is finished. */
export interface TestServer extends Server {
  config: Config
  site: Site
  /** Header of the owner's key. */
  staff: { authorization: string }
  /** Every log line so far. */
  logged(): string
  /** `POST /v1/feedback`; `type` is the content type. */
  say(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Record<string, never> }>
  /** `POST /v1/attachments`: a small photo, unless given other bytes. */
  upload(bytes?: Buffer, headers?: Record<string, string>): Promise<{ status: number; body: { id: string } }>
  /** Number of stored feedbacks. */
  count(): Promise<number>
}

export async function freshServer(
  engine: Database['engine'],
  options: ServerOptions & { env?: Record<string, string>; site?: Partial<NewSite>; config?: Config } = {},
): Promise<TestServer> {
  const config = options.config ?? (await freshConfig(engine, options.env, MODEL))
  const lines: string[] = []
  const server = await createServer(config, {
    widget: tinyWidget(),
    log: { write: (line) => void lines.push(line) },
    ...options,
  })
  onTestFinished(() => server.close())
  const site = await addSite(server.database, {
    key: 'pk_test',
    name: 'Lumen & Loaf',
    origins: ['https://shop.example'],
    ...options.site,
  })
  const { secret } = await createKey(server.database, site.id, 'owner')
  return {
    ...server,
    config,
    site,
    staff: { authorization: `Bearer ${secret}` },
    logged: () => lines.join(''),
    async say(body, headers = {}) {
      const payload = typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body)
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/feedback',
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    async upload(bytes, headers = {}) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/v1/attachments?site=pk_test',
        headers: { 'content-type': 'image/png', ...headers },
        payload: bytes ?? (await photo()),
      })
      return { status: answer.statusCode, body: answer.json() }
    },
    async count() {
      const { rows } = await server.database.write
        .selectFrom('feedback')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
      return rows
    },
  }
}

/** A photo as a page may send it: 40 × 30 pixels, PNG. */
export function photo(width = 40, height = 30): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#b75d3a' } })
    .png()
    .toBuffer()
}

/** A happy feedback after a purchase; `over` replaces parts. */
export function said(over: Record<string, unknown> = {}): Record<string, unknown> & { id: string } {
  return { id: uuidv7(), site: 'pk_test', moment: 'purchase', answers: { satisfaction: 5, praise: 'Lovely' }, ...over }
}

/** An unhappy one with a contact: a complaint. */
export function complained(over: Record<string, unknown> = {}): ReturnType<typeof said> {
  return said({ answers: { satisfaction: 2, comment: 'Torn' }, contact: { email: 'ada@example.com' }, ...over })
}
