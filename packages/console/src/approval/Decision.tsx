import type { Complaint, Remedy } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale, useQuery } from '../api/query.ts'
import { singleKeys, useCommands } from '../command/commands.ts'
import { keep, recallText } from '../draft/draft.ts'
import { go, href } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Area, Form, Row } from '../ui/Field.tsx'
import { Due, Score, Tag, When } from '../ui/Marks.tsx'
import { Fault, toast, Unanswered, Wait } from '../ui/States.tsx'
import { money, number as figure } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Decision.css.ts'

/** A proposal, with what is needed to decide on it. @param after where to go when it is decided */
export function Decision({ number, back, after }: { number: string; back: string; after: () => string }) {
  const words = w().queue.approvals
  const { data, error, refetch } = useQuery({
    queryKey: ['complaint', number],
    queryFn: () => api.complaints.get(number),
  })
  return (
    <>
      <Bar
        title={number}
        level={2}
        back={back}
        end={<LinkButton href={href(`/complaints/${number}`)}>{words.open}</LinkButton>}
      >
        {data?.clock && <Due dueAt={data.clock.dueAt} startedAt={data.clock.startedAt} kind={data.clock.kind} />}
      </Bar>
      <div class={css.body}>
        <Unanswered error={error} again={refetch} />
        {data ? <Whole complaint={data} after={after} /> : !error && <Wait />}
      </div>
    </>
  )
}

function Whole({ complaint, after }: { complaint: Complaint; after: () => string }) {
  const words = w().queue.approvals
  const proposed = complaint.remedies.filter(({ state }) => state === 'proposed')
  const chosen = useSignal(proposed[0]?.id)
  const returning = useSignal(false)
  const draft = `approval/${complaint.number}`
  const why = useSignal(recallText(draft))
  const { number, version, possible } = complaint
  const done = (told: string) => {
    keep(draft, undefined)
    for (const key of ['complaints', 'complaint', 'desk']) stale(key)
    toast(told)
    go(after())
  }
  const approve = useAct(async () => {
    await api.complaints.give(number, 'approve', { remedy: chosen.value! }, { version })
    done(words.approved(number))
  })
  const giveBack = useAct(async () => {
    await api.complaints.give(number, 'return', { reason: why.value.trim() }, { version })
    done(words.returned(number))
  })
  const can = possible.includes('approve')
  useCommands(
    can
      ? [
          { id: 'approve', label: words.approve, keys: 'a', run: () => void approve.run() },
          { id: 'return', label: words.return, keys: 'r', run: () => (returning.value = true) },
        ]
      : [],
  )
  const keyOf = (key: string) => (singleKeys.value ? key : undefined)
  return (
    <div class={css.inner}>
      <p class={css.soft}>
        <Score value={complaint.satisfaction} /> {complaint.name ?? w().common.customer.guest} ·{' '}
        <When at={complaint.openedAt} />
      </p>
      <p class={css.words} dir="auto" lang={complaint.language ?? undefined}>
        {complaint.words}
      </p>
      {proposed.length > 1 && <p class={css.soft}>{words.choice}</p>}
      {proposed.map((remedy) => (
        <Proposed
          key={remedy.id}
          remedy={remedy}
          complaint={complaint}
          chosen={proposed.length > 1 && chosen.value === remedy.id}
          onChoose={proposed.length > 1 ? () => (chosen.value = remedy.id) : undefined}
        />
      ))}
      <Worth complaint={complaint} />
      <Fault error={approve.error.value ?? giveBack.error.value} />
      {can && (
        <Row>
          <Button kind="go" keys={keyOf('A')} busy={approve.busy.value} onClick={() => void approve.run()}>
            {words.approve}
          </Button>
          <Button
            keys={keyOf('R')}
            aria-expanded={returning.value}
            onClick={() => (returning.value = !returning.value)}
          >
            {words.return}
          </Button>
        </Row>
      )}
      {returning.value && (
        <Form onSubmit={() => why.value.trim() && giveBack.run()}>
          <Area
            label={words.returnWhy}
            autofocus
            value={why.value}
            onInput={(event) => {
              why.value = event.currentTarget.value
              keep(draft, why.value)
            }}
          />
          <Row>
            <Button kind="go" type="submit" disabled={!why.value.trim()} busy={giveBack.busy.value}>
              {words.return}
            </Button>
          </Row>
        </Form>
      )}
    </div>
  )
}

function Proposed({
  remedy,
  complaint,
  chosen,
  onChoose,
}: {
  remedy: Remedy
  complaint: Complaint
  chosen: boolean
  onChoose: (() => void) | undefined
}) {
  const words = w()
  const entry = complaint.history.findLast(({ command }) => command === 'propose' || command === 'resolve')
  return (
    <section class={css.choice} data-chosen={chosen}>
      <div class={css.head}>
        {onChoose && (
          <input
            type="radio"
            name="remedy"
            checked={chosen}
            aria-label={words.common.remedy[remedy.kind]}
            onChange={onChoose}
          />
        )}
        <strong>{words.common.remedy[remedy.kind]}</strong>
        <span class={css.cost}>
          {remedy.cost && remedy.currency ? money(remedy.cost, remedy.currency) : words.queue.approvals.noCost}
        </span>
      </div>
      <p dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
        {remedy.terms}
      </p>
      {remedy.tasks && remedy.tasks.length > 0 && (
        <p>
          {remedy.tasks.map((task) => (
            <Tag key={`${task.kind} ${task.words ?? ''}`}>
              {(words.common.task as Readonly<Record<string, string>>)[task.kind] ?? task.kind}
            </Tag>
          ))}
        </p>
      )}
      {entry && (
        <p class={css.soft}>
          {words.queue.approvals.proposedBy(entry.by.name ?? '')} · <When at={entry.at} />
          {typeof entry.payload?.['reason'] === 'string' && ` · ${entry.payload['reason']}`}
        </p>
      )}
      {complaint.cause && (
        <p>
          {words.queue.cause}: <span dir="auto">{complaint.cause}</span>
        </p>
      )}
    </section>
  )
}

/** What the customer is to the shop. */
function Worth({ complaint }: { complaint: Complaint }) {
  const words = w().queue.approvals
  const id = complaint.customer
  const { data } = useQuery({
    queryKey: ['customer', id],
    queryFn: () => api.customers.get(id!),
    enabled: id !== null,
  })
  if (id === null) return <p class={css.soft}>{words.unknown}</p>
  if (!data) return null
  return (
    <section>
      <h3 class={css.soft}>{words.value}</h3>
      <div class={css.facts}>
        <div class={css.fact}>
          <span class={css.figure}>{figure(data.orders.total)}</span>
          <span class={css.soft}>{words.orders}</span>
        </div>
        {Object.entries(data.orders.value).map(([currency, sum]) => (
          <div key={currency} class={css.fact}>
            <span class={css.figure}>{money(sum, currency)}</span>
            <span class={css.soft}>{words.spent}</span>
          </div>
        ))}
        <div class={css.fact}>
          <span class={css.figure}>{figure(data.complaints.length)}</span>
          <span class={css.soft}>{words.complaints}</span>
        </div>
      </div>
    </section>
  )
}
