import type { KyInstance } from 'ky'
import type { DeskCounts } from '../contract/index.ts'
import { invalid } from './error.ts'
import { feedback, type FeedbackClient } from './feedback.ts'
import { sessions, type Sessions } from './session.ts'
import { attempt, connect, type Connection } from './transport.ts'

/** One of the two says who asks. */
export type StaffClientOptions = Connection &
  (
    | {
        /** A secret API key, `sk_…`. For back ends only: whoever has it reads every feedback. */
        key: string
        session?: never
      }
    | {
        /** The session of who is signed in, for pages of Earshot's own origin. */
        session: true
        key?: never
      }
  )

/** What somebody needs to begin with: who they are, what was said, and how much waits. */
export interface InboxClient {
  /** Who is signed in; with `session` only. */
  session: Sessions
  feedback: FeedbackClient
  desk: {
    /** What waits for whoever asks; each up to 100, which stands for more than 99. */
    counts(): Promise<DeskCounts>
  }
}

/**
 * The beginning of `createStaffClient`, in a fraction of its size: for pages that fetch the rest when it is needed.
 *
 * @throws EarshotError `invalid` where `key` or `url` cannot be right
 */
export function createInboxClient(options: StaffClientOptions): InboxClient {
  return nouns(admitted(options), options.url)
}

/** @param http sends the key, or the session */
export function nouns(http: KyInstance, url: string): InboxClient {
  return {
    session: sessions(http, url),
    feedback: feedback(http, url),
    desk: { counts: () => attempt(url, () => http.get('api/desk').json<DeskCounts>()) },
  }
}

/** Sends the key, or the session. @throws EarshotError `invalid` */
export function admitted(options: StaffClientOptions): KyInstance {
  if (options.session) return connect(options, 'session')
  const { key } = options
  // The value is not told: it may be a real key with a slip of the pen.
  if (!/^sk_[\w-]+$/.test(key ?? '')) throw invalid('key', 'must be a secret API key, sk_…', '(not shown)')
  return connect(options, { authorization: `Bearer ${key}` })
}
