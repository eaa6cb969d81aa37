import type { ComponentChildren } from 'preact'
import { answer, type Answering, type Named } from './asking.ts'
import * as css from './Options.css.ts'

/** One thing to pick. */
interface Pick {
  value: number | string
  look: string
  shown: ComponentChildren
}

/**
 * Things of which one, or `many`, are picked. Native radio buttons and check boxes lie unseen over what stands for
 * them, so that the browser brings arrows, roving focus and semantics. A radio button that is picked again is taken
 * back, where the answer is not required.
 */
export function Options({
  asking,
  look,
  many,
  picks,
}: {
  asking: Answering & Named
  look: string
  many?: boolean
  picks: Pick[]
}) {
  const { talk, question, named } = asking
  const chosen = [talk.draft.answers[question.id] ?? []].flat()
  return (
    <div class={look} role={many ? 'group' : 'radiogroup'} {...named}>
      {picks.map(({ value, look, shown }) => {
        const on = chosen.includes(value)
        const others = chosen.filter((other) => other !== value) as string[]
        const next = many ? (on ? others : [...others, `${value}`]) : on && !question.required ? undefined : value
        return (
          <label class={look}>
            <input
              class={css.over}
              type={many ? 'checkbox' : 'radio'}
              name={question.id}
              value={value}
              checked={on}
              required={!many && question.required}
              onClick={() => answer(asking, next)}
            />
            {shown}
          </label>
        )
      })}
    </div>
  )
}
