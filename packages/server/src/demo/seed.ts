import type { Contact, OrderItem } from '@earshot/sdk/contract'
import type { Database, Tx } from '../database/engine.ts'
import { commit, type Candidate } from '../feedback/commit.ts'
import { rowOf } from '../feedback/row.ts'
import { loadMoments } from '../moment/store.ts'
import { addSite, findSite, type Site } from '../site/store.ts'
import { guestsLeave, guestTeam } from './guest.ts'
import { keepLearned, knowCauses, knowSolutions } from './learned.ts'
import { keepLedger, orderOf } from './ledger.ts'
import { mark } from './mark.ts'
import { keepPhoto, type PHOTOS } from './photo.ts'
import { type Bought, demoStory, dice, GOODS, seeded } from './shop.ts'
import type { Act, Tale } from './tale.ts'
import { TALES } from './tales/index.ts'
import { ensureTeam } from './team.ts'
import { type Placed, tell } from './tell.ts'

/** Feedback, or orders, stored in one transaction. */
const CHUNK = 200
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The tales last so long; a longer story has them again, for as long as it is. */
const ROUND_DAYS = 42

/** The site of the demo: pages of any port of this machine may send to it. */
export async function ensureDemoSite(database: Database, key = 'pk_demo'): Promise<Site> {
  return (
    (await findSite(database, key)) ??
    addSite(database, {
      key,
      name: 'Lumen & Loaf',
      origins: ['loopback'],
      look: { privacyUrl: 'https://example.com/privacy' },
    })
  )
}

/** Which story is told. */
export interface Story {
  seed: number
  days: number
  /** Its end, Unix ms. */
  until: number
}

/** How a story comes into a site. */
export interface Telling {
  /**
   * Into somebody's own shop: what comes is marked, so that it can be taken away; nobody is told of it; the people of
   * the story come beside the shop's own, and leave when it is told. See run.ts.
   */
  apart?: boolean
}

/**
 * Tells the demo shop's story to a site: what its customers said, complaints at every stage, and the staff who see to
 * them. A site with staff of its own gets the words alone, unless the story stands apart.
 *
 * @param onProgress what it throws or rejects with stops the telling
 * @returns how many feedbacks and complaints came in; told twice on one day, the second adds none
 */
export async function seedDemo(
  database: Database,
  site: Site,
  story: Story,
  onProgress: (done: number, total: number) => void | Promise<void>,
  { apart = false }: Telling = {},
): Promise<{ feedback: number; complaints: number }> {
  const moments = await loadMoments(database, site.id)
  const { orders, said } = demoStory(story.seed, story.until, story.days)
  const told = orders.map((one) => orderOf(one, story.until))
  const ledger = (tx: Tx, some: typeof told) => keepLedger(apart ? silent(tx) : tx, site, some, story.until, apart)
  const own = new Set<string>()
  for (let at = 0; at < told.length; at += CHUNK)
    for (const id of await database.transaction((tx) => ledger(tx, told.slice(at, at + CHUNK)))) own.add(id)
  const byId = new Map(told.map((order) => [order.id, order]))
  const candidates = said.map(({ input, receivedAt }): Candidate => {
    const { satisfaction } = input.answers
    const order = own.has(input.order!.id) ? byId.get(input.order!.id) : undefined
    const row = rowOf(
      { ...input, site: site.key },
      {
        siteId: site.id,
        momentVersion: moments.get(input.moment)?.current.version ?? 1,
        receivedAt,
        satisfaction: typeof satisfaction === 'number' ? satisfaction : null,
        flags: [],
        proven: order !== undefined,
        test: site.test,
      },
    )
    return { row, timeZone: site.timeZone, order }
  })
  const rounds = Math.ceil(story.days / ROUND_DAYS)
  const total = candidates.length + rounds * TALES.length
  let feedback = 0
  for (let at = 0; at < candidates.length; at += CHUNK) {
    const some = candidates.slice(at, at + CHUNK)
    feedback += await database.transaction(async (tx) => {
      const outcomes = await commit(apart ? silent(tx) : tx, some)
      const ids = some.flatMap(({ row }, i) => (outcomes[i]!.is === 'new' ? row.feedback_id : []))
      if (apart) await mark(tx, site.id, 'feedback', ids)
      return ids.length
    })
    await onProgress(Math.min(at + CHUNK, candidates.length), total)
  }
  const team = await database.transaction(async (tx) => {
    const there = await (apart ? guestTeam(tx, site, story.until) : ensureTeam(tx, site, story.until))
    if (!there) return undefined
    await knowCauses(tx, site, apart)
    return { ...there, solutions: await knowSolutions(tx, site, there, apart) }
  })
  let complaints = 0
  for (let round = rounds - 1; round >= 0; round--) {
    const placed = await place(database, site, story, round)
    // One transaction for a round: nobody sees, and no crash leaves, half of a tale.
    complaints += await database.transaction(async (tx) => {
      const bought = placed.flatMap((one) => boughtOf(one) ?? [])
      const proven = await ledger(
        tx,
        bought.map((one) => orderOf(one, story.until)),
      )
      const stage = { database, tx: apart ? silent(tx) : tx, site, moments, team, proven }
      const complained = await tell(stage, placed, story.until)
      if (apart) await mark(tx, site.id, 'feedback', complained)
      return complained.length
    })
    await onProgress(total - round * TALES.length, total)
  }
  if (team) await database.transaction((tx) => keepLearned(apart ? silent(tx) : tx, site, team, story.until, apart))
  if (apart) await database.transaction((tx) => guestsLeave(tx, site, story.until))
  return { feedback: feedback + complaints, complaints }
}

