import type { ComplaintPage, DeskCounts, FeedbackPage, MarksTold } from '@earshot/sdk/contract'
import type { InfiniteData } from '@tanstack/query-core'
import { queries } from '../api/query.ts'

type Pages<T> = InfiniteData<T, string | undefined>

/** What one has marked, in another tab or at another device, is marked here. Told of one's own marks, it changes nothing. */
export function heed({ of, which, read, unread }: MarksTold): void {
  if (unread !== null) queries.setQueryData<DeskCounts>(['desk'], (counts) => counts && { ...counts, unread })
  // The inbox keeps its lists under a name of their own.
  const keys = of === 'feedback' ? ['inbox', 'feedback'] : ['complaints']
  if (which === null) {
    for (const key of keys) void queries.invalidateQueries({ queryKey: [key] })
    return
  }
  const named = new Set(which)
  const marked = <T extends { id: string; unread: boolean; number?: string }>(item: T): T =>
    named.has(of === 'feedback' ? item.id : (item.number ?? '')) && item.unread === read
      ? { ...item, unread: !read }
      : item
  const [lists] = keys
  queries.setQueriesData<Pages<FeedbackPage | ComplaintPage>>({ queryKey: [lists] }, (data) => {
    if (!data || !('pages' in data)) return data
    const pages = data.pages.map((page) => ({ ...page, items: page.items.map(marked) }) as typeof page)
    return { ...data, pages }
  })
  if (of === 'feedback')
    for (const id of which)
      queries.setQueryData<FeedbackPage['items'][number]>(['feedback', id], (item) => item && marked(item))
}
