import type { KyInstance } from 'ky'
import { type SearchKind, SearchQuery, type SearchHit, type SearchPage } from '../contract/index.ts'
import { check } from './check.ts'
import { every, listed } from './pages.ts'
import { attempt } from './transport.ts'

/** Where to look, and how many to tell. */
export interface SearchOptions {
  /** Only these kinds; all by default. */
  kind?: SearchKind | readonly SearchKind[] | undefined
  /** Items a page, 1 to 50; 20 by default. */
  limit?: number | undefined
  /** `next` of the page before. */
  cursor?: string | undefined
}

/** Words, wherever they were said. */
export interface Search {
  /** One page of what holds all the words, newest first; of the last word the beginning is enough. */
  list(text: string, options?: SearchOptions): Promise<SearchPage>
  /** Everything that holds the words, fetched page by page as it is read. */
  all(text: string, options?: SearchOptions): AsyncGenerator<SearchHit, void, undefined>
}

export function search(http: KyInstance, url: string): Search {
  function list(text: string, options: SearchOptions = {}): Promise<SearchPage> {
    return attempt(url, async () => {
      const given: Record<string, string> = { text }
      for (const [name, value] of Object.entries(options)) if (value !== undefined) given[name] = String(value)
      check(SearchQuery, given, 'The question')
      return listed<SearchPage>(await http.get('api/search', { searchParams: given }).json(), url)
    })
  }

  return {
    list,
    all: (text, options) => every((page) => list(text, page), options, 50),
  }
}
