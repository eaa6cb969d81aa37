import { CUSTOMER_BODIES, type CustomerAct } from '@earshot/sdk/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { reencode } from '../attachment/image.ts'
import { Room } from '../attachment/room.ts'
import { addPhoto, requireRoom } from '../attachment/store.ts'
import { perform } from '../complaint/command.ts'
import { wasErased } from '../complaint/store.ts'
import { Problem } from '../problem.ts'
import type { Endpoint, Route } from '../route.ts'
import type { Services } from '../services.ts'
import { readAct } from './complaint/acts.ts'
import type { Tried } from './complaint/field.ts'
import { type Form, type Keep, readForm, type Wrong } from './complaint/form.ts'
import { busyPage, erasedPage, foreignPage, type Happened, pageOf, unknownPage } from './complaint/page.ts'
import { provenBy, type Stand, standOf } from './complaint/stand.ts'
import { sendPage } from './html.ts'

const ACTS = Object.keys(CUSTOMER_BODIES) as CustomerAct[]

const PageQuery = z.object({
  /** What proves, when something is done here, that the address that the link was sent to is the customer's. */
  p: z.optional(z.string()),
  /** What was just carried out, told in one line. */
  done: z.optional(z.enum(ACTS as [CustomerAct, ...CustomerAct[]])),
})

/** The complaint's private page: whoever has the link may read it, without login or script. */
export function complaintPage(services: Services): Endpoint {
  return {
    summary: "A complaint's private page",
    query: PageQuery,
    answers: { 200: 'text/html', 404: 'text/html', 410: 'text/html' },
    async handle(request, reply) {
      const query = PageQuery.safeParse(request.query)
      const stand = await standOf(services, tokenOf(request), query.data?.p)
      if (!stand) return unknown(services, request, reply)
      return sendPage(reply, pageOf(stand, { done: query.data?.done }))
    },
    failed,
  }
}

/** The forms of that page, each with an address of its own below it. */
export function complaintForms(services: Services): Route[] {
  const work = new Room(1)
  return ACTS.flatMap((act): Route[] => [
    {
      method: 'POST',
      url: `/c/:token/${act}`,
      summary: `The form of the complaint's page for ${act}`,
      takes: act === 'messages' ? 'multipart/form-data' : 'application/x-www-form-urlencoded',
      answers: {
        303: null,
        403: 'text/html',
        404: 'text/html',
        409: 'text/html',
        410: 'text/html',
        422: 'text/html',
        429: 'text/html',
        503: 'text/html',
      },
      handle: (request, reply) => take(services, work, act, request, reply),
      failed,
    },
    {
      // Where somebody comes back to the address of a form: by the address bar, or by a bookmark.
      method: 'GET',
      url: `/c/:token/${act}`,
      summary: "Leads to the complaint's page",
      answers: { 303: null },
      handle: (request, reply) => reply.redirect(`/c/${encodeURIComponent(tokenOf(request))}`, 303),
    },
  ])
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

/** One form: whose it is, whether it may, what it says, done; whatever hinders is told on the page as it then stands. */
async function take(
  services: Services,
  work: Room,
  act: CustomerAct,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const token = tokenOf(request)
  const language = request.headers['accept-language']
  if (!fromOwnPage(services, request))
    return sendPage(reply.code(403), foreignPage(language, `/c/${encodeURIComponent(token)}`))
  const stand = await standOf(services, token)
  if (!stand) return unknown(services, request, reply)
  await services.limits.site(request, stand.site)
  const possible = stand.complaint.possible.includes(act)
  const keep = act === 'messages' && possible ? keeper(services, work, stand) : undefined
  const form = await readForm(request, keep)
  const tried = { act, fields: form.fields, photos: form.photos }
  const again = async (status: number, happened: Happened) => {
    const now = await standOf(services, token, form.fields['proof'])
    return now ? sendPage(reply.code(status), pageOf(now, happened)) : unknown(services, request, reply)
  }
  if (!possible) return again(409, { tried, changed: true })
  const proven = provenBy(stand, form.fields['proof'])
  const outcome = await carryOut(services, stand, tried, form)
  if (outcome === 'changed') return again(409, { tried, changed: true })
  if (outcome !== 'done') return again(422, { tried: { ...outcome.tried, wrong: outcome.wrong } })
  return reply
    .header('cache-control', 'no-store')
    .redirect(`${stand.path}?done=${act}${proven === undefined ? '' : `&p=${proven}`}`, 303)
}

type Outcome = 'done' | 'changed' | { wrong: Wrong; tried: Tried }

async function carryOut(services: Services, stand: Stand, tried: Tried, form: Form): Promise<Outcome> {
  if (form.wrong !== undefined) return { wrong: form.wrong, tried }
  const read = readAct(tried.act, form, stand.complaint.stage === 'offered')
  if ('wrong' in read) return { wrong: read.wrong, tried }
  const { command, payload } = read
  const order = {
    siteId: stand.site.id,
    feedbackId: stand.feedback.feedback_id,
    command,
    actor: { kind: 'customer' },
    payload,
    proof: tried.fields['proof'],
  } as const
  let { version } = read
  for (let tries = 0; ; tries++) {
    try {
      await perform(services, { ...order, version })
      return 'done'
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code === 'command_not_possible') return 'changed'
      if (error.code === 'invalid') {
        const lost = error.errors?.some(({ path }) => path.startsWith('attachments'))
        return lost ? { wrong: 'photo', tried: { ...tried, photos: [] } } : { wrong: 'unreadable', tried }
      }
      if (error.code !== 'complaint_changed' || tries > 3) throw error
      if (repeated(stand, command, payload)) return 'done'
      if (!harmless(command, error)) return 'changed'
      version = error.complaint!.version
    }
  }
}

