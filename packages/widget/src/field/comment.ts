import { ANSWER_MAX, uuidv7, type FeedbackInput } from '@earshot/sdk/contract'
import { clean, detailsOf } from './details.ts'
import { deliver } from './deliver.ts'

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
  /** The words that went out under the id. */
  sent?: string | undefined
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
 */
export function follow(source: Source, site: Comment['site'], locale: string, known?: string): void {
  if (comments.size === 0) listen()
  const comment: Comment = { source, site, locale, id: known || uuidv7(), sent: known ? source.words() : undefined }
  comments.add(comment)
  source.keep(comment.id)
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
    console.warn('Earshot could not take the comment; the order carries it.', error)
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
  if (comment.sent === undefined || comment.sent === comment.source.words()) return
  comment.id = uuidv7()
  comment.sent = undefined
  comment.source.keep(comment.id)
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
  } else if (comment.sent === undefined) {
    // Chromium collects twice for one form.submit().
    const leaving = () => guarded(() => comment.sent === undefined && send(comment))
    addEventListener('beforeunload', leaving, { once: true })
    setTimeout(() => removeEventListener('beforeunload', leaving), LEAVE_WITHIN)
  }
}

function send(comment: Comment): void {
  const { site, source, locale, id } = comment
  const words = source.words()
  const form = source.form()
  comment.sent = words
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
