import type { Asking } from './asking.ts'
import * as css from './Chips.css.ts'
import { Options } from './Options.tsx'

const chip = (value: string, label: string | undefined) => ({
  value,
  look: css.chip,
  shown: [
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <path d="m1.5 6.5 3 3 6-7" />
    </svg>,
    label,
  ],
})

/** Things to choose: one (`choice`, `remedy`) or several (`choices`, `product`: the order's items). */
export function Chips(asking: Asking<'choice' | 'choices' | 'remedy' | 'product'>) {
  const { talk, question } = asking
  return (
    <Options
      asking={asking}
      look={css.chips}
      many={question.kind === 'choices' || question.kind === 'product'}
      picks={
        question.kind === 'product'
          ? talk.order!.items!.map(({ sku, name, quantity = 1 }) =>
              chip(sku ?? name, quantity > 1 ? `${quantity} × ${name}` : name),
            )
          : question.options.map(({ id, label }) => chip(id, talk.say(label)))
      }
    />
  )
}
