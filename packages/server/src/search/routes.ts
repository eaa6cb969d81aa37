import { SearchPage, SearchQuery } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { queryOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { searchSite } from './site.ts'

/** Words, wherever they were said. */
export function searchEverything({ database }: Services): Endpoint {
  return {
    summary: 'Feedback, complaints with their messages, and customers that hold the words, newest first',
    query: SearchQuery,
    answers: { 200: SearchPage },
    problems: ['invalid'],
    role: 'agent',
    async handle(request) {
      return searchSite(database, actorOf(request).siteId, queryOf(request, SearchQuery))
    },
  }
}
