import type { Question } from '@earshot/sdk/contract'
import { faults } from './faults.ts'
import { page, viewOf, walk } from './flow.ts'
import { ended } from './modal.ts'
import type { Way } from './Panel.tsx'
import { send } from './send.ts'
import type { Talk } from './talk.ts'
import * as css from './Sending.css.ts'
import { Thanks } from './Thanks.tsx'

/** Milliseconds of sending before it is shown: a sign of progress that comes at once only flickers. */
const PATIENCE = 200

/** The first view that holds something wrong. */
function viewWith(errors: Talk['errors'], asked: Question[]): number | undefined {
  const bad = asked.find(
    ({ id, kind }) => errors[id] || (kind === 'contact' && /contact\./.test(Object.keys(errors).join())),
  )
  return bad && viewOf(bad)
}

async function submit(talk: Talk, form: HTMLFormElement): Promise<void> {
  const { asked } = walk(talk)
  const errors = faults(talk, asked)
  const view = viewWith(errors, asked)
  if (view) return turn(talk, form, view, errors)
  // A page that slept did not hear of it.
  if (ended(talk)) return talk.close()
  talk.change({ sending: true, errors: {} })
  const dots = <span class={css.dots} role="status" aria-label={talk.word('sending')} />
  const timer = setTimeout(() => talk.change({ progress: dots }), PATIENCE)
  const { failure, ...outcome } = await send(talk, form)
  clearTimeout(timer)
  if (outcome.receipt) talk.draft.begun = 0
  const note = failure && <p class={css.failure}>{failure}</p>
  talk.change({ ...outcome, failure: note, ...(outcome.receipt && { Thanks }), sending: false, progress: null })
  const bad = viewWith(outcome.errors, asked)
  if (bad) turn(talk, form, bad, outcome.errors)
}

/** Shows a view, or what is wrong on it, and takes the focus there. */
function turn(talk: Talk, form: HTMLFormElement, view: number, errors: Talk['errors'] = {}): void {
  talk.draft.view = view
  talk.change({ errors })
  const bad = form.querySelector<HTMLElement>('[aria-invalid=true]')
  const to = bad?.querySelector('input') ?? bad ?? form.querySelector<HTMLElement>('#title')
  to?.focus()
}

/** Goes on from the view that is shown. */
export async function go(talk: Talk, form: HTMLFormElement, way: Way): Promise<void> {
  if (talk.sending || talk.receipt) return
  const { views, at, questions } = page(talk)
  if (way === 'back') return turn(talk, form, views[at - 1]!)
  if (way === 'skip') for (const { id, required } of questions) if (!required) delete talk.draft.answers[id]
  const errors = faults(talk, questions)
  const next = views[at + 1]
  if (next === undefined) await submit(talk, form)
  else turn(talk, form, Object.keys(errors).length > 0 ? views[at]! : next, errors)
}
