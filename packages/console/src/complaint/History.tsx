import type { Complaint } from '@earshot/sdk/contract'
import { Dialog } from '../ui/Dialog.tsx'
import { Hint } from '../ui/States.tsx'
import { exact, number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { didWhat, doneBy, heardHow, useTold } from './saying.ts'
import * as css from './Case.css.ts'

/** How many entries it has, and whether they are as they were written. */
export function historyLine({ history, broken }: Complaint): string {
  const words = w().case.history
  return broken === null ? words.good(number(history.length)) : words.bad(number(history.length))
}

/** Everything that was done, by whom and when. */
export function History({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  const words = w()
  const told = useTold()
  return (
    <Dialog wide light title={`${words.case.history.title} · ${complaint.number}`} onClose={onClose}>
      {complaint.broken === null ? (
        <p class={css.quiet}>
          {historyLine(complaint)}. {words.case.history.how}
        </p>
      ) : (
        <Hint>{words.case.notice.broken(complaint.broken)}</Hint>
      )}
      <ol class={css.history}>
        {complaint.history.toReversed().map((entry) => {
          const how = heardHow(entry)
          return (
            <li key={entry.seq} class={css.entry}>
              <span class={css.seq}>{number(entry.seq)}</span>
              <time class={css.quiet} dateTime={entry.at}>
                {exact(entry.at)}
              </time>
              <div dir="auto">
                <b>{doneBy(entry)}</b> {didWhat(entry)}
                {how && ` (${how})`}
                <span class={css.quiet}> · {words.common.stage[entry.stage]}</span>
                {told(entry).map((one, i) => (
                  <p key={i} class={css.carried} dir="auto">
                    {one}
                  </p>
                ))}
              </div>
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}
