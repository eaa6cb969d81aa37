import type { Improvement } from '@earshot/sdk/contract'
import { s } from '../product/words.ts'
import { number, percent } from '../words/format.ts'
import * as css from './Improvement.css.ts'

/** Of fewer complaints a share says nothing: they are counted out. */
const LEAST = 5

/** How the rate of complaints changed, in words; the colour only repeats it. */
export function Effect({ of: { effect, state } }: { of: Pick<Improvement, 'effect' | 'state'> }) {
  const words = s().goods.improvement
  if (state === 'planned') return null
  const { change, before, after } = effect
  if (after && before.complaints + after.complaints < LEAST)
    return <span class={css.soft}>{words.few(number(before.complaints), number(after.complaints))}</span>
  if (change === null) return <span class={css.soft}>{words.nothing}</span>
  if (change === 0) return <span class={css.soft}>{words.same}</span>
  const share = percent(Math.abs(change), 0)
  return <span class={change < 0 ? css.good : css.bad}>{change < 0 ? words.fewer(share) : words.more(share)}</span>
}
