import type { KyInstance } from 'ky'
import * as z from 'zod/mini'
import {
  words,
  type Customer,
  type CustomerChange,
  type CustomerNote,
  type CustomerPage,
  type CustomerQuery,
  type CustomerSummary,
  type Feedback,
  type OrderInput,
  type OrderPage,
  type OrderQuery,
  type OrderReceipt,
  type SplitInput,
  type StoredOrder,
} from '../contract/index.ts'
import { check } from './check.ts'
import { every, listed } from './pages.ts'
import { attempt } from './transport.ts'

/** Many orders are many bytes, and all are on disk before the answer. */
const UPSERT_MS = 60_000

/** Which customers are wanted; all of them by default. */
export type CustomerFilter = Omit<CustomerQuery, 'member'> & { member?: boolean | undefined }

/** What the shop sold, and to whom. */
export interface Trade {
  orders: {
    /**
     * Tells of one order or of up to 10,000. Each is stored or refused by itself: look at `refused`, and at `items` for
     * the reasons. The same told again changes nothing, so a lost connection is tried again by itself.
     */
    upsert(orders: OrderInput | readonly OrderInput[]): Promise<OrderReceipt>
    /** One page, by when they were placed, newest first. `begins` is the beginning of a number, as somebody types it. */
    list(query?: OrderQuery): Promise<OrderPage>
    /** Everything that the filter finds, fetched page by page as it is read. */
    all(query?: OrderQuery): AsyncGenerator<StoredOrder, void, undefined>
    /** By the shop's own number. @throws EarshotError `order_unknown` */
    get(id: string): Promise<StoredOrder>
  }
  customers: {
    /** One page, newest first. `text` is a name, or exactly a mail address, phone, customer or order number. */
    list(query?: CustomerFilter): Promise<CustomerPage>
    /** Everybody whom the filter finds, fetched page by page as it is read. */
    all(query?: CustomerFilter): AsyncGenerator<CustomerSummary, void, undefined>
    /** The whole card. @throws EarshotError `customer_unknown` */
    get(id: string): Promise<Customer>
    /** What is named changes. */
    change(id: string, change: CustomerChange): Promise<Customer>
    /** Makes the other card part of this one. @throws EarshotError `cannot_merge` where they are one already */
    merge(id: string, other: string): Promise<Customer>
    /** Undoes a merge, or takes things to a card of their own. Resolves to the card that was taken out. */
    split(id: string, what: SplitInput): Promise<Customer>
    /** Only staff read it. */
    note(id: string, words: string): Promise<CustomerNote>
    /** Puts a feedback on a card, or with null takes it off. */
    own(feedback: string, customer: string | null): Promise<Feedback>
  }
}

const Id = z.object({ id: words(100, 1).check(z.regex(/^[\w-]+$/)) })

interface Page<T> {
  items: T[]
  next: string | null
}

/** What is no id cannot become another address. */
const idOf = (id: string) => check(Id, { id }, 'The call').id

/** Any words but those that are steps in an address. */
const OrderNumber = z.object({ id: words(100, 1).check(z.regex(/^(?!\.{1,2}$)/)) })

/** @param http sends the key */
export function trade(http: KyInstance, url: string): Trade {
  function list<T>(of: string, query: object = {}): Promise<Page<T>> {
    return attempt(url, async () => {
      const given = Object.entries(query).filter(([, value]) => value !== undefined)
      const searchParams = Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
      return listed(await http.get(`api/${of}`, { searchParams }).json<Page<T> | null>(), url)
    })
  }

  const all = <T>(of: string, query?: object & { cursor?: string | undefined }) =>
    every((page) => list<T>(of, page), query)

  // Not repeated by itself: the first try may have done it.
  function write<T>(method: 'post' | 'patch', to: () => string, json: unknown): Promise<T> {
    return attempt(url, () => http[method](to(), { retry: 0, json }).json<T>())
  }

  const card = (id: string) => `api/customers/${idOf(id)}`
  return {
    orders: {
      upsert: (orders) => attempt(url, () => http.post('api/orders', { json: orders, timeout: UPSERT_MS }).json()),
      list: (query) => list('orders', query),
      all: (query) => all('orders', query),
      get: (id) =>
        attempt(url, () => {
          const number = check(OrderNumber, { id }, 'The call').id
          return http.get(`api/orders/${encodeURIComponent(number)}`).json()
        }),
    },
    customers: {
      list: (query) => list('customers', query),
      all: (query) => all('customers', query),
      get: (id) => attempt(url, () => http.get(card(id)).json()),
      change: (id, change) => write('patch', () => card(id), change),
      merge: (id, other) => write('post', () => `${card(id)}/merge`, { other }),
      split: (id, what) => write('post', () => `${card(id)}/split`, what),
      note: (id, said) => write('post', () => `${card(id)}/notes`, { words: said }),
      own: (feedback, customer) => write('post', () => `api/feedback/${idOf(feedback)}/customer`, { customer }),
    },
  }
}
