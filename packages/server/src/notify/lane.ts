import { tellUndelivered } from '../complaint/undelivered.ts'
import { isVerified } from '../customer/verified.ts'
import type { Database } from '../database/engine.ts'
import type { OutboxTable } from '../database/schema.ts'
import { isOfDemo } from '../demo/mark.ts'
import { nextWakeful } from '../followup/quiet.ts'
import { getSite } from '../site/store.ts'
import { MailFault } from './fault.ts'
import { senderOf } from './mail.ts'
import type { Mailer, Message } from './message.ts'
import type { MailPayload } from './outbox.ts'
import { claim, end, wait } from './claim.ts'
import { isRefused } from './refusal.ts'
import { CAP, takePlace } from './quota.ts'
import { pauseAfter, retryAt, UNSURE_MAX } from './retry.ts'
import { render, templateFor } from './templates/render.ts'
import { ownTemplates } from './templates/store.ts'
import { isTopic, isUnasked, TOPICS } from './templates/topic.ts'

/** Mails on their way at a time from one server. */
const AT_ONCE = 4
/** Mails to one address follow one another for so long at most: what is claimed is another's after five minutes. */
const TURN_MS = 2 * 60_000
/** What is on its way when the server stops has this long to get there. */
const GRACE_MS = 5000

/** Where the sender's log goes; lines name topics and faults, never an address. */
export interface Log {
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
}

/** A way for mail out of the house, and whose mail goes by it. */
export interface Way {
  mailer: Mailer
  from: { name?: string | null | undefined; address: string }
  replyTo?: string | undefined
  /** The site whose own way it is; absent: the operator's, for all of them. */
  siteId?: string
}

/** What sending works with. */
export interface Sending {
  database: Database
  log: Log
  clock: () => number
  /** The server's public address, for links. */
  publicUrl: string
}

/** Sends by one way, which is left alone for a while when it is down. */
export interface Lane {
  /** Whether the way is not left alone just now. */
  open(now: number): boolean
  /** As `Outbox.deliver`. */
  deliver(signal?: AbortSignal): Promise<number>
}

