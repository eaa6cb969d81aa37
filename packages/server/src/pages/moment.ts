import type { Receipt } from '@earshot/sdk/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Room } from '../attachment/room.ts'
import { complaintUrl } from '../complaint/store.ts'
import { claimOf, filesOf, receiptOf, wordsOf } from '../feedback/ingest.ts'
import { rowOf } from '../feedback/row.ts'
import { readReceipt, receiptToken } from '../followup/link.ts'
import { recordAnswer } from '../followup/result.ts'
import { holdFollowup } from '../followup/store.ts'
import { Problem } from '../problem.ts'
import type { Endpoint, Route } from '../route.ts'
import type { Services } from '../services.ts'
import { fromOwnPage, keeper } from './complaint.ts'
import { readForm } from './complaint/form.ts'
import { sendPage } from './html.ts'
import { readAnswer, type Said } from './moment/answer.ts'
import { type Ask, askOf } from './moment/ask.ts'
import { busyPage, deadPage, foreignPage, formPage, thanksPage } from './moment/page.ts'
import { NOTHING } from './moment/question.ts'

/** Fields of the largest form: thirty questions, some with fifty options. */
const FIELDS_MAX = 400
/** Seconds after which a tablet is there for the next customer. */
const KIOSK_SECONDS = 12

/** The page of a moment, for anybody or by a signed link, and the form on it. */
export function momentPages(services: Services): Route[] {
  const work = new Room(1)
  const page: Endpoint = {
    summary: 'The page of a moment: the same questions as the panel, without script',
    answers: { 200: 'text/html', 404: 'text/html' },
    handle: (request, reply) => show(services, request, reply),
    failed,
  }
  const form: Endpoint = {
    summary: 'The form of that page',
    takes: 'multipart/form-data',
    answers: { 303: null, 403: 'text/html', 404: 'text/html', 422: 'text/html', 429: 'text/html', 503: 'text/html' },
    handle: (request, reply) => take(services, work, request, reply),
    failed,
  }
  return ['/m/:token', '/m/:key/:moment'].flatMap((url): Route[] => [
    { method: 'GET', url, ...page },
    { method: 'POST', url, ...form },
  ])
}

async function show(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ask = await askOf(services, request)
  if (!ask) return dead(request, reply)
  const { done } = request.query as { done?: string }
  if (typeof done === 'string') return thanks(services, ask, done, reply)
  if (ask.followup?.state === 'done') return sendPage(reply, thanksPage(ask, undefined, {}))
  return sendPage(reply, formPage(ask))
}

/** One form: whose it is, whether it may, what it says, kept; whatever hinders is told on the page, with all that was typed. */
async function take(
  services: Services,
  work: Room,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const ask = await askOf(services, request)
  if (!ask) return dead(request, reply)
  if (!fromOwnPage(services, request))
    return sendPage(reply.code(403), foreignPage(request.headers['accept-language'], `${ask.path}${ask.query}`))
  await services.limits.site(request, ask.site)
  const form = await readForm(request, keeper(services, work, ask), FIELDS_MAX)
  const read = readAnswer(ask, form)
  if ('typed' in read) return sendPage(reply.code(422), formPage(ask, read.typed))
  let receipt: Receipt | undefined
  try {
    receipt = ask.followup ? await byVisit(services, ask, read.said) : await byItself(services, ask, read.said)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Said before, in other words: the first ones stand. Or erased since: it is not stored again.
    if (error.code === 'feedback_conflict' || error.code === 'erased') return away(ask, '', reply)
    if (error.code !== 'invalid') throw error
    const fields = new Map([...form.pairs].map(([name, value]) => [name, [value]]))
    return sendPage(reply.code(422), formPage(ask, { ...NOTHING, fields, wrong: { form: 'photo' } }))
  }
  return away(ask, receipt ? await receiptToken(ask.site, receipt.id) : '', reply)
}

/** To the page that says thanks: loading that again sends nothing again. */
function away({ path, query }: Ask, done: string, reply: FastifyReply): FastifyReply {
  const to = `${path}${query === '' ? '?' : `${query}&`}done=${done}`
  return reply.header('cache-control', 'no-store').redirect(to, 303)
}

