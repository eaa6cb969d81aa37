import { DeskCounts } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { getSite } from '../site/store.ts'
import { countsFor } from './counts.ts'

/** What waits. */
export function desk({ database }: Services): Endpoint {
  return {
    summary: 'What waits for you: counts for the navigation, up to 100, which stands for more than 99',
    answers: { 200: DeskCounts },
    role: 'agent',
    async handle(request) {
      const actor = actorOf(request)
      const site = await getSite(database, actor.siteId)
      return countsFor(database, actor, site?.timeZone ?? 'UTC')
    },
  }
}
