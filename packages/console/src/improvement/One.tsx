import type { Improvement, ImprovementChange } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { queries, stale, useQuery } from '../api/query.ts'
import { keep, recallText } from '../draft/draft.ts'
import { s } from '../product/words.ts'
import { may } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { Answer } from '../shell/Answer.tsx'
import { Bar } from '../shell/Panes.tsx'
import { useStaffName } from '../team/team.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Area, Form, Row } from '../ui/Field.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Fault, Hint, toast } from '../ui/States.tsx'
import { day, duration, number, now, when } from '../words/format.ts'
import { useAims } from './aims.ts'
import { Effect } from './Effect.tsx'
import * as css from './Improvement.css.ts'

const DAY = 86_400_000

/** Keeps what a command answered. */
function take(improvement: Improvement): void {
  queries.setQueryData(['improvements', 'one', improvement.id], improvement)
  stale('improvements')
  stale('measures')
}

/** One improvement: what it is against, and complaints before and after it. */
export function One({ id, back }: { id: string; back: string }) {
  const words = s().goods.improvement
  const query = useQuery({ queryKey: ['improvements', 'one', id], queryFn: () => api.improvements.get(id) })
  const { data } = query
  return (
    <>
      <Bar level={2} title={s().goods.improvements} back={back}>
        {data && <Tag tone={data.state === 'planned' ? 'amber' : 'plain'}>{words.states[data.state]}</Tag>}
      </Bar>
      <Answer query={query}>{(improvement) => <Whole improvement={improvement} />}</Answer>
    </>
  )
}

function Whole({ improvement }: { improvement: Improvement }) {
  const words = s().goods.improvement
  const staffName = useStaffName()
  const aims = useAims()
  const { cause, category, product, state } = improvement
  const change = useAct(async (to: ImprovementChange) => take(await api.improvements.change(improvement.id, to)))
  const done = async () => {
    await change.run({ doneAt: new Date().toISOString() })
    if (!change.error.value) toast(words.saved, () => change.run({ doneAt: null }))
  }
  return (
    <div class={css.inner}>
      <p class={css.words} dir="auto">
        {improvement.words}
      </p>
      <dl class={css.facts}>
        <Fact name={words.against} value={aims(improvement).join(' · ')} />
        <Fact name={words.owner} value={staffName(improvement.owner) ?? words.nobody} />
        <Fact
          name={words.due}
          value={day(improvement.dueAt) + (improvement.doneAt ? ` · ${words.doneOn(day(improvement.doneAt))}` : '')}
        />
      </dl>
      <BeforeAfter improvement={improvement} />
      <Fault error={change.error.value} />
      <Row>
        {may('manager') && state === 'planned' && (
          <Button kind="go" icon="check" busy={change.busy.value} onClick={() => void done()}>
            {words.markDone}
          </Button>
        )}
        <LinkButton href={href('/complaints', { view: 'all', cause, category, product })} icon="complaint">
          {words.complaints}
        </LinkButton>
        {may('manager') && state === 'done' && (
          <Button kind="quiet" busy={change.busy.value} onClick={() => void change.run({ doneAt: null })}>
            {words.notDone}
          </Button>
        )}
      </Row>
      {state === 'checked' && <Found improvement={improvement} />}
      {may('manager') && state === 'done' && <Judge improvement={improvement} />}
      <p class={css.soft}>{words.planned(improvement.createdBy, day(improvement.createdAt))}</p>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt class={css.name}>{name}</dt>
      <dd dir="auto">{value}</dd>
    </>
  )
}

function BeforeAfter({ improvement }: { improvement: Improvement }) {
  const words = s().goods.improvement
  const { before, after, complete } = improvement.effect
  const most = Math.max(1, before.complaints, after?.complaints ?? 0)
  const left = improvement.doneAt ? Date.parse(improvement.doneAt) + improvement.days * DAY - now.value : 0
  const line = (name: string, of: typeof before, bar: string) => (
    <div class={css.stretch}>
      <span class={css.soft}>{name}</span>
      <i class={bar} style={{ width: `${(of.complaints / most) * 100}%` }} aria-hidden="true" />
      <span class={css.count}>
        {words.stretch(number(of.complaints), words.dayCount(number(daysOf(of))))}
        {of.perThousandOrders !== null &&
          ` · ${s().goods.perThousand(number(of.perThousandOrders, { maximumFractionDigits: 1 }))}`}
      </span>
    </div>
  )
  return (
    <section class={css.effect} aria-label={words.effect}>
      {after && (
        <p class={css.verdict}>
          <Effect of={improvement} />
        </p>
      )}
      {line(words.before, before, css.before)}
      {after && line(words.after, after, css.after)}
      <p class={css.soft}>{!after ? words.waits : complete ? words.whole : words.partly(duration(left))}</p>
    </section>
  )
}

function daysOf({ from, to }: { from: string; to: string }): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY))
}

function Found({ improvement: { checkedAt, effective, result } }: { improvement: Improvement }) {
  const words = s().goods.improvement
  return (
    <section class={css.result} aria-label={words.judge}>
      <strong>{effective ? words.helped : words.failed}</strong>
      {result && <p dir="auto">{result}</p>}
      <p class={css.soft}>{words.foundBy(when(checkedAt!))}</p>
    </section>
  )
}

function Judge({ improvement }: { improvement: Improvement }) {
  const words = s().goods.improvement
  const draft = `improvement/${improvement.id}`
  const said = useSignal(recallText(draft))
  const check = useAct(async (effective: boolean) => {
    const found = said.value.trim()
    take(await api.improvements.check(improvement.id, { effective, ...(found ? { words: found } : {}) }))
    keep(draft, undefined)
    toast(words.saved)
  })
  return (
    <Form onSubmit={() => undefined} aria-label={words.judge}>
      {improvement.effect.complete && <Hint>{words.judge}</Hint>}
      <Area
        label={words.found}
        hint={words.judgeHint}
        optional
        value={said.value}
        onInput={(event) => {
          said.value = event.currentTarget.value
          keep(draft, said.value)
        }}
      />
      <Fault error={check.error.value} />
      <Row>
        <Button
          kind={improvement.effect.complete ? 'go' : 'plain'}
          busy={check.busy.value}
          onClick={() => void check.run(true)}
        >
          {words.helped}
        </Button>
        <Button busy={check.busy.value} onClick={() => void check.run(false)}>
          {words.failed}
        </Button>
      </Row>
    </Form>
  )
}
