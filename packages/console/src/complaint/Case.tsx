import type { Complaint } from '@earshot/sdk/contract'
import { EarshotError } from '@earshot/sdk'
import { useEffect } from 'preact/hooks'
import { api } from '../api/client.ts'
import { stale, useQuery } from '../api/query.ts'
import { areLabelsAwaited } from '../label/Labels.tsx'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { useCategories, useCauses, useDepartments, useStaff } from '../team/team.ts'
import { useOnce } from '../ui/later.ts'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { Aside } from './Aside.tsx'
import * as css from './Case.css.ts'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import { Head } from './Head.tsx'
import { History } from './History.tsx'
import { Notices } from './Notices.tsx'
import { usePresence } from './presence.ts'
import { Stages } from './Stages.tsx'
import { Tasks } from './Tasks.tsx'
import { useQuestions, Words } from './Words.tsx'

function useComplaint(number: string) {
  return useQuery({ queryKey: ['complaint', number], queryFn: () => api.complaints.get(number) })
}

/** One complaint, as the pane beside the list. @param back where a phone goes back to */
export function Case({ number, back = href('/complaints') }: { number: string; back?: string }) {
  const asked = useComplaint(number)
  const words = w().case
  // Without what it is named by, its head would move all below; without the questions, answers would be drawn twice.
  const names = [useStaff, useDepartments, useCategories, useCauses].map(({ awaited }) => awaited())
  names.push(areLabelsAwaited())
  const { isPending } = useQuestions(asked.data?.feedback)
  const ready = useOnce(asked.data !== undefined && !isPending && !names.includes(true))
  if (asked.data && ready) return <Known key={number} complaint={asked.data} back={back} fault={asked.error} />
  const unknown =
    asked.error instanceof EarshotError && ['complaint_unknown', 'invalid', 'not_found'].includes(asked.error.code)
  return (
    <>
      <Bar title={number} level={2} back={back} />
      {unknown ? (
        <Empty title={words.unknown}>{words.unknownMore}</Empty>
      ) : asked.error ? (
        <Fault error={asked.error} again={() => asked.refetch()} />
      ) : (
        <Wait />
      )}
    </>
  )
}

function Known({ complaint, back, fault }: { complaint: Complaint; back: string; fault: unknown }) {
  const { number, version } = complaint
  const words = w().case
  usePresence(number)
  // What is on the screen was seen.
  useEffect(() => {
    if (!complaint.unread) return
    api.complaints.mark([number], true).then(
      () => ['complaints', 'desk'].forEach((key) => stale(key)),
      () => {},
    )
  }, [number, version])
  return (
    <div class={css.root}>
      <Head complaint={complaint} back={back} />
      <div class={css.body} tabIndex={0}>
        <Stages complaint={complaint} />
        <Fault error={fault} again={() => stale('complaint', number)} />
        <Notices complaint={complaint} />
        <Words complaint={complaint} />
        <Conversation complaint={complaint} />
        <Tasks complaint={complaint} />
        <details class={css.inline}>
          <summary class={css.summary}>{words.aside}</summary>
          <Aside complaint={complaint} />
        </details>
      </div>
      <Composer complaint={complaint} />
      {param('show') === 'history' && (
        <History complaint={complaint} onClose={() => go(hrefWith({ show: undefined }), { replace: true })} />
      )}
    </div>
  )
}

/** What belongs to a complaint, as the third pane. */
export function CaseAside({ number }: { number: string }) {
  const { data } = useComplaint(number)
  if (!data) return null
  return (
    <div class={css.aside}>
      <Aside complaint={data} />
    </div>
  )
}