export function createLane({ database, log, clock, publicUrl }: Sending, way: Way): Lane {
  const { mailer } = way
  let downTimes = 0
  let restUntil = 0
  let lastCode: string | undefined

  /** One mail, from its row to what became of it. Rejects only when the store fails. */
  async function handle(row: OutboxTable, signal: AbortSignal): Promise<'sent' | 'not' | 'down'> {
    let message: Message
    try {
      message = await messageOf(row)
    } catch (error) {
      if (database.isGone(error)) throw error
      await end(database, row, 'dead', `It could not be written: ${said(error)}`, clock())
      return 'not'
    }
    try {
      await mailer.send(message, signal)
    } catch (error) {
      const fault = error instanceof MailFault ? error : undefined
      await failed(row, fault, said(error), signal)
      return fault?.kind === 'down' && !signal.aborted ? 'down' : 'not'
    }
    await end(database, row, 'sent', null, clock())
    return 'sent'
  }

  /** Mails to one address, as they were written: the next sets out when the one before is there. */
  async function inTurn(rows: readonly OutboxTable[], signal: AbortSignal): Promise<string[]> {
    const came: string[] = []
    const until = clock() + TURN_MS
    for (const row of rows) {
      const stopped = came.some((one) => one !== 'sent') || clock() >= until
      if (!stopped) came.push(await handle(row, signal))
      // As if it had never been tried.
      else await wait(database, { ...row, attempts: row.attempts - 1 }, clock(), row.reason, row.unsure)
    }
    return came
  }

  /** After a few mails at once: leaves the way alone when it is down. Said once, not for every mail. */
  function learn(came: readonly string[], code: string | undefined): void {
    if (came.includes('down')) {
      if (downTimes === 0) log.warn({ where: mailer.where, code }, 'no mail goes')
      downTimes += 1
      restUntil = clock() + pauseAfter(downTimes)
    } else if (came.includes('sent')) {
      if (downTimes > 0) log.info({ where: mailer.where }, 'mail goes again')
      downTimes = 0
    }
  }

  /** Whether a mail sets out at all; one that does not is told why. */
  async function setsOut(row: OutboxTable): Promise<boolean> {
    const now = clock()
    const dead = async (reason: string) => {
      await end(database, row, 'dead', reason, now)
      return false
    }
    if (row.stale_at < now) return dead(stale(row.reason))
    if (row.unsure >= UNSURE_MAX)
      return dead('The server stopped twice in the midst of sending it. It may have arrived.')
    if (!isTopic(row.topic)) return dead(`This version knows no mail "${row.topic}".`)
    if (row.feedback_id !== null && (await isOfDemo(database.write, row.site_id, row.feedback_id)))
      return dead('It is about the demo, whose people are made up: nobody is written to.')
    if (isUnasked(row.topic) && (await isRefused(database.write, row.site_id, row.address)))
      return dead('This address asked for no more such mail.')
    const { hours } = JSON.parse(row.payload) as Partial<MailPayload>
    const awake = hours && nextWakeful(hours, now)
    if (awake !== undefined && awake > now) {
      if (awake > row.stale_at) return dead(stale(row.reason))
      // By the time that it could go, it is the customer's night.
      await wait(database, { ...row, attempts: row.attempts - 1 }, awake, row.reason, row.unsure)
      return false
    }
    if (row.capped === CAP.none) return true
    const cap = await capOf(row)
    const free = await takePlace(database, row.site_id, row.address, cap, now)
    if (free === undefined) {
      await database.write
        .updateTable('outbox')
        .set({ capped: CAP.none })
        .where('site_id', '=', row.site_id)
        .where('outbox_id', '=', row.outbox_id)
        .execute()
      return true
    }
    const reason =
      cap === CAP.verified
        ? 'Thirty mails went to this address within a day.'
        : 'Three mails went to this address within a day, and nobody has verified it.'
    if (TOPICS[row.topic].beyondQuota === 'drop' || free > row.stale_at) return dead(reason)
    await wait(database, { ...row, attempts: row.attempts - 1 }, free, reason, row.unsure)
    return false
  }

  /** The address may have been verified since the mail was written. */
  async function capOf({ site_id, address, capped }: OutboxTable): Promise<number> {
    if (capped !== CAP.unverified) return capped
    return (await isVerified(database.write, site_id, { kind: 'email', value: address })) ? CAP.verified : capped
  }

  async function messageOf(row: OutboxTable): Promise<Message> {
    const payload = JSON.parse(row.payload) as MailPayload
    const site = await getSite(database, row.site_id)
    if (!site || !isTopic(row.topic)) throw new Error('its site is gone')
    const own = await ownTemplates(database.write, row.site_id)
    const chosen = templateFor(row.topic, payload.language, site, own)
    const from = senderOf(way.from, site.name)
    return {
      ...render(row.topic, chosen, payload.values, site),
      messageId: row.message_id!,
      thread: row.feedback_id === null ? undefined : `<${row.feedback_id}@${domainOf(row.message_id!)}>`,
      from,
      to: { address: row.address, name: payload.name ?? undefined },
      replyTo: way.replyTo,
    }
  }

  async function failed(
    row: OutboxTable,
    fault: MailFault | undefined,
    reason: string,
    signal: AbortSignal,
  ): Promise<void> {
    const now = clock()
    // Stopped by ourselves before anything was handed over: as if it had never been tried.
    if (signal.aborted && fault?.kind === 'down')
      return wait(database, { ...row, attempts: row.attempts - 1 }, now, null, row.unsure)
    lastCode = fault?.code
    if (fault?.kind !== 'down')
      log.info({ topic: row.topic, code: fault?.code, attempts: row.attempts }, 'a mail did not go')
    const unsure = row.unsure + (fault?.kind === 'unsure' ? 1 : 0)
    const again = fault?.kind === 'never' || unsure >= UNSURE_MAX ? undefined : retryAt(row.attempts, now)
    if (again === undefined) {
      await end(database, { ...row, unsure }, 'dead', reason, now)
      await tellOf(row, reason, now)
    } else await wait(database, row, again, reason, unsure)
  }

  /** Whoever is responsible hears that the customer was not reached: the shop believes that they know. */
  async function tellOf({ site_id: siteId, feedback_id: feedbackId, topic }: OutboxTable, reason: string, now: number) {
    if (feedbackId === null || !isTopic(topic) || TOPICS[topic].to !== 'customer') return
    await database.transaction((tx) => tellUndelivered(tx, { siteId, feedbackId }, reason, publicUrl, now))
  }

  return {
    open: (now) => now >= restUntil,
    async deliver(signal) {
      let sent = 0
      const cut = new AbortController()
      signal?.addEventListener('abort', () => setTimeout(() => cut.abort(), GRACE_MS).unref(), { once: true })
      const open = () => !signal?.aborted && clock() >= restUntil
      while (open()) {
        // After a pause one mail finds out whether the way is open again.
        const limit = downTimes > 0 ? 1 : AT_ONCE
        const rows = await claim(database, clock(), limit, `@${domainOf(way.from.address)}>`, way.siteId)
        if (rows.length === 0) break
        const going: OutboxTable[] = []
        // One after the other, so that an address's places go to what was written first.
        for (const row of rows) if (await setsOut(row)) going.push(row)
        going.sort((a, b) => a.created_at - b.created_at || (a.outbox_id < b.outbox_id ? -1 : 1))
        const turns = Map.groupBy(going, ({ site_id, address }) => `${site_id} ${address}`)
        const ended = await Promise.allSettled([...turns.values()].map((rows) => inTurn(rows, cut.signal)))
        const came = ended.flatMap((one) => (one.status === 'fulfilled' ? one.value : ['not']))
        learn(came, lastCode)
        sent += came.filter((one) => one === 'sent').length
        for (const one of ended) if (one.status === 'rejected') throw one.reason
      }
      return sent
    },
  }
}

function stale(reason: string | null): string {
  return `It waited too long to be of use.${reason === null ? '' : ` At last: ${reason}`}`
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).replace(/>$/, '')
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
