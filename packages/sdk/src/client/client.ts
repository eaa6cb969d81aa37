import { validFeedback } from '#valid'
import type { FeedbackInput, Receipt, SiteSettings, Upload } from '../contract/index.ts'
import { uuidv7 } from '../contract/uuid.ts'
import { invalid } from './error.ts'
import { attempt, badAnswer, connect, type Connection } from './transport.ts'

/** Where a client sends to. */
export interface ClientOptions extends Connection {
  /** The site's public key, `pk_…`. */
  site: string
}

/** What a customer said. The client adds the site, and an id where none is given. */
export interface FeedbackToSend extends Omit<FeedbackInput, 'id' | 'site'> {
  /** A UUIDv7 by which a repetition is known; a new one by default. */
  id?: string | undefined
}

/** Everything that needs only the site's public key. Works in browsers and in Node. */
export interface Client {
  feedback: {
    /**
     * Sends what a customer said. Resolves once it is on the server's disk.
     * The same id is sent on every try, so that nothing is ever stored twice.
     *
     * @throws EarshotError; `invalid` where the feedback does not fit the contract: found before it is sent in Node,
     *   and by the server's answer in a browser. The error's `id` serves to submit the same feedback again.
     */
    submit(feedback: FeedbackToSend): Promise<Receipt>
  }
  attachments: {
    /**
     * Uploads one photo. Name the answered id in a feedback's `attachments`, or in the answer to a photo question,
     * within a day; the server keeps it without place and time, at most 2000 pixels wide and high.
     *
     * @param photo a file of a form, or in Node `await openAsBlob(path)`
     * @throws EarshotError `attachment_type`, `attachment_too_large`, `attachment_unreadable` or `attachment_quota`
     */
    upload(photo: Blob): Promise<Upload>
  }
  site: {
    /**
     * The site's public settings: its moments with their questions, look and languages.
     *
     * @param options.locale only the texts of the best language for this one; every language by default
     */
    get(options?: { locale?: string }): Promise<SiteSettings>
  }
}

/** Milliseconds that an upload may take: a photo is a thousand times a feedback. */
const UPLOAD_MS = 60_000

/** Bytes that a browser delivers even when the page closes; shared by all such requests of a page. */
const KEEPALIVE_MAX = 60_000

/**
 * A client for one site.
 *
 * @throws EarshotError `invalid` where `site` or `url` cannot be right
 */
export function createClient(options: ClientOptions): Client {
  const { site, url } = options
  if (!/^pk_\w+$/.test(site)) throw invalid('site', 'must be a site key such as pk_demo', site)
  const http = connect(options)

  return {
    feedback: {
      async submit(feedback) {
        const id = (feedback as FeedbackToSend | null)?.id ?? uuidv7()
        const body = JSON.stringify(validFeedback({ ...feedback, id, site }))
        return attempt(
          url,
          async () => {
            const receipt = await http
              .post('v1/feedback', {
                body,
                // The type that a browser sends to another origin without asking first.
                headers: { 'content-type': 'text/plain;charset=UTF-8' },
                // At most three bytes of UTF-8 for each code unit.
                keepalive: body.length * 3 < KEEPALIVE_MAX,
              })
              .json<Receipt | null>()
            if (receipt?.id !== id) throw badAnswer(url, 'answered without a receipt', { id })
            return receipt
          },
          id,
        )
      },
    },
    attachments: {
      upload(photo) {
        return attempt(url, async () => {
          const answer = await http
            .post('v1/attachments', {
              searchParams: { site },
              body: photo,
              // The server goes by what it is, not by what it is called.
              headers: { 'content-type': photo.type || 'application/octet-stream' },
              timeout: Math.max(UPLOAD_MS, options.timeout ?? 0),
            })
            .json<Upload | null>()
          if (typeof answer?.id !== 'string') throw badAnswer(url, "answered without the photo's id")
          return answer
        })
      },
    },
    site: {
      get({ locale } = {}) {
        return attempt(url, async () => {
          const searchParams = locale === undefined ? {} : { locale }
          const answer: unknown = await http.get(`v1/sites/${site}`, { searchParams }).json()
          // Not held against the whole contract: a newer server may tell more, and its schema would weigh on every page.
          if ((answer as SiteSettings | null)?.key !== site)
            throw badAnswer(url, "answered without the site's settings")
          return answer as SiteSettings
        })
      },
    },
  }
}
