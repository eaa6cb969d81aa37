import type { Asking } from './asking.ts'
import { Radio } from './Radio.tsx'
import * as css from './Scale.css.ts'

/** A row of numbers: NPS 0 to 10, effort 1 to 7. */
export function Scale(asking: Asking<'nps' | 'effort'>) {
  const { talk, question, named } = asking
  const { id, kind, low, high } = question
  const nps = kind === 'nps'
  return (
    <>
      <div class={`${css.scale} ${nps ? css.nps : css.effort}`} role="radiogroup" {...named}>
        {Array.from({ length: nps ? 11 : 7 }, (_, at) => at + (nps ? 0 : 1)).map((value) => (
          <label class={css.number}>
            <Radio asking={asking} value={value} />
            <span>{value}</span>
          </label>
        ))}
      </div>
      {(low || high) && (
        <p class={css.ends} id={`ends-${id}`}>
          <small>{talk.say(low)}</small> <small>{talk.say(high)}</small>
        </p>
      )}
    </>
  )
}