/** A transaction that tells nobody what happens in it. */
function silent(tx: Tx): Tx {
  return { ...tx, tell: () => {} }
}

/** The tales of a round of weeks that are not told yet, in time. Of an earlier round only those that came to an end. */
async function place(database: Database, site: Site, story: Story, round: number): Promise<Placed[]> {
  const since = story.until - story.days * DAY
  const end = story.until - round * ROUND_DAYS * DAY
  // Ids are of the day, so that the same day makes the same.
  const midnight = end - (end % DAY)
  // People work by day, at whatever hour the story ends; what has just come in came in just now.
  const morning = midnight + (end - midnight < 10 * HOUR ? -14 : 10) * HOUR
  const random = dice(story.seed + round)
  const placed: Placed[] = []
  for (const [i, tale] of TALES.entries()) {
    const id = seeded(random, midnight - tale.ago * HOUR)
    const at = (tale.ago < 24 ? end : morning) - tale.ago * HOUR
    if (at < since || (round > 0 && !isOver(tale)) || (await isTold(database, site, id))) continue
    const photo = tale.photo && (await keepPhoto(database, site, tale.photo))
    const photos = new Map<Act, string>()
    for (const act of tale.acts) {
      const name: keyof typeof PHOTOS | undefined = act.photo
      if (name) photos.set(act, await keepPhoto(database, site, name))
    }
    const order = String(2000 + (story.seed % 1000) * 100 + round * 50 + i)
    placed.push({ tale, at, photos, input: inputOf(tale, id, order, photo) })
  }
  return placed
}

function inputOf(tale: Tale, id: string, order: string, photo: string | undefined): Placed['input'] {
  const { locale, moment, satisfaction, reasons, comment, remedy, bought = [], contact } = tale
  const items = [...Map.groupBy(bought, (sku) => sku)].map(([sku, all]): OrderItem => ({
    ...GOODS.find((one) => one.sku === sku)!,
    quantity: all.length,
  }))
  const total = items.reduce((sum, { price = 0, quantity = 1 }) => sum + price * quantity, 0)
  return {
    id,
    moment,
    locale,
    contact: contact satisfies Contact,
    answers: { satisfaction, reasons: [...reasons], comment, ...(remedy ? { remedy } : {}) },
    ...(items.length > 0 ? { order: { id: order, total, currency: 'EUR', items } } : {}),
    ...(photo === undefined ? {} : { attachments: [photo] }),
    signals: { elapsed: 20_000 },
    complaint: true,
  }
}

/** The order that a tale is about; it was placed some days before. */
function boughtOf({ tale, at, input: { order } }: Placed): Bought | undefined {
  const { name } = tale.contact
  if (!order?.items || name === undefined) return undefined
  const days = tale.moment === 'purchase' ? 0.1 : 2.5
  return { id: order.id, at: at - days * DAY, items: order.items, total: order.total ?? 0, name, locale: tale.locale }
}

async function isTold(database: Database, site: Site, id: string): Promise<boolean> {
  const row = await database.write
    .selectFrom('feedback')
    .select('feedback_id')
    .where('site_id', '=', site.id)
    .where('feedback_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether it came to its end, after which nothing is open any more. */
function isOver({ acts }: Tale): boolean {
  const ends = acts.some((act) =>
    act.do === 'followup' ? act.with?.satisfied : act.do === 'invalid' || act.do === 'withdraw',
  )
  return ends && acts.every((act) => act.do !== 'reopen')
}
