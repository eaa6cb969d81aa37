import { answer, type Answering } from './asking.ts'
import * as css from './Radio.css.ts'

/**
 * A native radio button that lies unseen over what stands for it, so that the browser brings arrows, roving focus
 * and semantics. Picked again, an answer that is not required is taken back.
 */
export function Radio({ asking, value }: { asking: Answering; value: number | string }) {
  const { talk, question } = asking
  const given = talk.draft.answers[question.id] === value
  return (
    <input
      class={css.over}
      type="radio"
      name={question.id}
      value={value}
      checked={given}
      onClick={() => answer(asking, given && !question.required ? undefined : value)}
    />
  )
}