/** An answer that belongs to no visit goes the way of all feedback. */
async function byItself(services: Services, ask: Ask, said: Said): Promise<Receipt> {
  const { site, order } = ask
  const { input, asked, satisfaction, retired } = said
  const named = filesOf(input, said.photos)
  if (named.length > 0) input.attachments = named.map(({ id }) => id)
  const row = rowOf(input, {
    siteId: site.id,
    momentVersion: asked.version,
    receivedAt: Date.now(),
    satisfaction,
    flags: [...(input.signals?.honeypot ? (['honeypot'] as const) : []), ...(retired ? (['retired'] as const) : [])],
    proven: order !== undefined,
    test: site.test,
  })
  const outcome = await services.batch.add({
    row,
    timeZone: site.timeZone,
    publicUrl: services.config.url,
    signingKey: site.signingKey,
    words: wordsOf(input, asked),
    claim: named.length > 0 ? claimOf(row, named) : undefined,
    order: order === undefined ? undefined : { id: order },
  })
  return receiptOf(input.id, outcome, services.config.url).receipt
}

/** An answer to a visit is its result. @returns undefined where it was answered before */
async function byVisit({ database, config }: Services, ask: Ask, said: Said): Promise<Receipt | undefined> {
  const { site, followup } = ask
  const { input, asked, satisfaction } = said
  const named = filesOf(input, said.photos)
  if (named.length > 0) input.attachments = named.map(({ id }) => id)
  const texts = asked.questions.filter(({ kind }) => kind === 'text')
  const words = texts.map(({ id }) => input.answers[id]).filter((one) => typeof one === 'string')
  const now = Date.now()
  return database.transaction(async (tx) => {
    const row = await holdFollowup(tx, site.id, followup!.followup_id)
    if (row.state === 'done') return undefined
    const claim =
      named.length === 0
        ? undefined
        : {
            siteId: site.id,
            by: `feedback:${input.id}`,
            // A complaint's page shows what belongs to it, also what was said on the visit.
            complaint: row.feedback_id ?? input.id,
            named,
          }
    const answer = {
      input,
      version: asked.version,
      satisfaction,
      words: words.length > 0 ? words.join('\n\n') : null,
      heard: 'link' as const,
      by: { kind: 'customer' as const },
      claim,
    }
    const { outcome } = await recordAnswer(tx, config.url, site, row, answer, now)
    return receiptOf(input.id, outcome, config.url).receipt
  })
}

/** Thanks, with the complaint's number where one was opened. */
async function thanks(services: Services, ask: Ask, done: string, reply: FastifyReply): Promise<FastifyReply> {
  const id = await readReceipt(ask.site, done)
  const found = id === undefined ? undefined : await receiptFor(services, ask, id)
  const url = ask.kiosk ? found?.receipt.complaint?.url : undefined
  const qr = url === undefined ? undefined : (await import('uqr')).renderSVG(url, { border: 2 })
  if (ask.kiosk) void reply.header('refresh', `${KIOSK_SECONDS}; url=${ask.path}${ask.query}`)
  return sendPage(reply, thanksPage(ask, found?.receipt, found?.answers ?? {}, qr))
}

async function receiptFor({ database, config }: Services, { site, followup }: Ask, id: string) {
  const row = await database.write
    .selectFrom('feedback as f')
    .leftJoin('complaint as c', (join) =>
      // An answer to a visit may have opened the complaint again that it was about.
      join
        .onRef('c.site_id', '=', 'f.site_id')
        .on('c.feedback_id', '=', (followup?.answer_id === id && followup.opened) || id),
    )
    .select(['f.received_at', 'f.answers', 'c.number', 'c.token'])
    .where('f.site_id', '=', site.id)
    .where('f.feedback_id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const complaint =
    row.number === null
      ? null
      : { number: row.number, url: complaintUrl(config.url, { site_id: site.id, token: row.token! }) }
  const receipt: Receipt = { id, receivedAt: new Date(row.received_at).toISOString(), complaint }
  return { receipt, answers: JSON.parse(row.answers) as Record<string, unknown> }
}

/** What a customer is told where too much comes, or the store is away: to wait, and that nothing is lost. */
function failed(problem: Problem, request: FastifyRequest, reply: FastifyReply): boolean {
  const { status, code, retryAfter, message, cause } = problem
  if (status < 500 && retryAfter === undefined) return false
  if (status >= 500) request.log.error({ id: request.id, err: cause ?? problem, code }, message)
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter))
  sendPage(reply.code(status), busyPage(request.headers['accept-language']))
  return true
}

function dead(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendPage(reply.code(404), deadPage(request.headers['accept-language']))
}
