import type { FollowupKind, FollowupRules } from '@earshot/sdk/contract'
import type { ComponentChildren } from 'preact'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { href } from '../../shell/address.ts'
import { Check } from '../../ui/Field.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Fault, Wait } from '../../ui/States.tsx'
import { languageName } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import type { PartProps } from '../parts.ts'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { PartPage, Section } from '../Section.tsx'
import { s } from '../words.ts'
import { How } from './How.tsx'
import { useRules } from './rules.ts'
import { Script } from './Script.tsx'
import { Count, Sentence } from './Sentence.tsx'

const KINDS: readonly FollowupKind[] = ['complaint', 'purchase', 'day', 'leaving']

/** When customers are visited, and what is said then. */
export default function FollowupsPart({ id }: PartProps) {
  if (id) return <Script key={id} id={id} />
  return <Rules />
}

function Rules() {
  const words = s().followups
  const rules = useQuery({ queryKey: ['followups', 'rules'], queryFn: () => api.followups.rules() })
  if (rules.isPending) return <Wait />
  if (!rules.data) return <Fault error={rules.error} again={() => rules.refetch()} />
  return (
    <PartPage name="followups">
      <When rules={rules.data} />
      <How rules={rules.data} />
      <Section title={words.scripts} explanation={words.scriptsMore}>
        <Scripts />
      </Section>
    </PartPage>
  )
}

function When({ rules: { complaint, purchase, day, leaving } }: { rules: FollowupRules }) {
  const words = s().followups
  const edit = useRules({ complaint, purchase, day, leaving })
  const { value, set, errorAt } = edit
  const say = words.rules
  const error = ['complaint.afterHours', 'purchase.afterDays', 'day.daysBefore', 'leaving.afterDays', 'leaving.orders']
    .map(errorAt)
    .find(Boolean)
  const rule = (kind: FollowupKind, children: ComponentChildren) => (
    <div class={css.card} key={kind}>
      <Check
        label={<strong>{words.kinds[kind]}</strong>}
        checked={value[kind].on}
        onChange={(event) => set({ [kind]: { ...value[kind], on: event.currentTarget.checked } })}
      />
      {value[kind].on && children}
    </div>
  )
  return (
    <Section title={words.when} explanation={words.whenMore} edit={edit}>
      {rule(
        'complaint',
        <Sentence text={say.complaint}>
          {[
            <Count
              of={words.hoursAfter}
              value={value.complaint.afterHours}
              max={72}
              error={errorAt('complaint.afterHours')}
              onChange={(afterHours) => set({ complaint: { ...value.complaint, afterHours } })}
            />,
          ]}
        </Sentence>,
      )}
      {rule(
        'purchase',
        <>
          <Sentence text={say.purchase}>
            {[
              <Count
                of={words.daysAfter}
                value={value.purchase.afterDays}
                max={90}
                error={errorAt('purchase.afterDays')}
                onChange={(afterDays) => set({ purchase: { ...value.purchase, afterDays } })}
              />,
              <select
                class={css.small}
                aria-label={words.from}
                value={value.purchase.from}
                onChange={(event) =>
                  set({ purchase: { ...value.purchase, from: event.currentTarget.value as 'placed' | 'delivered' } })
                }
              >
                <option value="delivered">{words.delivered}</option>
                <option value="placed">{words.placed}</option>
              </select>,
            ]}
          </Sentence>
          <Check
            label={words.members}
            checked={value.purchase.members}
            onChange={(event) => set({ purchase: { ...value.purchase, members: event.currentTarget.checked } })}
          />
        </>,
      )}
      {rule(
        'day',
        <Sentence text={say.day}>
          {[
            <Count
              of={words.daysBefore}
              value={value.day.daysBefore}
              max={30}
              error={errorAt('day.daysBefore')}
              onChange={(daysBefore) => set({ day: { ...value.day, daysBefore } })}
            />,
          ]}
        </Sentence>,
      )}
      {rule(
        'leaving',
        <Sentence text={say.leaving}>
          {[
            <Count
              of={words.daysWithout}
              value={value.leaving.afterDays}
              min={7}
              max={1000}
              error={errorAt('leaving.afterDays')}
              onChange={(afterDays) => set({ leaving: { ...value.leaving, afterDays } })}
            />,
            <Count
              of={words.ordersAtLeast}
              value={value.leaving.orders}
              min={1}
              max={100}
              error={errorAt('leaving.orders')}
              onChange={(orders) => set({ leaving: { ...value.leaving, orders } })}
            />,
          ]}
        </Sentence>,
      )}
      {error && <p class={css.wrong}>{error}</p>}
    </Section>
  )
}

function Scripts() {
  const words = s().followups
  const scripts = useQuery({ queryKey: ['followups', 'scripts'], queryFn: () => api.followups.scripts() })
  if (scripts.isPending) return <Wait />
  if (!scripts.data) return <Fault error={scripts.error} again={() => scripts.refetch()} />
  return (
    <Rows label={words.scripts}>
      {KINDS.map((kind) => {
        const all = scripts.data.filter((one) => one.kind === kind)
        return (
          <Line
            key={kind}
            href={href(`/settings/followups/${kind}`)}
            name={words.kinds[kind]}
            more={all.map(({ language }) => languageName(language)).join(', ')}
            tags={all.some(({ own }) => own) && <Tag tone="accent">{words.own}</Tag>}
            end={w().common.act.edit}
          />
        )
      })}
    </Rows>
  )
}
