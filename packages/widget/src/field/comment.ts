import { ANSWER_MAX, uuidv7, type FeedbackInput } from '@earshot/sdk/contract'
import { clean, detailsOf } from './details.ts'
import { deliver } from './deliver.ts'
import { json } from './json.ts'

/** A field of an order form that holds a comment. */
export interface Source {
  element: HTMLElement
  form: () => HTMLFormElement | null
  words: () => string
  /** Writes the id to where the form posts it from. */
  keep: (id: string) => void
}

/** A comment and the id under which it travels. */
interface Comment {
  source: Source
  site: { url: string; key: string }
  locale: string
  id: string
  /** The words that the id stands for, once they may have gone out under it. */
  said?: string | undefined
  /** Whether they went out from this page view. */
  sent?: boolean
}

/** How long after a press on the submit button the shop's own script may collect the form, in ms. */
const COLLECT_WITHIN = 10_000
/** How long after the form was collected without such a press the page may begin to leave, in ms (`form.submit()`). */
const LEAVE_WITHIN = 1000

const comments = new Set<Comment>()
const pressed = new WeakMap<EventTarget, number>()

/**
 * Looks after the comment of a form from now on: when the form is sent, the comment goes to Earshot, too.
 *
 * @param known an id under which these very words were sent before: a shop that refuses its form and draws it again
 *   brings it back
 * @returns what takes such an id later, with the words as they then are
 */
export function follow(source: Source, site: Comment['site'], locale: string, known?: string): (known: string) => void {
  if (comments.size === 0) listen()
  const comment: Comment = { source, site, locale, id: uuidv7() }
  comments.add(comment)
  source.keep(comment.id)
  const recall = (known: string) => adopt(comment, known)
  if (known) recall(known)
  return recall
}

function adopt(comment: Comment, id: string): void {
  comment.id = id
  comment.said = comment.source.words()
  comment.sent = false
  comment.source.keep(id)
}

function listen(): void {
  // First of all listeners, so that the shop's own find the id that belongs to the words. They only look on.
  addEventListener('submit', (event) => guarded(() => pressing(event.target)), true)
  addEventListener('formdata', (event) => guarded(() => collecting(event)), true)
}

/** Nothing that fails here may reach the shop's submit. */
function guarded(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    console.warn('Earshot: the comment could not be taken; the order carries it.', error)
  }
}

function commentOf(form: EventTarget | null): Comment | undefined {
  return [...comments].find(({ source }) => {
    if (!source.element.isConnected && source.form() === null) return false
    return source.form() === form && !source.element.matches(':disabled')
  })
}

/** The id belongs to the words: once they were sent, other words are another feedback. */
function settle(comment: Comment): void {
  const { said, source } = comment
  if (said === source.words()) return
  const before = said === undefined && sentBefore(comment)
  if (before) return adopt(comment, before)
  if (said === undefined) return
  comment.id = uuidv7()
  comment.said = undefined
  comment.sent = false
  source.keep(comment.id)
}

/** Under what name this tab remembers what was sent from a page. */
const sentKey = ({ site }: Comment) => ['earshot', site.key, 'sent', location.pathname].join(':')

/**
 * The id under which these words were sent, where the customer came back to the form that sent them. Elsewhere the
 * same words belong to another order.
 */
function sentBefore(comment: Comment): string | undefined {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (visit?.type !== 'back_forward') return undefined
  try {
    const [id, words] = JSON.parse(sessionStorage.getItem(sentKey(comment)) ?? '[]') as [string?, string?]
    return words === comment.source.words() ? id : undefined
  } catch {
    // Storage is forbidden.
    return undefined
  }
}

function rememberSent(comment: Comment): void {
  try {
    sessionStorage.setItem(sentKey(comment), json([comment.id, comment.said]))
  } catch {
    // Storage is full or forbidden: after a step back the comment may come twice, which is the lesser evil.
  }
}

/** The customer pressed submit and the browser found the form valid. Whether it is sent is not known yet. */
function pressing(form: EventTarget | null): void {
  const comment = commentOf(form)
  if (!form || !comment) return
  settle(comment)
  pressed.set(form, performance.now())
}

/**
 * The form is collected, by the browser to send it (then no one has stopped the submit), or by the shop's own script.
 * After a press on the button that is the sending. Otherwise it may be a draft being saved, or `form.submit()`:
 * then the page begins to leave.
 */
function collecting({ target, formData }: FormDataEvent): void {
  const comment = commentOf(target)
  if (!target || !comment) return
  settle(comment)
  formData.set('earshot_id', comment.id)
  if (comment.source.words().trim() === '') return
  const since = performance.now() - (pressed.get(target) ?? -Infinity)
  pressed.delete(target)
  if (since < COLLECT_WITHIN) {
    send(comment)
  } else if (!comment.sent) {
    // Chromium collects twice for one form.submit().
    const leaving = () => guarded(() => comment.sent || send(comment))
    addEventListener('beforeunload', leaving, { once: true })
    setTimeout(() => removeEventListener('beforeunload', leaving), LEAVE_WITHIN)
  }
}

function send(comment: Comment): void {
  const { site, source, locale, id } = comment
  const words = source.words()
  const form = source.form()
  comment.said = words
  comment.sent = true
  rememberSent(comment)
  const feedback: FeedbackInput = {
    id,
    site: site.key,
    moment: 'order',
    answers: { comment: clean(words.slice(0, ANSWER_MAX)) },
    ...(form && detailsOf(form)),
    locale,
    // Not what stands behind ? and #: addresses carry secrets there.
    page: {
      url: (location.origin + location.pathname).slice(0, 2000),
      title: clean(document.title.slice(0, 300)),
    },
    signals: { honeypot: '', elapsed: Math.round(performance.now()) },
  }
  deliver(site.url, feedback)
}
