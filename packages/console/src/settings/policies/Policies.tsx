import type { Policy, PolicyChange, TimedKind } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { api } from '../../api/client.ts'
import { queries, useQuery } from '../../api/query.ts'
import { may } from '../../session/session.ts'
import { Fault, Hint, Wait } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import { useEdit, type Edit } from '../edit.ts'
import * as css from '../Rows.css.ts'
import { PartPage, Section } from '../Section.tsx'
import { Tongues } from '../Tongues.tsx'
import { s } from '../words.ts'
import { Calendar } from './Calendar.tsx'
import { Clocks } from './Clocks.tsx'
import { Exceptions } from './Exceptions.tsx'
import { Limits } from './Limits.tsx'
import { moving } from './moving.ts'

/** What the shop promises its customers, and its people among each other. */
export default function Policies() {
  const policy = useQuery({ queryKey: ['policies'], queryFn: () => api.policies.get() })
  if (policy.isPending) return <Wait />
  if (!policy.data) return <Fault error={policy.error} again={() => policy.refetch()} />
  const words = s().policies
  return (
    <PartPage name="policies">
      {!may('owner') && <Hint>{words.ownersOnly}</Hint>}
      <Piece policy={policy.data} name="clocks" title={words.clocks} more={words.clocksMore}>
        {(edit) => <Clocks {...edit} />}
      </Piece>
      <Piece policy={policy.data} name="exceptions" title={words.exceptions} more={words.exceptionsMore}>
        {(edit) => <Exceptions {...edit} />}
      </Piece>
      <Piece policy={policy.data} name="calendar" title={words.calendar} more={words.calendarMore}>
        {(edit) => <Calendar {...edit} />}
      </Piece>
      <Piece policy={policy.data} name="limits" title={words.limits} more={words.limitsMore}>
        {(edit) => <Limits {...edit} />}
      </Piece>
      <Piece policy={policy.data} name="arbitration" title={words.arbitration} more={words.arbitrationMore}>
        {({ value, set, errorAt }) => (
          <Tongues
            label={words.arbitrationBody}
            value={value.arbitration}
            error={errorAt('arbitration')}
            long
            onChange={(arbitration) => set({ arbitration })}
          />
        )}
      </Piece>
    </PartPage>
  )
}

/** One piece of it, saved by itself; owners change it, managers read it. */
function Piece<K extends keyof Policy>({
  policy,
  name,
  title,
  more,
  children,
}: {
  policy: Policy
  name: K
  title: string
  more: string
  children: (edit: Edit<Pick<Policy, K>>) => ComponentChildren
}) {
  const stored = { [name]: policy[name] } as Pick<Policy, K>
  const edit = useEdit<Pick<Policy, K>>(stored, async (what) => {
    queries.setQueryData(['policies'], await api.policies.change(what as PolicyChange))
  })
  const moved = edit.changed ? moving(policy, { ...policy, ...edit.value }) : []
  return (
    <Section title={title} explanation={more} {...(may('owner') ? { edit } : {})}>
      <fieldset class={css.group} disabled={!may('owner')}>
        {children(edit)}
      </fieldset>
      {moved.length > 0 && <Hint>{s().policies.moves(moved.map((kind: TimedKind) => w().common.clock[kind]))}</Hint>}
    </Section>
  )
}
