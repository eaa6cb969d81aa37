import { uuidv7, type Contact, type FeedbackInput, type Problem, type Receipt } from '@earshot/sdk/contract'
import { json } from '../field/json.ts'
import { clean, walk } from './flow.ts'
import { TRAP } from './Panel.tsx'
import type { Talk } from './talk.ts'

/** Milliseconds after which a silent server counts as unreachable. */
const PATIENCE = 15_000

/** The feedback as it travels: answers to what is asked, nothing else. */
export function feedback(talk: Talk, form: HTMLFormElement): FeedbackInput {
  const { site, draft, asked: moment, order, locale } = talk
  const { asked, given } = walk(talk)
  const contact: Contact = {}
  const trap = form.elements.namedItem(TRAP) as HTMLInputElement
  for (const question of asked) {
    for (const field of question.kind === 'contact' ? question.fields : []) {
      const said = clean(draft.contact[field] ?? '')
      if (said) contact[field] = said
    }
  }
  const remedy = asked.some(({ kind, id }) => kind === 'remedy' && given[id] && given[id] !== 'none')
  return {
    id: (draft.id ??= uuidv7()),
    site: site.key,
    moment: moment.id,
    momentVersion: moment.version,
    answers: given,
    ...(Object.keys(contact).length > 0 && { contact }),
    ...(order && { order }),
    locale,
    // Not what stands behind ? and #: addresses carry secrets there.
    page: {
      url: (location.origin + location.pathname).slice(0, 2000),
      title: clean(document.title.slice(0, 300)),
    },
    ...(remedy && { complaint: true }),
    signals: { honeypot: trap.value, elapsed: Math.max(0, Date.now() - draft.begun) },
  }
}

/** Leaves out what is named: fields of order and page, or all of either where what identifies it is wrong. */
function without(body: FeedbackInput, paths: string[]): FeedbackInput {
  const kept: Record<string, unknown> = { ...body }
  for (const path of paths) {
    const [whole, field] = path.split('.') as [string, string?]
    const { [field ?? '']: _, ...rest } = (kept[whole] ?? {}) as Record<string, unknown>
    if (!field || /^(id|url)$/.test(field)) delete kept[whole]
    else if (kept[whole]) kept[whole] = rest
  }
  return kept as FeedbackInput
}

/** Resolves with the server's answer; rejects when there is none in time. */
async function post(url: string, body: FeedbackInput): Promise<[Response, Receipt & Partial<Problem>]> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE)
  try {
    const response = await fetch(`${url}/v1/feedback`, {
      method: 'POST',
      // Plain text needs no preflight.
      headers: { 'content-type': 'text/plain' },
      body: json(body),
      signal: patience.signal,
    })
    return [response, (await response.json().catch(() => ({}))) as Receipt & Partial<Problem>]
  } finally {
    clearTimeout(timer)
  }
}

/** What became of a try to send: the receipt, or what to tell the customer. */
export interface Outcome {
  failure: string
  errors: Talk['errors']
  receipt?: Receipt
}

const failed = (failure: string, errors: Record<string, string> = {}): Outcome => ({ failure, errors })

/** Sends once. Never rejects; without a receipt nothing counts as sent. */
export async function send(talk: Talk, form: HTMLFormElement): Promise<Outcome> {
  const missing = await talk.draft.arrived?.(walk(talk).given)
  if (missing?.[0]) return failed('', Object.fromEntries(missing) as Record<string, string>)
  const body = feedback(talk, form)
  try {
    let [response, answer] = await post(talk.site.url, body)
    // What the page got wrong about its order must not cost the customer's words, nor what is right of the order.
    for (const all of [undefined, ['order', 'page']]) {
      const paths = answer.errors?.map(({ path }) => path) ?? []
      if (response.status !== 422 || !paths[0] || !paths.every((path) => /^(order|page)\b/.test(path))) break
      console.warn(`Earshot: the page's data was left out: ${paths.join(', ')}`)
      ;[response, answer] = await post(talk.site.url, without(body, all ?? paths))
    }
    if (response.ok && answer.receivedAt) return { failure: '', errors: {}, receipt: answer }
    return refused(talk, response, answer)
  } catch {
    return failed(talk.word(navigator.onLine ? 'unreachable' : 'offline'))
  }
}

function refused(talk: Talk, { status, headers }: Response, { detail, title, errors }: Partial<Problem>): Outcome {
  if (status === 409) {
    // An earlier try arrived after all, and the words have changed since: they are another feedback.
    delete talk.draft.id
    return failed(talk.word('earlier'))
  }
  if (status === 429 || status === 503) {
    const seconds = Number(headers.get('retry-after'))
    const [count, unit] = seconds > 0 && seconds < 60 ? [seconds, 'second'] : [1, 'minute']
    const format = new Intl.NumberFormat(talk.locale, { style: 'unit', unit, unitDisplay: 'long' })
    return failed(talk.word('busy', { wait: format.format(count) }))
  }
  if (status >= 500) return failed(talk.word('unreachable'))
  console.warn(`Earshot: feedback was refused (${status}). ${detail ?? title ?? ''}`)
  const marked = (errors ?? []).flatMap(({ path }) => {
    const [, answer, field] = /^(?:answers\.([^.]+)|(contact\.\w+))/.exec(path) ?? []
    return answer || field ? [[answer || field, talk.word('check')]] : []
  })
  return failed(
    talk.word(marked.length > 0 ? 'marked' : 'refused'),
    Object.fromEntries(marked) as Record<string, string>,
  )
}
