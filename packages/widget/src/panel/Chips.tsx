import { answer, type Asking } from './asking.ts'
import * as css from './Chips.css.ts'
import { Radio } from './Radio.tsx'
import * as radio from './Radio.css.ts'

/** Things to choose: one (`choice`, `remedy`) or several (`choices`, `product`: the order's items). */
export function Chips(asking: Asking<'choice' | 'choices' | 'remedy' | 'product'>) {
  const { talk, question, named } = asking
  const one = question.kind === 'choice' || question.kind === 'remedy'
  const chips =
    question.kind === 'product'
      ? talk.order!.items!.map(({ sku, name, quantity = 1 }) => ({
          id: sku ?? name,
          label: quantity > 1 ? `${quantity} × ${name}` : name,
        }))
      : question.options.map(({ id, label }) => ({ id, label: talk.say(label) }))
  const chosen = [talk.draft.answers[question.id] ?? []].flat() as string[]
  return (
    <div class={css.chips} role={one ? 'radiogroup' : 'group'} {...named}>
      {chips.map(({ id, label }) => (
        <label class={css.chip}>
          {one ? (
            <Radio asking={asking} value={id} />
          ) : (
            <input
              class={radio.over}
              type="checkbox"
              checked={chosen.includes(id)}
              onClick={() =>
                answer(asking, chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
              }
            />
          )}
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="m1.5 6.5 3 3 6-7" />
          </svg>
          {label}
        </label>
      ))}
    </div>
  )
}
