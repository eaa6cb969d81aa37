import { EarshotError } from '@earshot/sdk'
import {
  InfiniteQueryObserver,
  QueryClient,
  QueryObserver,
  type DefaultError,
  type FetchInfiniteQueryOptions,
  type InfiniteData,
  type InfiniteQueryObserverOptions,
  type InfiniteQueryObserverResult,
  type QueryKey,
  type QueryObserverOptions,
  type QueryObserverResult,
} from '@tanstack/query-core'
import { signal, type Signal } from '@preact/signals'
import { useLayoutEffect, useReducer, useState } from 'preact/hooks'

/** What was asked of the API, and is kept while it is looked at and ten minutes more. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The live stream tells of changes; this is for what it does not know of.
      staleTime: 30_000,
      gcTime: 600_000,
      // The SDK has tried again already.
      retry: false,
      refetchOnWindowFocus: true,
    },
  },
})

/** The answer to a question, kept fresh while this component shows it; the last answer meanwhile. */
export function useQuery<T, K extends QueryKey = QueryKey>(
  options: QueryObserverOptions<T, DefaultError, T, T, K>,
): QueryObserverResult<T> {
  const asked = queries.defaultQueryOptions(options)
  // What is about to be asked is told as being asked, from the first drawing on.
  asked._optimisticResults = 'optimistic'
  const [observer] = useState(() => new QueryObserver<T, DefaultError, T, T, K>(queries, asked))
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const result = observer.getOptimisticResult(asked)
  useLayoutEffect(() => observer.setOptions(asked))
  // Asks before it is painted, not after.
  useLayoutEffect(() => observer.subscribe(() => draw(undefined)), [observer])
  return observer.trackResult(result)
}

/** Such things change seldom. */
const SELDOM_MS = 600_000
/** How soon it is tried again where it could not be had. */
const AGAIN_MS = 30_000

/** Something that is asked once for all who show it. */
export interface Shared<T> {
  (): T
  /** Whether its first answer is on its way; it is asked for, if it was not yet. */
  awaited: () => boolean
}

/**
 * What much is named by, in every row of a list: asked once for all who show it, from the first of them on, and then
 * every ten minutes. A component that reads it is drawn anew when it changes.
 */
export function shared<T>(options: { queryKey: QueryKey; queryFn: () => Promise<T> }): Shared<T | undefined> {
  let found: { data: Signal<T | undefined>; awaited: Signal<boolean> } | undefined
  const begin = () => {
    const refetchInterval = ({ state }: { state: { error: unknown } }) => (state.error ? AGAIN_MS : SELDOM_MS)
    const observer = new QueryObserver<T>(queries, { ...options, staleTime: SELDOM_MS, refetchInterval })
    const now = observer.getCurrentResult()
    const told = { data: signal(now.data), awaited: signal(now.isPending) }
    observer.subscribe(({ data, isPending }) => {
      told.data.value = data
      // What failed is asked for again, but not waited for.
      told.awaited.value = told.awaited.peek() && isPending
    })
    return told
  }
  return Object.assign(() => (found ??= begin()).data.value, { awaited: () => (found ??= begin()).awaited.value })
}

type Pages<T> = InfiniteData<T, string | undefined>

/** How a list is asked for, page by page. */
export interface ListOptions<T> {
  queryKey: QueryKey
  queryFn: (cursor: string | undefined) => Promise<T>
  enabled?: boolean
}

type Asked<T> = InfiniteQueryObserverOptions<T, DefaultError, Pages<T>, QueryKey, string | undefined> &
  FetchInfiniteQueryOptions<T, DefaultError, T, QueryKey, string | undefined>

/** The same, as the library takes it. */
export function paged<T extends { next: string | null }>({ queryFn, ...rest }: ListOptions<T>): Asked<T> {
  return {
    ...rest,
    queryFn: ({ pageParam }) => queryFn(pageParam),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  }
}

/** A list page by page. */
export function usePages<T extends { next: string | null }>(
  options: ListOptions<T>,
): InfiniteQueryObserverResult<Pages<T>> {
  const asked = paged(options)
  const [observer] = useState(
    () => new InfiniteQueryObserver<T, DefaultError, Pages<T>, QueryKey, string | undefined>(queries, asked),
  )
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const result = observer.getOptimisticResult(queries.defaultQueryOptions(asked) as never)
  useLayoutEffect(() => observer.setOptions(asked))
  // Asks before it is painted, not after.
  useLayoutEffect(() => observer.subscribe(() => draw(undefined)), [observer])
  return result
}

/** Has what begins with `key` asked anew: where it is shown at once, else when it is next. */
export function stale(...key: readonly unknown[]): void {
  for (const query of queries.getQueryCache().findAll({ queryKey: key, fetchStatus: 'fetching' }))
    // A first answer that was asked for before it happened: after it, once more.
    if (query.state.data === undefined)
      query.promise?.then(
        () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true }),
        () => {},
      )
  void queries.invalidateQueries({ queryKey: key })
}

/** Whether trying again later may help: the way to the server is the trouble, not what was asked. */
export function passes(error: unknown): boolean {
  if (!(error instanceof EarshotError)) return false
  const { code, status } = error
  return code === 'network' || code === 'timeout' || status === 429 || (status ?? 0) >= 500
}
