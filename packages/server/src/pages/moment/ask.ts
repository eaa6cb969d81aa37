import { bestLocale, type Moment, type OrderLine, textIn, type Text, uuidv7 } from '@earshot/sdk/contract'
import type { FastifyRequest } from 'fastify'
import { readLink } from '../../followup/link.ts'
import { getFollowup, type Joined } from '../../followup/store.ts'
import type { MomentHistory } from '../../moment/store.ts'
import { Problem } from '../../problem.ts'
import type { Services } from '../../services.ts'
import type { Known } from '../../site/directory.ts'
import type { Site } from '../../site/store.ts'
import { firstLanguage } from '../words.ts'
import { type Words, wordsFor } from './words.ts'

/** What a page asks, whom, and in which language. */
export interface Ask {
  site: Site
  moment: Moment
  history: MomentHistory
  /** Its own address, without a query. */
  path: string
  /** The customer's language, as the moment's texts are chosen; `lang` is that of the page's own words. */
  locale: string
  lang: string
  words: Words
  say: (text: Text | undefined) => string
  name: string | undefined
  /** The order that the link's signature vouches for. */
  order: string | undefined
  /** Its products, where the shop told of them. */
  items: string[]
  /** The follow-up that the answer is the result of. */
  followup: Joined | undefined
  /** Id of the feedback that the page will send. */
  id: string
  /** A tablet that many use, one after the other. */
  kiosk: boolean
  /** Added to addresses of the page. */
  query: string
}

/** What an address asks; undefined for one that leads nowhere. */
export async function askOf(services: Services, request: FastifyRequest): Promise<Ask | undefined> {
  const { token, key, moment } = request.params as { token?: string; key?: string; moment?: string }
  if (token === undefined) {
    const known = await services.directory.find(key!)
    return known && asked(services, request, known, { moment: moment! }, `/m/${key}/${moment}`)
  }
  const link = await readLink(services, token)
  return link && asked(services, request, link, link.claims, `/m/${token}`)
}

interface Claims {
  moment: string
  name?: string | undefined
  order?: string | undefined
  locale?: string | undefined
  followup?: string | undefined
}

async function asked(
  { database }: Services,
  request: FastifyRequest,
  { site, moments }: Known,
  claims: Claims,
  path: string,
): Promise<Ask | undefined> {
  const history = moments.get(claims.moment)
  // One that is off is not asked; what was asked before is taken, and who follows a visit's link was promised one.
  const { done } = request.query as { done?: string }
  const isBegun = request.method !== 'GET' || done !== undefined || claims.followup !== undefined
  if (!history || (history.state !== 'on' && !isBegun)) return undefined
  const followup = claims.followup === undefined ? undefined : await visit(database, site.id, claims.followup)
  // The visit was erased with its customer.
  if (claims.followup !== undefined && (!followup || followup.cause.startsWith('erased:'))) return undefined
  const { lang: chosen, kiosk } = request.query as { lang?: string; kiosk?: string }
  const { look } = site
  const wanted = typeof chosen === 'string' && chosen !== '' ? chosen : undefined
  const reader = wanted ?? claims.locale ?? firstLanguage(request.headers['accept-language'])
  const locale = bestLocale(look.locales, reader, look.locale) ?? look.locale
  const query = new URLSearchParams({
    ...(wanted === undefined ? {} : { lang: locale }),
    ...(kiosk === undefined ? {} : { kiosk: '' }),
  })
  return {
    site,
    history,
    moment: history.current,
    path,
    locale,
    ...wordsFor(locale),
    say: (text) => textIn(text, locale, look.locale),
    name: claims.name,
    order: claims.order,
    items: claims.order === undefined ? [] : await itemsOf(database, site.id, claims.order),
    followup,
    id: followup?.answer_id ?? uuidv7(),
    kiosk: kiosk !== undefined,
    query: query.size > 0 ? `?${query.toString()}` : '',
  }
}

async function visit(database: Services['database'], siteId: string, id: string): Promise<Joined | undefined> {
  try {
    return await getFollowup(database.write, siteId, id)
  } catch (error) {
    if (error instanceof Problem && error.code === 'followup_unknown') return undefined
    throw error
  }
}

async function itemsOf({ write }: Services['database'], siteId: string, orderId: string): Promise<string[]> {
  const order = await write
    .selectFrom('shop_order')
    .select('items')
    .where('site_id', '=', siteId)
    .where('order_id', '=', orderId)
    .executeTakeFirst()
  return [...new Set((JSON.parse(order?.items ?? '[]') as OrderLine[]).map(({ name }) => name))]
}
