import { removeUnclaimed } from '../attachment/store.ts'
import { mailSeals } from '../complaint/seal.ts'
import { breakSilence } from '../complaint/silence.ts'
import { clustersDue, lookForClusters } from '../cluster/look.ts'
import type { Config } from '../config.ts'
import { claimsDue, noteClaims } from '../customer/claims.ts'
import type { Database } from '../database/engine.ts'
import { forgetDrafts } from '../draft/store.ts'
import { demosDue, runDemos } from '../demo/run.ts'
import { runFollowups } from '../followup/due.ts'
import { planClosed, planFollowups, sitesClosing } from '../followup/plan.ts'
import { forgetSeen } from '../mark/seen.ts'
import { remindersDue, remindOwners } from '../improvement/remind.ts'
import { tidyOutbox } from '../notify/claim.ts'
import type { Outbox } from '../notify/deliver.ts'
import type { Log } from '../notify/lane.ts'
import { forgetPlaces } from '../notify/quota.ts'
import { noteProducts, productsDue } from '../product/note.ts'
import { goOn, running } from '../privacy/erase.ts'
import { keepCopies } from '../privacy/file.ts'
import { retain } from '../privacy/retention.ts'
import { escalateDue, escalationDue } from '../promise/escalate.ts'
import { fillIndex } from '../search/fill.ts'
import { sitesToFill } from '../search/marker.ts'
import { sweepSessions } from '../staff/session.ts'
import type { Webhooks } from '../webhook/deliver.ts'
import { tidyEvents } from '../webhook/log.ts'

/** What jobs work with. */
export interface JobContext {
  config: Config
  database: Database
  outbox: Outbox
  webhooks: Webhooks
  log: Log
}

export interface Job {
  name: string
  /** What it is for, in a few words. */
  does: string
  /** From one start to the next, in milliseconds. */
  every: number
  /** Every server may be at it at the same time, as it claims each thing that it does; else one server is. */
  shared?: true
  /** A cheap look whether there is anything to do; without one it runs each time. */
  due?(context: JobContext, now: number): Promise<boolean>
  /**
   * @param signal asks it to come to an end; what is half done may be done
   * @returns how many things it did
   */
  run(context: JobContext, now: number, signal: AbortSignal): Promise<number>
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Every job of the server, and how often it runs. A job may be run twice (a server that was taken for gone): each sees to it. */
export const JOBS: readonly Job[] = [
  {
    name: 'outbox',
    does: 'sends mail that is due',
    // An acknowledgement is there before the customer has put the phone away.
    every: SECOND,
    shared: true,
    due: ({ outbox }, now) => outbox.due(now),
    run: ({ outbox }, _now, signal) => outbox.deliver(signal),
  },
  {
    name: 'webhooks',
    does: 'tells webhooks what happened',
    every: SECOND,
    shared: true,
    due: ({ webhooks }, now) => webhooks.due(now),
    run: ({ webhooks }) => webhooks.deliver(),
  },
  {
    name: 'escalate',
    does: 'tells those who are to hear of clocks near or past their due time',
    // Nobody minds a warning that comes half a minute late.
    every: 30 * SECOND,
    due: ({ database }, now) => escalationDue(database, now),
    run: ({ database, config }, now, signal) => escalateDue(database, config.url, now, signal),
  },
  {
    name: 'search',
    does: 'makes new words findable',
    every: SECOND,
    due: async ({ database }, now) => (await sitesToFill(database, now)).length > 0,
    run: ({ database }, now, signal) => fillIndex(database, now, signal),
  },
  {
    name: 'claims',
    does: 'notes which feedback claims whose address, for the cards',
    every: 10 * SECOND,
    due: ({ database }, now) => claimsDue(database, now),
    run: ({ database }, now, signal) => noteClaims(database, now, signal),
  },
  {
    name: 'products',
    does: 'notes which product feedback is about',
    every: 10 * SECOND,
    due: async ({ database }, now) => (await productsDue(database, now)).length > 0,
    run: ({ database }, now, signal) => noteProducts(database, now, signal),
  },
  {
    name: 'clusters',
    does: 'finds several complaints about one thing, and tells managers',
    every: 5 * SECOND,
    due: ({ database }, now) => clustersDue(database, now),
    run: (context, now, signal) => lookForClusters(context, now, signal),
  },
  {
    name: 'improvements',
    does: 'reminds those who see to an improvement that it is due',
    every: MINUTE,
    due: ({ database }, now) => remindersDue(database, now),
    run: (context, now, signal) => remindOwners(context, now, signal),
  },
  {
    name: 'demo',
    does: 'fills shops with the demo, and empties them',
    every: SECOND,
    due: ({ database }) => demosDue(database),
    run: (context, _now, signal) => runDemos(context, signal),
  },
  {
    name: 'silence',
    does: 'reminds silent customers after 3 and 7 days, closes after 14',
    every: 10 * MINUTE,
    run: (context, now, signal) => breakSilence(context, now, signal),
  },
  {
    name: 'followups',
    does: 'plans return visits, gives them out, and sends those by mail',
    every: 5 * MINUTE,
    run: async (context, now, signal) =>
      (await planFollowups(context, now, signal)) + (await runFollowups(context, now, signal)),
  },
  {
    name: 'visits',
    does: 'plans the visit of a complaint that was closed just now',
    every: SECOND,
    due: async ({ database }, now) => (await sitesClosing(database, now)).length > 0,
    run: (context, now, signal) => planClosed(context, now, signal),
  },
  {
    name: 'seal',
    does: 'mails owners the hash of all histories at the end of the day',
    every: 24 * HOUR,
    run: ({ database }, now, signal) => mailSeals(database, now, signal),
  },
  {
    name: 'outbox-tidy',
    does: 'ends mail that waited too long, forgets what is 30 days over',
    every: HOUR,
    run: async ({ database }, now) => (await tidyOutbox(database, now)) + (await forgetPlaces(database, now)),
  },
  {
    name: 'event-tidy',
    does: 'ends what webhooks did not take in three days, forgets events after 30',
    every: HOUR,
    run: ({ database }, now) => tidyEvents(database, now),
  },
  {
    name: 'session-tidy',
    does: 'forgets sessions, links and counted tries that are over',
    every: HOUR,
    run: ({ database }, now) => sweepSessions(database, now),
  },
  {
    name: 'desk-tidy',
    does: 'forgets drafts that nobody came back to for 30 days, and who saw what is long over',
    every: 24 * HOUR,
    run: async ({ database }, now) => (await forgetDrafts(database, now)) + (await forgetSeen(database, now)),
  },
  {
    name: 'erase',
    does: 'goes on with erasing persons of whom there is much',
    every: 5 * SECOND,
    due: async ({ database }) => (await running(database)).length > 0,
    run: async ({ database, config }, now, signal) => {
      const done = await goOn(database, now, signal)
      await keepCopies(database, config.data)
      return done
    },
  },
  {
    name: 'retention',
    does: 'takes words, contact and files from what is over by the rules for keeping',
    every: 24 * HOUR,
    run: async ({ database, config }, now, signal) => {
      await keepCopies(database, config.data)
      return retain(database, now, signal)
    },
  },
  {
    name: 'attachment-tidy',
    does: 'deletes photos that nothing has named for a day',
    every: HOUR,
    run: ({ database }, now) => removeUnclaimed(database, now),
  },
]
