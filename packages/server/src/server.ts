import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './database/engine.ts'
import { type Beats, createLive } from './event/live.ts'
import { type Batch, createBatch } from './feedback/batch.ts'
import { type Jobs, startJobs } from './jobs/run.ts'
import type { LogStream } from './log.ts'
import { createOutbox } from './notify/deliver.ts'
import { createTold } from './mark/told.ts'
import { createPresent } from './presence/present.ts'
import { openAssets } from './site/assets.ts'
import { createDirectory } from './site/directory.ts'
import { createSeen } from './site/seen.ts'
import { createWebhooks, type Webhooks } from './webhook/deliver.ts'

/** What is in hand has this long to finish before its connections are cut. */
const STOP_MS = 10_000
/** While stopping, connections that have nothing in hand are looked for this often. */
const IDLE_MS = 20

export interface ServerOptions {
  /** Serves the demo shop and shows the latest feedback to this machine; never in production. */
  demo?: boolean
  /** Where log lines go instead of the standard output. */
  log?: LogStream
  /** Folder of the built widget, where it is not the workspace's or the package's. */
  widget?: string
  /** For measuring only: false acknowledges feedback without storing it. */
  store?: boolean
  /** How often live events are looked after; for tests. */
  beats?: Beats
}

export interface Server {
  readonly app: FastifyInstance
  readonly database: Database
  /** Listens at the configured address, and begins the jobs. @returns the address, with the port where it was 0 */
  listen(): Promise<string>
  /** Stops accepting, finishes what is in hand, then closes the database. */
  close(): Promise<void>
}

/** A server, ready to listen. Rejects with what to do when the database or the widget cannot be used. */
export async function createServer(config: Config, options: ServerOptions = {}): Promise<Server> {
  const assets = await openAssets(config.data, config.url, options.widget)
  const database = await openDatabase(config)
  const batch = createBatch(database)
  const present = createPresent(database)
  const marks = createTold(database)
  const live = createLive(database, { present, marks }, options.beats)
  const { origin } = new URL(config.url)
  const seen = createSeen(database, origin)
  const services = {
    live,
    present,
    marks,
    config,
    origin,
    seen,
    database,
    directory: createDirectory(database),
    batch: options.store === false ? withoutStore : batch,
    assets,
  }
  let app: FastifyInstance
  try {
    app = await buildApp(services, { demo: options.demo ?? false, log: options.log })
  } catch (error) {
    present.close()
    marks.close()
    await database.close()
    throw error
  }

  let jobs: Jobs | undefined
  let webhooks: Webhooks | undefined
  async function listen(): Promise<string> {
    const address = await app.listen({ host: config.host, port: config.port })
    const context = { config, database, log: app.log }
    webhooks = createWebhooks(context)
    jobs = startJobs({ ...context, outbox: createOutbox(context), webhooks })
    return address
  }

  async function stop(): Promise<void> {
    const stoppedJobs = jobs?.stop().then(() => webhooks?.close())
    // A connection whose answer is out stays open for the next request; nobody but us knows that none may come.
    const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_MS)
    const cut = setTimeout(() => app.server.closeAllConnections(), STOP_MS)
    live.close()
    present.close()
    marks.close()
    await app.close()
    clearInterval(idle)
    clearTimeout(cut)
    await Promise.all([batch.drain(), seen.idle(), stoppedJobs])
    await database.close()
  }
  let stopping: Promise<void> | undefined
  return {
    app,
    database,
    listen,
    close: () => (stopping ??= stop()),
  }
}

const withoutStore: Pick<Batch, 'add'> = {
  add: ({ row }) => Promise.resolve({ is: 'new', receivedAt: row.received_at, complaint: null }),
}
