import type { Asking } from './asking.ts'
import { Options } from './Options.tsx'
import * as css from './Scale.css.ts'

/** A row of numbers: NPS 0 to 10, effort 1 to 7. */
export function Scale(asking: Asking<'nps' | 'effort'>) {
  const { id, kind, low, high } = asking.question
  const nps = kind === 'nps'
  return (
    <>
      <Options
        asking={asking}
        look={css.scale}
        picks={Array.from({ length: nps ? 11 : 7 }, (_, at) => {
          const value = nps ? at : at + 1
          return { value, look: css.number, shown: value }
        })}
      />
      {(low || high) && (
        <p class={css.ends} id={`ends-${id}`}>
          <small>{asking.talk.say(low)}</small> <small>{asking.talk.say(high)}</small>
        </p>
      )}
    </>
  )
}
