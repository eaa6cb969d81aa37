import type { Condition, Question } from '@earshot/sdk/contract'
import { Button } from '../../ui/Button.tsx'
import { Hint } from '../../ui/States.tsx'
import { figuresOf, type How, howOf, howsOf, lookable, newCondition, withHow } from './condition.ts'
import { type EditorContext, useEditor } from './editor.ts'
import * as css from './Card.css.ts'
import { faultText, wordsOf } from './Words.tsx'
import { m } from './words.ts'

/** When something is asked or shown, as sentences. @param earlier what the conditions can look at */
export function When({
  path,
  earlier,
  asks,
}: {
  path: string
  earlier: readonly Question[]
  /** Whether it is a question; else it is something that is shown. */
  asks: boolean
}) {
  const words = m().when
  const { editing, readOnly } = useEditor()
  const when = (editing.at(path) as Condition[] | undefined) ?? []
  const all = lookable(earlier)
  const set = (next: Condition[]) => editing.put(path, next.length > 0 ? next : undefined)
  return (
    <div class={css.when}>
      {when.length === 0 && <p class={css.quiet}>{asks ? words.always : words.alwaysShown}</p>}
      {when.map((condition, i) => (
        <One
          key={i}
          path={`${path}.${i}`}
          condition={condition}
          all={all}
          lead={i > 0 ? words.and : asks ? words.asked : words.shown}
          onRemove={() => set(when.filter((_, at) => at !== i))}
        />
      ))}
      {!readOnly &&
        when.length < 10 &&
        (all.length > 0 ? (
          <span>
            <Button kind="quiet" icon="capture" onClick={() => set([...when, newCondition(all[0]!)])}>
              {words.add}
            </Button>
          </span>
        ) : (
          asks && <p class={css.quiet}>{words.none}</p>
        ))}
      {faultText(editing, path) && when.length === 0 && <Hint>{faultText(editing, path)}</Hint>}
    </div>
  )
}

function One({
  path,
  condition,
  all,
  lead,
  onRemove,
}: {
  path: string
  condition: Condition
  all: readonly Question[]
  lead: string
  onRemove: () => unknown
}) {
  const words = m().when
  const context = useEditor()
  const { editing, readOnly } = context
  const question = all.find(({ id }) => id === condition.question)
  const how = howOf(condition)
  const hows = howsOf(question)
  const put = (next: Condition) => editing.put(path, next)
  const fault = faultText(editing, path)
  return (
    <div class={css.condition} role="group" aria-label={lead} data-path={path}>
      <span class={css.sentence}>
        <span class={css.lead}>{lead}</span>
        <select
          class={css.choose}
          aria-label={words.question}
          aria-invalid={fault ? 'true' : undefined}
          disabled={readOnly}
          value={condition.question}
          onChange={(event) => {
            const next = all.find(({ id }) => id === event.currentTarget.value)!
            put(newCondition(next))
          }}
        >
          {!question && <option value={condition.question}>{words.unknown(condition.question)}</option>}
          {all.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one, context)}
            </option>
          ))}
        </select>
        <select
          class={css.choose}
          aria-label={words.how}
          disabled={readOnly}
          value={how}
          onChange={(event) => put(withHow(condition, event.currentTarget.value as How, question))}
        >
          {(hows.includes(how) ? hows : [how, ...hows]).map((one) => (
            <option key={one} value={one}>
              {words.hows[one]}
            </option>
          ))}
        </select>
        <Values condition={condition} how={how} question={question} put={put} />
      </span>
      {!readOnly && <Button kind="quiet" icon="close" aria-label={words.remove} onClick={onRemove} />}
      {fault && (
        <p class={css.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

/** What an answer is compared with. */
function Values({
  condition,
  how,
  question,
  put,
}: {
  condition: Condition
  how: How
  question: Question | undefined
  put: (next: Condition) => unknown
}) {
  const words = m().when
  const context = useEditor()
  const { min, max, is = [] } = condition
  const choices = choicesOf(question, context)
  const one = (label: string, value: number | undefined, set: (to: number) => Condition) => (
    <select
      class={css.choose}
      aria-label={label}
      disabled={context.readOnly}
      value={value}
      onChange={(event) => put(set(Number(event.currentTarget.value)))}
    >
      {choices.map(([figure, text]) => (
        <option key={figure} value={figure}>
          {text}
        </option>
      ))}
    </select>
  )
  if (how === 'answered') return null
  if (how === 'most') return one(words.value, max, (to) => ({ ...condition, max: to }))
  if (how === 'least') return one(words.value, min, (to) => ({ ...condition, min: to }))
  if (how === 'exactly') return one(words.value, min, (to) => ({ ...condition, min: to, max: to }))
  if (how === 'between')
    return (
      <>
        {one(words.from, min, (to) => ({ ...condition, min: to, max: Math.max(to, max ?? to) }))}
        <span class={css.lead}>{words.between}</span>
        {one(words.to, max, (to) => ({ ...condition, max: to, min: Math.min(to, min ?? to) }))}
      </>
    )
  const gone = is.filter((value) => !choices.some(([choice]) => choice === value))
  return (
    <span class={css.chips} role="group" aria-label={words.choices}>
      {[...choices, ...gone.map((value) => [value, words.unknown(String(value))] as const)].map(([value, text]) => (
        <Button
          key={value}
          class={css.chip}
          aria-pressed={is.includes(value)}
          disabled={context.readOnly}
          onClick={() => {
            const next = is.includes(value) ? is.filter((other) => other !== value) : [...is, value]
            if (next.length > 0) put({ ...condition, is: next })
          }}
        >
          {text}
        </Button>
      ))}
    </span>
  )
}

/** What can be answered, with its words. */
function choicesOf(question: Question | undefined, context: EditorContext): (readonly [string | number, string])[] {
  if (!question) return []
  if ('options' in question) return question.options.map(({ id, label }) => [id, wordsOf(label, context) || id])
  return figuresOf(question).map((figure) => {
    const face = question.kind === 'satisfaction' ? wordsOf(question.labels[figure - 1], context) : ''
    return [figure, face ? `${figure} · ${face}` : String(figure)]
  })
}

/** What a question is called where there is little room. */
export function nameOf(question: Question, context: EditorContext): string {
  return wordsOf(question.label, context) || m().kinds[question.kind]
}

/** A question's conditions in one line. */
export function whenText(when: readonly Condition[] | undefined, context: EditorContext): string {
  const words = m().when
  const { questions } = context.editing.now
  return (when ?? [])
    .map((condition) => {
      const question = questions.find(({ id }) => id === condition.question)
      const name = question ? nameOf(question, context) : condition.question
      const choices = choicesOf(question, context)
      const text = (value: string | number | undefined) =>
        choices.find(([one]) => one === value)?.[1] ?? String(value ?? '')
      const { min, max, is } = condition
      const how = howOf(condition)
      const value = is
        ? is.map(text).join(words.or)
        : how === 'between'
          ? `${text(min)} – ${text(max)}`
          : text(how === 'most' ? max : min)
      return words.sentence[how](name, value)
    })
    .join(`, ${words.and} `)
}
