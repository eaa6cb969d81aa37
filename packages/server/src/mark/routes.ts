import { ComplaintMarkInput, Marked, MarkInput } from '@earshot/sdk/contract'
import { actorOf } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Endpoint } from '../route.ts'
import { among } from '../search/among.ts'
import type { Services } from '../services.ts'
import { memberOf } from '../staff/actor.ts'
import { mark } from './mark.ts'
import { see } from './seen.ts'
import { countUnread } from './store.ts'

/** Marks feedback. */
export function feedbackMarks({ database, marks }: Services): Endpoint {
  return {
    summary: 'Mark feedback as read or not, for whoever is signed in: some, or all up to one; and take it back',
    body: MarkInput,
    answers: { 200: Marked },
    problems: ['body_not_json', 'invalid', 'feedback_unknown'],
    role: 'agent',
    async handle(request) {
      const input = bodyOf(request, MarkInput)
      const { siteId, id } = memberOf(actorOf(request))
      if (input.upTo !== undefined) {
        const known = await database.write
          .selectFrom('feedback')
          .select('feedback_id')
          .where('site_id', '=', siteId)
          .where('feedback_id', '=', input.upTo)
          .executeTakeFirst()
        if (!known) throw new Problem('feedback_unknown', 'The site has no feedback with the id that upTo names.')
      }
      const { reader, undo } = await database.transaction((tx) => mark(tx, siteId, id, input))
      const unread = await countUnread(database.write, reader)
      const read = input.read ?? !input.earlier
      marks.tell(siteId, id, { of: 'feedback', which: input.ids ?? null, read, unread })
      return { unread, undo }
    },
  }
}

/** Marks complaints. */
export function complaintMarks({ database, marks }: Services): Endpoint {
  return {
    summary: 'Mark complaints as seen as they stand, or as unread, for whoever is signed in',
    body: ComplaintMarkInput,
    answers: { 204: null },
    problems: ['body_not_json', 'invalid'],
    role: 'agent',
    async handle(request, reply) {
      const { numbers, read } = bodyOf(request, ComplaintMarkInput)
      const { siteId, id } = memberOf(actorOf(request))
      const rows = await database.write
        .selectFrom('complaint')
        .select(['feedback_id', 'version'])
        .where(among('', 'number', siteId, [...new Set(numbers)]))
        .execute()
      await database.transaction((tx) => see(tx, siteId, id, rows, read))
      marks.tell(siteId, id, { of: 'complaints', which: numbers, read, unread: null })
      return reply.code(204).send()
    },
  }
}
