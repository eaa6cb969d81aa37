import type { Retention } from '@earshot/sdk/contract'
import { api } from '../../api/client.ts'
import { queries, useQuery } from '../../api/query.ts'
import { may } from '../../session/session.ts'
import { param } from '../../shell/address.ts'
import { useOnce } from '../../ui/later.ts'
import { Fault, Wait } from '../../ui/States.tsx'
import { useEdit } from '../edit.ts'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { PartPage, Section } from '../Section.tsx'
import { s } from '../words.ts'
import { Erasures, useErasures } from './Erasures.tsx'
import { Find, useNamed } from './Find.tsx'
import { Person, usePerson } from './Person.tsx'
import { asked } from './who.ts'

/** Somebody's own data, to hand over and to take away; and for how long what is kept. */
export default function Privacy() {
  const who = asked()
  const person = usePerson(who)
  const lists = [useNamed(param('name')), useErasures(), useRetention()]
  // What stands below comes last, as it would be moved; what is being changed there stays.
  const ready = useOnce(!person.isLoading && !lists.some(({ isLoading }) => isLoading))
  return (
    <PartPage name="privacy">
      <Find />
      {who && <Person key={JSON.stringify(who)} who={who} />}
      {ready ? (
        <>
          <Erasures />
          <Keeping />
        </>
      ) : (
        !person.isLoading && <Wait />
      )}
    </PartPage>
  )
}

function useRetention() {
  return useQuery({ queryKey: ['retention'], queryFn: () => api.privacy.retention() })
}

const MONTHS = ['feedbackMonths', 'complaintMonths', 'orderMonths', 'customerMonths'] as const
const DAYS = ['mailDays', 'eventDays'] as const

function Keeping() {
  const retention = useRetention()
  if (!retention.data) return <Fault error={retention.error} again={() => retention.refetch()} />
  return <Rules stored={retention.data} />
}

/** For how long what is kept. */
function Rules({ stored }: { stored: Retention }) {
  const words = s().privacy
  const edit = useEdit<Retention>(stored, async (what) => {
    queries.setQueryData(['retention'], await api.privacy.changeRetention(what))
  })
  const { value, set, errorAt } = edit
  const mine = may('owner')
  const field = (name: keyof Retention, unit: string, max: number, never: boolean) => (
    <Line
      key={name}
      name={words.keeps[name]}
      more={errorAt(name) ? <span class={css.wrong}>{errorAt(name)}</span> : words.keepsMore[name]}
      end={
        <>
          <input
            class={css.small}
            type="number"
            min="1"
            max={max}
            aria-label={`${words.keeps[name]}: ${unit}`}
            aria-invalid={errorAt(name) ? 'true' : undefined}
            disabled={!mine}
            placeholder={never ? words.never : ''}
            value={value[name] ?? ''}
            onInput={(event) => {
              const count = event.currentTarget.valueAsNumber
              set({ [name]: Number.isNaN(count) && never ? null : count })
            }}
          />
          <span class={css.unit}>{unit}</span>
        </>
      }
    />
  )
  return (
    <Section
      title={words.keeping}
      explanation={mine ? words.keepingMore : `${words.keepingMore} ${words.keepingOwners}`}
      {...(mine ? { edit } : {})}
    >
      <Rows label={words.keeping}>
        {MONTHS.map((name) => field(name, words.months, 240, true))}
        {DAYS.map((name) => field(name, words.days, 30, false))}
      </Rows>
    </Section>
  )
}
