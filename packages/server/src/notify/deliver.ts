import type { Config } from '../config.ts'
import type { Database } from '../database/engine.ts'
import { getSite } from '../site/store.ts'
import { createLane, type Lane, type Log, type Sending } from './lane.ts'
import { createMailer, ownMailer } from './mail.ts'
import type { Mailer } from './message.ts'
import { ownMail } from './settings.ts'

/** Sends what is due. Any number of servers may do so at once. */
export interface Outbox {
  /** Whether there is something to send, and a way for it. */
  due(now: number): Promise<boolean>
  /** Sends until nothing is due, the way is down or `signal` says so. @returns how many went out */
  deliver(signal?: AbortSignal): Promise<number>
}

/**
 * @param mailer the way for mail of all sites; the configured one by default. Without one each site has its own
 * @param clock for tests
 */
export function createOutbox(
  { config, database, log }: { config: Config; database: Database; log: Log },
  mailer: Mailer | undefined = createMailer(config),
  clock: () => number = Date.now,
): Outbox {
  const sending = { database, log, clock, publicUrl: config.url }
  if (!mailer || !config.mail) return ownOutbox(sending, config)
  const lane = createLane(sending, { mailer, from: config.mail.from })
  return {
    due: async (now) => lane.open(now) && (await isDue(database, now)),
    deliver: (signal) => lane.deliver(signal),
  }
}

/** Each site's mail by its own way: one that is down or slow keeps no mail of another from going. */
function ownOutbox(sending: Sending, { allowHosts }: Config): Outbox {
  const { database, clock } = sending
  /** By site, as its settings were when it was made. */
  const lanes = new Map<string, { lane: Lane; changedAt: number }>()

  /** Sites with a way that has something to do; new settings begin anew. */
  async function open(now: number): Promise<string[]> {
    const sites = await sitesDue(database, now)
    return sites.flatMap(({ site_id: siteId, changed_at }) => {
      const known = lanes.get(siteId)
      return known?.changedAt === changed_at && !known.lane.open(now) ? [] : siteId
    })
  }

  async function laneOf(siteId: string): Promise<Lane | undefined> {
    const [site, own] = await Promise.all([getSite(database, siteId), ownMail(database.write, siteId)])
    const known = lanes.get(siteId)
    if (known?.changedAt === own.changedAt) return known.lane
    lanes.delete(siteId)
    const mailer = site && ownMailer(site, own, allowHosts)
    if (!mailer) return undefined
    const lane = createLane(sending, { mailer, from: own.from!, replyTo: own.replyTo ?? undefined, siteId })
    lanes.set(siteId, { lane, changedAt: own.changedAt })
    return lane
  }

  return {
    due: async (now) => (await open(now)).length > 0,
    async deliver(signal) {
      const sites = await open(clock())
      const sent = await Promise.all(
        sites.map(async (siteId) => {
          const lane = await laneOf(siteId)
          return lane ? lane.deliver(signal) : 0
        }),
      )
      return sent.reduce((sum, count) => sum + count, 0)
    },
  }
}

async function isDue(database: Database, now: number): Promise<boolean> {
  const row = await database.write
    .selectFrom('outbox')
    .select('outbox_id')
    .where('state', '=', 'queued')
    .where('due_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Sites with settings of their own whose mail is due. */
function sitesDue({ write }: Database, now: number): Promise<{ site_id: string; changed_at: number }[]> {
  return write
    .selectFrom('mail_settings as m')
    .select(['m.site_id', 'm.changed_at'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('outbox as o')
          .select('o.outbox_id')
          .whereRef('o.site_id', '=', 'm.site_id')
          .where('o.state', '=', 'queued')
          .where('o.due_at', '<=', now),
      ),
    )
    .orderBy('m.site_id')
    .execute()
}