/** What a customer may have missed and decide about the same thing. */
const QUIET: ReadonlySet<string> = new Set(['remind', 'rate'])
/** What the customer can say whatever was said meanwhile. */
const ADDS: ReadonlySet<string> = new Set(['reply', 'rate', 'reopen', 'withdraw'])

/** Whether what changed since the page was drawn does not touch what the customer says. */
function harmless(command: string, { complaint }: Problem): boolean {
  const changes = complaint?.changes ?? []
  return ADDS.has(command) || (changes.length > 0 && changes.every((change) => QUIET.has(change.command)))
}

/** Whether these words have arrived already: a button was pressed twice. */
function repeated({ complaint }: Stand, command: string, { words, attachments }: Record<string, unknown>): boolean {
  const last = complaint.messages.findLast(({ by }) => by === 'customer')
  return command === 'reply' && attachments === undefined && last?.words === words
}

/** Keeps photos for a site, one at a time. */
export function keeper({ database }: Services, work: Room, { site }: Pick<Stand, 'site'>): Keep {
  const wrongs: Partial<Record<string, Wrong>> = {
    attachment_type: 'photoType',
    attachment_too_large: 'photoLarge',
    attachment_unreadable: 'photo',
    attachment_quota: 'photoRoom',
  }
  return async (bytes) => {
    try {
      await requireRoom(database.write, site, bytes.length)
      return { id: await addPhoto(database, site, await work.within(1, () => reencode(bytes))) }
    } catch (error) {
      const wrong = error instanceof Problem ? wrongs[error.code] : undefined
      if (wrong === undefined) throw error
      return { wrong }
    }
  }
}

/**
 * Whether a form comes from a page of our own. As these pages send no referrer, a browser names their origin `null`;
 * what tells then is `Sec-Fetch-Site`, which every current browser sends over HTTPS. There is no cookie that another
 * page could abuse, and who does not know the link learns nothing: so what says neither passes.
 */
export function fromOwnPage({ origin }: Services, { headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return headers.origin === undefined || headers.origin === 'null' || headers.origin === origin
}

async function unknown({ database }: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const language = request.headers['accept-language']
  if (await wasErased(database, tokenOf(request))) return sendPage(reply.code(410), erasedPage(language))
  return sendPage(reply.code(404), unknownPage(language))
}

function tokenOf(request: FastifyRequest): string {
  return (request.params as { token: string }).token
}
