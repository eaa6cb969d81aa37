import type { DeskCounts, FeedbackPage, InboxItem, Marked, MarkInput } from '@earshot/sdk/contract'
import type { InfiniteData } from '@tanstack/query-core'
import { api } from '../api/client.ts'
import { queries } from '../api/query.ts'

/** The lists of the inbox are kept under this key, and after it their question. */
export const LISTS = 'inbox'

export type Pages = InfiniteData<FeedbackPage, string | undefined>

/** A feedback as a list has it; what is opened from a list is there at once. */
export function listed(id: string): InboxItem | undefined {
  for (const [, data] of queries.getQueriesData<Pages>({ queryKey: [LISTS] }))
    for (const page of data?.pages ?? []) {
      const found = page.items.find((item) => item.id === id)
      if (found) return found
    }
  return queries.getQueryData<InboxItem>(['feedback', id])
}

/** Changes what is shown of some, wherever it is shown. */
export function patch(ids: readonly string[], change: (item: InboxItem) => InboxItem): void {
  const wanted = new Set(ids)
  queries.setQueriesData<Pages>({ queryKey: [LISTS] }, (data) => {
    if (!data?.pages.some(({ items }) => items.some(({ id }) => wanted.has(id)))) return data
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (wanted.has(item.id) ? change(item) : item)),
    }))
    return { ...data, pages }
  })
  for (const id of wanted) queries.setQueryData<InboxItem>(['feedback', id], (item) => item && change(item))
}

/** Marks at once, and takes it back where the server does not. @returns what undoes it */
export async function mark(ids: readonly string[], read: boolean): Promise<Marked['undo']> {
  const before = new Map(ids.map((id) => [id, listed(id)?.unread]))
  patch(ids, (item) => ({ ...item, unread: !read }))
  try {
    return tell(await api.feedback.mark({ ids: [...ids], read }))
  } catch (error) {
    patch(ids, (item) => ({ ...item, unread: before.get(item.id) ?? item.unread }))
    throw error
  }
}

/** Everything up to one, and all before it; or takes that back. @returns what undoes it */
export async function markAll(marks: MarkInput): Promise<Marked['undo']> {
  const undo = tell(await api.feedback.mark(marks))
  await queries.invalidateQueries({ queryKey: [LISTS] })
  await queries.invalidateQueries({ queryKey: ['feedback'] })
  return undo
}

/** The figure in the navigation. */
function tell({ unread, undo }: Marked): Marked['undo'] {
  queries.setQueryData<DeskCounts>(['desk'], (counts) => counts && { ...counts, unread })
  return undo
}

/** A list with what a fresh first page has besides. Where nothing joins, what came between is unknown: begin anew. */
export function joined(data: Pages, fresh: FeedbackPage): Pages {
  const known = new Set(data.pages.flatMap(({ items }) => items.map(({ id }) => id)))
  const added = fresh.items.filter(({ id }) => !known.has(id))
  const [first, ...rest] = data.pages
  if (!first || (added.length === fresh.items.length && fresh.next !== null))
    return { pages: [fresh], pageParams: [undefined] }
  if (added.length === 0) return data
  const items = [...added, ...first.items].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))
  return { ...data, pages: [{ ...first, items }, ...rest] }
}
