import { badAnswer } from './transport.ts'

/** A list as it was answered. @throws EarshotError `bad_answer` where it is none */
export function listed<T extends { items?: unknown }>(answer: T | null, url: string): T & Required<Pick<T, 'items'>> {
  if (!Array.isArray(answer?.items)) throw badAnswer(url, 'answered without a list')
  return answer as T & Required<Pick<T, 'items'>>
}

/** Everything that a list finds, fetched page by page as it is read. @param limit items a page, unless the query says */
export async function* every<T, Q extends { cursor?: string | undefined }>(
  list: (query: Q) => Promise<{ items: readonly T[]; next: string | null }>,
  query: Q = {} as Q,
  limit = 200,
): AsyncGenerator<T, void, undefined> {
  let { cursor } = query
  for (;;) {
    const page = await list({ limit, ...query, cursor })
    yield* page.items
    if (!page.next) return
    cursor = page.next
  }
}
