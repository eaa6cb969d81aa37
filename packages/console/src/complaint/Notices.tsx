import type { Complaint } from '@earshot/sdk/contract'
import { href } from '../shell/address.ts'
import { Hint } from '../ui/States.tsx'
import { day, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { ClusterLine } from './Product.tsx'
import * as css from './Case.css.ts'

/** What must be known before anything is done: danger, an end, a merge, several of the same. */
export function Notices({ complaint }: { complaint: Complaint }) {
  const words = w()
  const t = words.case.notice
  const { mergedInto, outcome, closedAt, clusters, history, feedback, broken } = complaint
  const absorbed = history.flatMap(({ command, payload }) =>
    command === 'absorb' && typeof payload?.['number'] === 'string' ? [payload['number']] : [],
  )
  // A newer address may have been given since.
  const lost = complaint.undelivered.find(
    ({ address }) => address.toLowerCase() === complaint.contact?.email?.toLowerCase(),
  )
  const open = clusters.filter(({ endedAt }) => endedAt === null)
  const link = (number: string, text: string) => (
    <a class={css.noticeLink} href={href(`/complaints/${number}`)}>
      {text}
    </a>
  )
  return (
    <>
      {broken !== null && <Hint>{t.broken(broken)}</Hint>}
      {feedback.flags.includes('erased') && <p class={css.notice}>{t.erased}</p>}
      {complaint.safety && <p class={css.danger}>{t.safety}</p>}
      {lost && <p class={css.danger}>{t.undelivered(lost.address, when(lost.at), lost.reason ?? '')}</p>}
      {outcome && closedAt && (
        <p class={css.notice}>
          {t.closed(words.common.outcome[outcome], day(closedAt))}
          {mergedInto && <>. {link(mergedInto, t.merged(mergedInto))}</>}
        </p>
      )}
      {absorbed.map((number) => (
        <p key={number} class={css.notice}>
          {link(number, t.absorbed(number))}
        </p>
      ))}
      {complaint.asked && <p class={css.notice}>{t.asked}</p>}
      {open.map(({ id }) => (
        <p key={id} class={css.notice}>
          <ClusterLine id={id} />
        </p>
      ))}
    </>
  )
}
