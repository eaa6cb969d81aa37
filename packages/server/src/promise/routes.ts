import { Policy, PolicyChange } from '@earshot/sdk/contract'
import { retimeSite } from '../complaint/retime.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { changePolicy, loadPolicy } from './policy.ts'

/** What the site promises. */
export function policies({ database }: Services): Endpoint {
  return {
    summary: 'How long each clock runs, working hours and holidays, who may approve how much',
    answers: { 200: Policy },
    role: 'agent',
    handle: (request) => loadPolicy(database.write, actorOf(request).siteId),
  }
}

/** Changes it. */
export function policyChange(services: Services): Endpoint {
  return {
    summary: 'Change what is named. Clocks that run and are not yet due follow; what was promised at first is kept',
    body: PolicyChange,
    answers: { 200: Policy },
    problems: ['body_not_json', 'invalid', 'store_unavailable'],
    role: 'owner',
    async handle(request) {
      const change = bodyOf(request, PolicyChange)
      const { siteId } = actorOf(request)
      const policy = await services.database.transaction((tx) => changePolicy(tx, siteId, change, Date.now()))
      await retimeSite(services, siteId)
      return policy
    },
  }
}
