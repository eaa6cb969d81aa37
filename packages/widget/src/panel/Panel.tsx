import { page } from './flow.ts'
import * as css from './Panel.css.ts'
import { error, hint } from './Question.css.ts'
import { Question } from './Question.tsx'
import type { Talk } from './talk.ts'

/** Name of the field that people do not see; whoever fills it in is suspect. */
export const TRAP = 'website'

/** Fetches what comes after the form, which is not needed to open it. */
export async function rest({ language }: Talk) {
  const [rest, late] = await Promise.all([import('./rest.ts'), language.late()])
  Object.assign(language.default, late.default)
  return rest
}

/** `on`: next view, or off it goes; `back`: the view before; `skip`: off without what may be left unsaid. */
export type Way = 'on' | 'back' | 'skip'

function go(talk: Talk, event: Event, way: Way): void {
  const form = (event.currentTarget as Element).closest('form')!
  event.preventDefault()
  rest(talk)
    .then(({ go }) => go(talk, form, way))
    .catch(() => talk.change({ failure: <p class={error}>{talk.word('unreachable')}</p> }))
}

function Footer({ talk }: { talk: Talk }) {
  const { views, at, questions, given } = page(talk)
  const { word, sending, progress, failure } = talk
  const [first, second] = questions
  const one = views.length < 2
  // A rating answers with one tap; there is nothing to send before it.
  if (one && !second && first && /^[sne]/.test(first.kind) && given[first.id] === undefined) return null
  return (
    <div class={css.footer}>
      <div role="alert">{failure}</div>
      <div class={css.row}>
        {at > 0 && (
          <button class={css.ghost} type="button" onClick={(event) => go(talk, event, 'back')}>
            {word('back')}
          </button>
        )}
        {one && second?.kind === 'text' && !second.required && !questions[2] && (
          <button class={css.ghost} type="button" onClick={(event) => go(talk, event, 'skip')}>
            {word('skip')}
          </button>
        )}
        {!one && <small>{word('step', { at: at + 1, of: views.length })}</small>}
        <button class={css.button} aria-busy={sending}>
          <span class={progress ? css.hidden : ''}>
            {/* The word for another try comes late, or not at all. */}
            {word(at < views.length - 1 ? 'next' : failure ? 'again' : 'send') || word('send')}
          </span>
          {progress}
        </button>
      </div>
    </div>
  )
}

function Form({ talk }: { talk: Talk }) {
  const { say, word, order, asked } = talk
  const { questions, heading, at } = page(talk)
  const label = questions[0]?.label
  // A headline of its own leaves the first question's label to the line below it.
  const note = heading ? (heading.note ?? label) : at ? undefined : asked.note
  const about = !heading && !at && order && word('order', { id: order.id })
  return (
    <form noValidate onSubmit={(event) => go(talk, event, 'on')}>
      <div class={css.body}>
        <h2 class={css.title} id="title" tabIndex={-1}>
          {say(heading ? heading.title : label)}
        </h2>
        {(note || about) && (
          <p class={hint}>
            <small id="note">{[about, say(note)].filter(Boolean).join(' · ')}</small>
          </p>
        )}
        {questions.map((question, at) => (
          <Question
            key={question.id}
            talk={talk}
            question={question}
            by={!at && (heading ? !heading.note && 'note' : 'title')}
          />
        ))}
        <input class={css.trap} name={TRAP} tabIndex={-1} autocomplete="off" aria-hidden="true" />
      </div>
      <Footer talk={talk} />
    </form>
  )
}

/** The card: what is asked, or the thanks. `place` has it in the page's flow, else it fills a dialog. */
export function Panel({ talk }: { talk: Talk }) {
  const { word, place, Thanks } = talk
  const label = word(place ? 'dismiss' : 'close')
  return (
    <>
      {Thanks ? <Thanks talk={talk} /> : <Form talk={talk} />}
      {!(place && Thanks) && (
        <button class={css.close} type="button" aria-label={label} title={label} onClick={talk.close}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m3.5 3.5 9 9m0-9-9 9" />
          </svg>
        </button>
      )}
    </>
  )
}
