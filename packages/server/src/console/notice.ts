import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** What a notice can be about, and what its number or id looks like. */
const THINGS = { complaints: /^\d{4}-\d{6,15}$/, clusters: UUID, improvements: UUID } as const

/** Where the link of a notice to staff leads: to the thing in the console. It says nothing of the thing itself. */
export function noticeLink(things: keyof typeof THINGS): Endpoint {
  return {
    summary: `The link of notices about ${things}: leads to it in the console`,
    answers: { 302: null },
    problems: ['not_found'],
    async handle(request, reply) {
      const { id } = request.params as { id: string }
      if (!THINGS[things].test(id)) throw new Problem('not_found', `There are no ${things} that are called that.`)
      return reply.redirect(`/console/${things}/${id}`)
    },
  }
}
