import { Readable } from 'node:stream'
import { bestLocale } from '@earshot/sdk/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { customerOf } from '../customer/store.ts'
import type { Tx } from '../database/engine.ts'
import { declineMail } from '../followup/act.ts'
import { readUnsubscribe } from '../followup/link.ts'
import { refuseMail } from '../notify/refusal.ts'
import type { Route } from '../route.ts'
import type { Services } from '../services.ts'
import { html, sendPage } from './html.ts'
import { deadPage, plainPage } from './moment/page.ts'
import { wordsFor } from './moment/words.ts'
import { firstLanguage } from './words.ts'

/**
 * Where a mail that nobody asked for leads those who want no more of them. Opening it changes nothing, as mail programs
 * look first; the form does, and so does the one press of a mail program (RFC 8058), which comes from no page of ours.
 */
export function unsubscribePages(services: Services): Route[] {
  const url = '/u/:token'
  const shared = { answers: { 200: 'text/html', 404: 'text/html' } }
  return [
    {
      method: 'GET',
      url,
      summary: 'Asks whether to send no more mail',
      ...shared,
      handle: (request, reply) => page(services, request, reply),
    },
    {
      method: 'POST',
      url,
      summary: 'Sends no more mail, for good (also by one press of a mail program)',
      takes: 'application/x-www-form-urlencoded',
      ...shared,
      handle: (request, reply) => end(services, request, reply),
    },
  ]
}

async function page(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const read = await readUnsubscribe(services, tokenOf(request))
  if (!read) return sendPage(reply.code(404), deadPage(request.headers['accept-language']))
  const { site } = read
  const { lang, words } = wordsOf(request, site)
  const says = words.unsubscribe
  const body = html`<p>${says.more.replace('{shop}', () => site.name)}</p>
    <form method="post" action="/u/${tokenOf(request)}"><button>${says.send}</button></form>`
  return sendPage(reply, { ...plainPage(lang, says.title, body, site.look.theme.accent), forms: true })
}

async function end(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  // Whatever it says: who sends it wants no more.
  if (request.body instanceof Readable) request.body.resume()
  const read = await readUnsubscribe(services, tokenOf(request))
  if (!read) return sendPage(reply.code(404), deadPage(request.headers['accept-language']))
  const { site, mailbox, followup } = read
  const now = Date.now()
  await services.database.transaction(async (tx) => {
    await refuseMail(tx, site.id, mailbox, now)
    await takeBack(tx, site.id, followup, now)
    await declineMail(tx, services.config.url, site.id, followup, now)
  })
  const { lang, words } = wordsOf(request, site)
  const { done, doneMore } = words.unsubscribe
  const body = html`<p role="status">${doneMore.replace('{shop}', () => site.name)}</p>`
  return sendPage(reply, plainPage(lang, done, body, site.look.theme.accent))
}

/** The customer's card says so, too: what they took back, the shop's back end cannot give again. */
async function takeBack(tx: Tx, siteId: string, followup: string, now: number): Promise<void> {
  const row = await tx.query
    .selectFrom('followup')
    .select('customer_id')
    .where('site_id', '=', siteId)
    .where('followup_id', '=', followup)
    .executeTakeFirst()
  const card = row?.customer_id ? await customerOf(tx.query, siteId, row.customer_id) : undefined
  if (!card) return
  const consent = { ...(JSON.parse(card.consent) as object), email: { given: false, at: now, by: 'customer' } }
  await tx.query
    .updateTable('customer')
    .set({ consent: JSON.stringify(consent), changed_at: now })
    .where('site_id', '=', siteId)
    .where('customer_id', '=', card.customer_id)
    .execute()
}

function wordsOf(request: FastifyRequest, { look }: { look: { locale: string; locales: string[] } }) {
  const reader = firstLanguage(request.headers['accept-language'])
  return wordsFor(bestLocale(look.locales, reader, look.locale) ?? look.locale)
}

function tokenOf(request: FastifyRequest): string {
  return (request.params as { token: string }).token
}
