import type { FeedbackListQuery } from '@earshot/sdk'
import type { FeedbackPage } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { paged, queries, type ListOptions } from '../api/query.ts'
import { useCustomerChoice } from '../customer/choice.ts'
import { useLabels } from '../label/Labels.tsx'
import { address, param } from '../shell/address.ts'
import type { Filter } from '../view/Filters.tsx'
import { day, textOf } from '../words/format.ts'
import { useMoments } from '../team/team.ts'
import { w } from '../words/words.ts'
import { LISTS } from './lists.ts'

/** Parameters of the address that narrow the inbox, as the API names them. */
const NARROW = [
  'unread',
  'satisfaction',
  'moment',
  'label',
  'complaint',
  'photos',
  'product',
  'order',
  'customer',
  'from',
  'to',
  'text',
] as const

/** The inbox, as the API is asked. */
export type Asked = Omit<FeedbackListQuery, 'cursor' | 'limit'>

/** What the address asks for, in words: also what a saved view keeps. */
export function narrowed(): Record<string, string> {
  return Object.fromEntries(
    NARROW.flatMap((name) => {
      const value = param(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

const YES_OR_NO = new Set(['unread', 'complaint', 'photos'])

/** The same, as the API is asked. */
export function askedBy(query: Readonly<Record<string, string>>): Asked {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (YES_OR_NO.has(name)) return [name, value === 'true']
      return [name, name === 'satisfaction' ? value.split(',').map(Number) : value]
    }),
  ) as Asked
}

/** How a list is asked for. */
export function listing(query: Readonly<Record<string, string>>): ListOptions<FeedbackPage> {
  const asked = askedBy(query)
  return {
    queryKey: [LISTS, JSON.stringify(query)],
    queryFn: (cursor) => api.feedback.list({ ...asked, cursor }),
  }
}

/** Asks for the list of the address before the inbox is drawn. */
export function askInbox(): void {
  void queries.prefetchInfiniteQuery(paged(listing(narrowed())))
}

/** What of the address belongs to the list, wherever in it one is. */
export function kept(): Record<string, string> {
  return Object.fromEntries(address.value.searchParams)
}

/** By what the inbox can be narrowed. What is set by writing or by links of other screens has no options to choose. */
export function useFilters(): Filter[] {
  const words = w().inbox
  const moments = useMoments()
  const labels = useLabels()
  const names = w().common.satisfaction.names
  const yesNo = [
    ['true', words.yes],
    ['false', words.no],
  ] as const
  const said = (name: 'from' | 'to', back: number): Filter['options'] => {
    const value = param(name)
    const at = value === undefined ? NaN : Date.parse(value)
    return value === undefined || Number.isNaN(at) ? [] : [[value, day(at - back)]]
  }
  const unread = param('unread') === 'false' ? [['false', words.no] as const] : []
  return [
    { name: 'unread', label: words.unread, options: [['true', words.yes], ...unread] },
    {
      name: 'satisfaction',
      label: words.satisfaction,
      options: [
        ['1,2', words.unhappyScore],
        ['3', words.soSo],
        ['4,5', words.happy],
        ...(['1', '2', '4', '5'] as const)
          .filter((one) => param('satisfaction') === one)
          .map((one) => [one, names[Number(one) - 1]!] as const),
      ],
    },
    { name: 'complaint', label: words.isComplaint, options: yesNo },
    { name: 'photos', label: words.photos, options: [['true', words.withPhotos]] },
    { name: 'label', label: words.label, options: labels.map(({ id, name }) => [id, name]) },
    { name: 'moment', label: words.moment, options: moments.map(({ id, title }) => [id, textOf(title)]) },
    { name: 'product', label: words.product, options: [] },
    { name: 'order', label: words.order, options: [] },
    { name: 'customer', label: words.customer, options: useCustomerChoice() },
    { name: 'from', label: words.from, options: said('from', 0) },
    // The list ends before that time: the last day is the one before it.
    { name: 'to', label: words.to, options: said('to', 1) },
    { name: 'text', label: w().list.find, options: [] },
  ]
}
