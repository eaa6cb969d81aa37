import { Presence, PresenceInput } from '@earshot/sdk/contract'
import { unknownComplaint } from '../complaint/command.ts'
import { complaintByNumber } from '../complaint/store.ts'
import { actorOf } from '../guard/session.ts'
import { bodyOf } from '../invalid.ts'
import type { Endpoint } from '../route.ts'
import type { Services } from '../services.ts'
import { memberOf } from '../staff/actor.ts'

/** Who is at a complaint. */
export function presence({ database, present }: Services): Endpoint {
  return {
    summary: 'Say every 20 seconds that you are at a complaint, or typing there, or leave; answers who is there',
    body: PresenceInput,
    answers: { 200: Presence },
    problems: ['body_not_json', 'invalid', 'complaint_unknown'],
    role: 'agent',
    async handle(request) {
      const input = bodyOf(request, PresenceInput)
      const actor = memberOf(actorOf(request))
      if (!(await complaintByNumber(database, actor.siteId, input.complaint))) throw unknownComplaint()
      present.say(actor, input)
      return present.at(actor.siteId, input.complaint)
    },
  }
}
