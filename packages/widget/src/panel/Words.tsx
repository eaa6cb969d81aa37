import { answer, type Asking } from './asking.ts'
import * as hint from './Question.css.ts'
import * as css from './Words.css.ts'

/** Free words. */
export function Words(asking: Asking<'text'>) {
  const { talk, question, named } = asking
  const { id, placeholder, maxLength = 5000 } = question
  const said = (talk.draft.answers[id] ?? '') as string
  const left = maxLength - said.length
  return (
    <>
      <textarea
        class={css.field}
        rows={3}
        required={question.required}
        maxLength={maxLength}
        placeholder={talk.say(placeholder)}
        value={said}
        onInput={(event) => answer(asking, event.currentTarget.value)}
        {...named}
      />
      {left < Math.min(200, maxLength / 5) && (
        <p class={hint.hint} role="status">
          <small>{talk.word('left', { count: left })}</small>
        </p>
      )}
    </>
  )
}
