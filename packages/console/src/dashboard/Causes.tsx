import type { Measures } from '@earshot/sdk/contract'
import { href } from '../shell/address.ts'
import { Score, When } from '../ui/Marks.tsx'
import { day, money, number, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { growthOf } from './figure.ts'
import { Became, Figure, Panel } from './Panel.tsx'
import { Table } from './Table.tsx'
import * as panel from './Panel.css.ts'
import * as css from './Standing.css.ts'

type Cause = NonNullable<Measures['improvements']>[number]
type Cost = NonNullable<Measures['costs']>[number]
type Improvement = Cause['improvements'][number]

function amountOf({ currency, amount }: { currency: string | null; amount: number }): string {
  return currency === null ? `${number(amount / 100)} (${w().dashboard.other.noCurrency})` : money(amount, currency)
}

/** What most complaints came from, what that cost, what is done so that it ends, and whether that helps. */
export function Causes({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  return (
    <Panel
      title={words.panel.causes}
      note={words.panel.causesNote}
      part="improvements"
      here={measures?.improvements !== undefined}
    >
      <Table
        caption={words.panel.causes}
        rows={measures?.improvements ?? []}
        idOf={({ id }) => id ?? ''}
        empty={words.empty.causes}
        columns={[
          {
            label: words.table.cause,
            cell: ({ label, id, improvements }) => (
              <>
                {textOf(label) || id || words.other.none}
                <span class={panel.instead}>{lines(improvements, DoneBriefly)}</span>
              </>
            ),
          },
          { label: words.table.complaints, cell: ({ complaints, rows }) => <Figure n={complaints} rows={rows} /> },
          { label: words.table.cost, cell: ({ costs }) => (costs.length === 0 ? '–' : <Spent costs={costs} />) },
          {
            label: words.table.measure,
            words: true,
            room: 'much',
            cell: ({ improvements }) =>
              improvements.length === 0 ? (
                <span class={panel.soft}>{words.improvement.none}</span>
              ) : (
                lines(improvements, Done)
              ),
          },
          { label: words.table.effect, room: 'much', cell: ({ improvements }) => lines(improvements, Effect) },
        ]}
      />
    </Panel>
  )
}

function lines(improvements: readonly Improvement[], Line: (props: { of: Improvement }) => preact.ComponentChildren) {
  return (
    <span class={css.measures}>
      {improvements.slice(0, 2).map((one) => (
        <Line key={one.id} of={one} />
      ))}
    </span>
  )
}

function Done({ of: { id, words: said, state, dueAt } }: { of: Improvement }) {
  const words = w().dashboard.improvement
  return (
    <span>
      <a class={css.measure} href={href(`/improvements/${id}`)} dir="auto">
        {said}
      </a>{' '}
      <span class={panel.soft}>{state === 'planned' ? words.due(day(dueAt)) : words.states[state]}</span>
    </span>
  )
}

/** Below its cause, where there is no room beside it. */
function DoneBriefly({ of }: { of: Improvement }) {
  return (
    <span class={panel.soft}>
      <Done of={of} /> {of.effect.change !== null && <Effect of={of} />}
    </span>
  )
}

function Effect({ of: { effect, effective } }: { of: Improvement }) {
  const words = w().dashboard.improvement
  if (effect.change === null) return <span class={panel.soft}>–</span>
  return (
    <span>
      <Became short change={growthOf(effect.change, 'fewer')} />
      {effective !== null && <span class={panel.soft}> · {effective ? words.helped : words.failed}</span>}
    </span>
  )
}

/** What a cause cost, one currency below the other. */
function Spent({ costs }: { costs: Cause['costs'] }) {
  return (
    <span class={css.measures}>
      {costs.map((cost) => (
        <span key={cost.currency}>
          <Figure rows={cost.rows}>{amountOf(cost)}</Figure>
        </span>
      ))}
    </span>
  )
}

/** What customers accepted, by currency. */
export function Costs({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  return (
    <Panel title={words.panel.costs} note={words.panel.costsNote} part="costs" here={measures?.costs !== undefined}>
      <Table
        caption={words.panel.costs}
        rows={measures?.costs ?? []}
        idOf={({ currency }) => currency ?? ''}
        empty={words.empty.rows}
        columns={[
          { label: words.table.currency, cell: ({ currency }) => currency ?? words.other.noCurrency },
          {
            label: words.table.amount,
            cell: (cost) => (
              <Figure rows={cost.rows} {...(cost.amount === 0 ? { n: 0 } : {})}>
                {amountOf(cost)}
              </Figure>
            ),
          },
          { label: words.table.before, cell: (cost) => <Before cost={cost} period={measures?.period.before} /> },
        ]}
      />
    </Panel>
  )
}

/** @param period the one before */
function Before({ cost, period }: { cost: Cost; period: Measures['period']['before'] | undefined }) {
  const { before: amount, currency, rows } = cost
  return (
    <Figure rows={{ ...rows, from: period?.from, to: period?.to }} {...(amount === 0 ? { n: 0 } : {})}>
      {amountOf({ currency, amount })}
    </Figure>
  )
}

/** The newest words of the period, whatever they say. */
export function Words({ measures }: { measures: Measures | undefined }) {
  const words = w().dashboard
  const found = measures?.words
  return (
    <Panel title={words.panel.words} note={words.panel.wordsNote} part="words" here={found !== undefined}>
      {found?.length === 0 ? (
        <p class={panel.quiet}>{words.empty.words}</p>
      ) : (
        <ul class={css.words}>
          {found?.slice(0, 6).map(({ feedback, at, satisfaction, locale, words: said }) => (
            <li key={feedback}>
              <a class={css.word} href={href(`/inbox/${feedback}`)}>
                <span class={css.say} dir="auto" lang={locale ?? undefined}>
                  {said}
                </span>
                <span class={css.foot}>
                  {satisfaction !== null && <Score value={satisfaction} />}
                  <When at={at} />
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
