import { uuidv7 } from '@earshot/sdk'
import type { BroughtFeedback, Contact, Customer, Order, Product, Severity, StoredOrder } from '@earshot/sdk/contract'
import { minorOf } from '../complaint/amount.ts'
import { timeOf } from '../complaint/zone.ts'

export type Channel = BroughtFeedback['channel']

/** What a customer's card fills in. */
const FILLED = ['name', 'email', 'phone', 'language'] as const

/** What stands in the form. */
export interface Fields {
  /** Made once for each form, so that what is stored twice is stored once. */
  id: string
  channel: Channel
  words: string
  satisfaction: number
  /** As the shop's clock shows it; empty for now. */
  saidAt: string
  heardBy: string
  /** What is looked for, until somebody is chosen. */
  find: string
  customer: string
  customerName: string
  /** What the card of whoever was chosen has filled in. */
  card: Partial<Record<(typeof FILLED)[number], string>>
  name: string
  email: string
  phone: string
  company: string
  address: string
  order: string
  sku: string
  product: string
  batch: string
  condition: string
  boughtOn: string
  photos: readonly string[]
  language: string
  complaint: boolean
  category: string
  severity: Severity
  safety: boolean
  disputed: string
  currency: string
}

/** An empty form. */
export function blank(channel: Channel, language: string, currency: string): Fields {
  const none = { words: '', saidAt: '', heardBy: '', find: '', customer: '', customerName: '', card: {} }
  const reach = { name: '', email: '', phone: '', company: '', address: '' }
  const about = { order: '', sku: '', product: '', batch: '', condition: '', boughtOn: '', photos: [] }
  const filing = { category: '', severity: 'normal', safety: false, disputed: '', currency } as const
  return { id: uuidv7(), channel, satisfaction: 0, ...none, ...reach, ...about, language, complaint: true, ...filing }
}

/** Whether somebody has begun to fill it in. */
export function begun(fields: Fields): boolean {
  const { id, channel, language, currency, ...typed } = fields
  const { id: _, channel: __, language: ___, currency: ____, ...none } = blank(channel, language, currency)
  return JSON.stringify(typed) !== JSON.stringify(none)
}

/** Whether nobody is named yet, nor looked for. */
export function unnamed({ customer, find, name, email, phone, company, address }: Fields): boolean {
  return [customer, find, name, email, phone, company, address].every((one) => one.trim() === '')
}

/** The form with somebody's card chosen. What staff wrote themselves stays. @param usual the language of the form */
export function withCustomer(
  fields: Fields,
  chosen: Pick<Customer, 'id' | 'name' | 'email' | 'phone' | 'language'>,
  usual: string,
): Fields {
  const card: Fields['card'] = {}
  for (const name of FILLED) {
    const free = fields[name].trim() === '' || (name === 'language' && fields.language === usual)
    if (free && chosen[name]) card[name] = chosen[name]
  }
  const customerName = chosen.name ?? chosen.email ?? chosen.phone ?? ''
  return { ...fields, ...card, find: '', customer: chosen.id, customerName, card }
}

/** The form with nobody's card: what it has filled in goes with it, unless it was written over. */
export function withoutCustomer(fields: Fields, usual: string): Fields {
  const gone = FILLED.filter((name) => fields[name] === fields.card[name])
  const empty = Object.fromEntries(gone.map((name) => [name, name === 'language' ? usual : '']))
  return { ...fields, ...empty, customer: '', customerName: '', card: {} }
}

/** The form with an order chosen. A product of the order before goes; one that was written down stays. */
export function withOrder(
  fields: Fields,
  order: Pick<StoredOrder, 'id' | 'currency'>,
  before: StoredOrder | undefined,
): Fields {
  const old =
    before?.id !== order.id && before?.items.some(({ name, sku = '' }) => name === fields.product && sku === fields.sku)
  return {
    ...fields,
    order: order.id,
    ...(old ? { sku: '', product: '', batch: '' } : {}),
    ...(order.currency && fields.disputed.trim() === '' ? { currency: order.currency } : {}),
  }
}

/** The form with one product of an order chosen. */
export function withItem(fields: Fields, item: StoredOrder['items'][number]): Fields {
  return { ...fields, sku: item.sku ?? '', product: item.name, batch: item.batch ?? '' }
}

/** Those that say something. */
function filled<T extends object>(all: T): Partial<{ [K in keyof T]: Exclude<T[K], '' | undefined> }> | undefined {
  const some = Object.entries(all).filter(([, value]) => value !== undefined && value !== '')
  return some.length > 0 ? (Object.fromEntries(some) as ReturnType<typeof filled<T>>) : undefined
}

const trimmed = (text: string) => text.trim()

/** What the form says, as it is sent. @param order the one that it names, where the shop has told of it */
export function broughtOf(fields: Fields, order: StoredOrder | undefined, timeZone: string): BroughtFeedback {
  const { id, channel, words, satisfaction, saidAt, complaint, category, severity, safety, currency } = fields
  const said = saidAt ? timeOf(saidAt, timeZone) : undefined
  const contact = filled({
    name: trimmed(fields.name),
    email: trimmed(fields.email),
    phone: trimmed(fields.phone),
    company: trimmed(fields.company),
    address: trimmed(fields.address),
  }) as Contact | undefined
  const product = filled({
    sku: fields.sku,
    name: trimmed(fields.product),
    batch: trimmed(fields.batch),
    condition: trimmed(fields.condition),
    boughtOn: fields.boughtOn,
  }) as Product | undefined
  const amount = fields.disputed.trim() ? minorOf(fields.disputed, currency) : undefined
  return {
    id,
    channel,
    reason: words,
    complaint,
    ...(satisfaction ? { satisfaction } : {}),
    ...(said === undefined ? {} : { saidAt: new Date(said).toISOString() }),
    ...(trimmed(fields.heardBy) ? { recordedBy: trimmed(fields.heardBy) } : {}),
    ...(fields.customer ? { customer: fields.customer } : {}),
    ...(contact ? { contact } : {}),
    ...(trimmed(fields.order) ? { order: orderOf(trimmed(fields.order), order) } : {}),
    ...(product ? { product } : {}),
    ...(fields.photos.length > 0 ? { attachments: [...fields.photos] } : {}),
    ...(fields.language ? { locale: fields.language } : {}),
    ...(complaint
      ? {
          ...(category ? { category } : {}),
          severity,
          ...(safety ? { safety } : {}),
          ...(amount === undefined ? {} : { disputed: { amount, currency } }),
        }
      : {}),
  }
}

function orderOf(id: string, known: StoredOrder | undefined): Omit<Order, 'token'> {
  if (known?.id.toLowerCase() !== id.toLowerCase()) return { id }
  const { total, currency, items } = known
  return {
    id: known.id,
    ...(total !== null && currency ? { total, currency } : {}),
    items: items.map(({ sku, name, quantity, price }) => ({
      name,
      ...(sku === undefined ? {} : { sku }),
      ...(quantity === undefined ? {} : { quantity }),
      ...(price === undefined ? {} : { price }),
    })),
  }
}
