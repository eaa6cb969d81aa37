import { uuidv7, type FeedbackInput, type OrderItem } from '@earshot/sdk/contract'
import { TALES } from './tales/index.ts'
import { VOICES, type Voice } from './words.ts'

/** What the demo shop (examples/shop) sells; prices in cents. */
export const GOODS = [
  { sku: 'LL-101', name: 'Beeswax pillars', price: 2400 },
  { sku: 'LL-201', name: 'Morning mug', price: 2200 },
  { sku: 'LL-301', name: 'Country sourdough', price: 780 },
  { sku: 'LL-202', name: 'Bud vase', price: 3200 },
  { sku: 'LL-102', name: 'Fig & cedar candle', price: 2800 },
  { sku: 'LL-203', name: 'Orchard bowl', price: 4600 },
  { sku: 'LL-302', name: 'Seeded rye', price: 690 },
  { sku: 'LL-401', name: 'Linen towel', price: 1650 },
] as const

const DAY = 86_400_000

/** An order of the demo. */
export interface Bought {
  id: string
  /** When it was placed, in Unix milliseconds. */
  at: number
  items: readonly OrderItem[]
  total: number
  /** Who bought it. */
  name: string
  locale: string
}

/** A feedback of the demo and when it came in, in Unix milliseconds. */
export interface Said {
  receivedAt: number
  input: Omit<FeedbackInput, 'site'>
}

/** A small seeded generator (mulberry32): the same seed tells the same story on every machine. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Some weeks of a believable shop, oldest first: orders, comments with them, and satisfaction after purchase and
 * delivery. The same seed gives the same words, only shifted to end at `until`.
 *
 * @param seed any whole number
 * @param until end of the story in Unix milliseconds
 * @param days its length in days
 */
export function demoStory(seed: number, until: number, days = 42): { orders: Bought[]; said: Said[] } {
  const random = dice(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const story: Said[] = []
  const ordered: Bought[] = []
  const midnight = until - (until % DAY)
  // Below the numbers that the guides tell of.
  let orders = 200
  for (let day = days - 1; day >= 0; day--) {
    // More on weekends, a little growth over the weeks.
    const weekday = new Date(midnight - day * DAY).getUTCDay()
    const buyers = 4 + Math.floor(random() * 4) + (weekday % 6 === 0 ? 3 : 0) + Math.floor((days - day) / 14)
    for (let i = 0; i < buyers; i++) {
      const at = midnight - day * DAY + (8 + random() * 13) * 3_600_000
      orders++
      const { order, said } = customer(random, pick, String(orders), at)
      if (order.at < until) ordered.push(order)
      for (const one of said) if (one.receivedAt < until) story.push(one)
    }
  }
  return { orders: ordered, said: story.toSorted((a, b) => a.receivedAt - b.receivedAt) }
}

/** What one customer orders, and says of it: perhaps a word on the form, mostly an answer after purchase or delivery. */
function customer(
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
  id: string,
  at: number,
): { order: Bought; said: Said[] } {
  // Half of the customers write English, the others share the rest.
  const voice = random() < 0.5 ? VOICES[0]! : pick(VOICES.slice(1))
  const name = pick(voice.names)
  const email = addressOf(name)
  const items: OrderItem[] = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
    ...pick(GOODS),
    quantity: 1 + Math.floor(random() * 2),
  }))
  const total = items.reduce((sum, item) => sum + item.price! * item.quantity!, 0)
  const base = { locale: voice.locale, order: { id, total, currency: 'EUR', items } }
  const said: Said[] = []
  const say = (moment: string, receivedAt: number, rest: Partial<FeedbackInput> & Pick<FeedbackInput, 'answers'>) => {
    said.push({
      receivedAt: Math.floor(receivedAt),
      input: {
        ...base,
        id: seeded(random, receivedAt),
        moment,
        signals: { elapsed: 4000 + Math.floor(random() * 30_000) },
        ...rest,
      },
    })
  }
  if (random() < 0.18) say('order', at, { answers: { comment: pick(voice.order) }, contact: { name, email } })
  if (random() < 0.75) answer(random, pick, voice, at, say)
  return { order: { id, at: Math.floor(at), items, total, name, locale: voice.locale }, said }
}

/** The mail address of a customer: one person, however often they buy. */
export function addressOf(name: string): string {
  const told = TALES.find(({ contact }) => contact.name === name)?.contact.email
  const plain = name.normalize('NFD').replace(/[^A-Za-z ]/g, '')
  const letters = plain.trim() === '' ? Array.from(name, (one) => one.codePointAt(0)!.toString(36)).join('') : plain
  return told ?? `${letters.toLowerCase().trim().replaceAll(' ', '.')}@example.com`
}

type Say = (moment: string, at: number, rest: Partial<FeedbackInput> & Pick<FeedbackInput, 'answers'>) => void

function answer(random: () => number, pick: <T>(list: readonly T[]) => T, voice: Voice, at: number, say: Say): void {
  if (random() < 0.12) {
    const { moment, satisfaction, reasons, comment } = pick(voice.unhappy)
    const later = moment === 'delivery' || moment === 'invoice' ? at + (1.5 + random() * 2) * DAY : at + 60_000
    // They leave no way to answer them. Who does so complains, and has a tale of their own.
    say(moment, later, { answers: { satisfaction, reasons: [...reasons], comment } })
    return
  }
  const delivered = random() < 0.4
  const praise = random() < 0.3 ? pick(voice.happy) : ''
  say(delivered ? 'delivery' : 'purchase', delivered ? at + (1.5 + random() * 2) * DAY : at + 60_000, {
    answers: { satisfaction: random() < 0.62 ? 5 : 4, ...(praise ? { praise } : {}) },
  })
}

/** A UUIDv7 whose random bits come from the seed, so that seeding twice adds nothing. */
export function seeded(random: () => number, at: number): string {
  const hex = Array.from({ length: 18 }, () => Math.floor(random() * 16).toString(16)).join('')
  const made = uuidv7(Math.floor(at))
  return `${made.slice(0, 15)}${hex.slice(0, 3)}-${'89ab'[Number.parseInt(hex[3]!, 16) % 4]}${hex.slice(4, 7)}-${hex.slice(6, 18)}`
}
