import type { ProductDetail } from '@earshot/sdk/contract'
import { exact, number } from '../words/format.ts'
import { Hidden } from '../ui/Marks.tsx'
import * as css from './Product.css.ts'
import { s } from './words.ts'

const UP = 60
const DOWN = 32

/** Complaints of each month above the line, its orders below. What the bars say is said in words, too. */
export function Months({ months }: { months: ProductDetail['months'] }) {
  const words = s().goods
  const most = Math.max(1, ...months.map(({ complaints }) => complaints))
  const sold = Math.max(1, ...months.map(({ orders }) => orders))
  return (
    <ol class={css.months}>
      {months.map(({ month, complaints, orders }) => {
        const at = `${month}-15T12:00:00Z`
        const said = words.monthOf(exact(at, { month: 'long', year: 'numeric' }), number(complaints), number(orders))
        return (
          <li key={month} class={css.monthCell} title={said}>
            <Hidden>{said}</Hidden>
            <span class={css.tiny} aria-hidden="true">
              {complaints > 0 ? number(complaints) : ' '}
            </span>
            <span class={css.up} aria-hidden="true">
              <i class={css.bar} style={{ height: `${Math.round((complaints / most) * UP)}px` }} />
            </span>
            <span class={css.down} aria-hidden="true">
              <i class={css.under} style={{ height: `${Math.round((orders / sold) * DOWN)}px` }} />
            </span>
            <span class={css.tiny} aria-hidden="true">
              {exact(at, { month: 'narrow' })}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
