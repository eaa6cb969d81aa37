import type { Measures } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { GoodsTabs } from '../product/GoodsTabs.tsx'
import * as css from '../product/Product.css.ts'
import { s } from '../product/words.ts'
import { may, session } from '../session/session.ts'
import { href } from '../shell/address.ts'
import { Bar, Page } from '../shell/Panes.tsx'
import { useCauses } from '../team/team.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { money, now, number, textOf } from '../words/format.ts'
import { wallOf } from '../complaint/zone.ts'
import { Effect } from './Effect.tsx'
import * as own from './Improvement.css.ts'

type Found = NonNullable<Measures['improvements']>[number]

/** What complaints come from, what each costs, and what is done about it. */
export function Causes() {
  const words = s().goods
  return (
    <>
      <Bar title={words.causes} end={may('manager') && <span class={css.soft}>{words.cause.note}</span>} />
      <GoodsTabs />
      <Page>{may('manager') ? <Figures /> : <Names />}</Page>
    </>
  )
}

/** An agent sees which there are. */
function Names() {
  const words = s().goods
  const causes = useCauses().filter(({ archived }) => !archived)
  if (causes.length === 0) return <Empty title={words.cause.empty}>{words.cause.emptyMore}</Empty>
  return (
    <div class={css.inner}>
      <div class={css.section}>
        {causes.map(({ id, label }) => (
          <a key={id} class={css.lineLink} href={href('/complaints', { view: 'all', cause: id })}>
            <span dir="auto">{textOf(label)}</span>
          </a>
        ))}
      </div>
      <p class={css.soft}>{words.cause.noFigures}</p>
    </div>
  )
}

function Figures() {
  const words = s().goods.cause
  const today = wallOf(now.value, session.value?.site.timeZone ?? 'UTC').slice(0, 10)
  const from = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`.replace('-02-29', '-02-28')
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['measures', 'causes', from],
    queryFn: () => api.measures.get({ from, parts: ['improvements'] }),
  })
  const rows = data?.improvements ?? []
  if (isPending) return <Wait />
  if (error) return <Fault error={error} again={refetch} />
  if (rows.length === 0) return <Empty title={words.empty}>{words.emptyMore}</Empty>
  return (
    <div class={css.inner}>
      <div class={css.wrap}>
        <table class={css.table} aria-label={s().goods.causes}>
          <thead>
            <tr class={own.cause}>
              {[s().goods.rootCause, words.complaints, words.cost].map((name) => (
                <th key={name} scope="col" class={css.th}>
                  {name}
                </th>
              ))}
              <th scope="col" class={`${css.th} ${css.wide} ${own.doneHead}`}>
                {words.done}
              </th>
              <td class={own.doneHead} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Cause key={row.id ?? ''} cause={row} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Cause({ cause: { id, label, complaints, costs, improvements } }: { cause: Found }) {
  const words = s().goods
  const name = id === null ? words.unfiled : textOf(label) || id
  const amounts = costs.map(({ currency, amount }) => (currency ? money(amount, currency) : number(amount / 100)))
  return (
    <tr class={own.cause}>
      <td class={css.td} dir="auto">
        {name}
      </td>
      <td class={css.td}>
        <a class={css.link} href={href('/complaints', { view: 'all', cause: id ?? 'none' })}>
          {number(complaints)}
        </a>
      </td>
      <td class={css.td}>{amounts.join(', ') || '–'}</td>
      <td class={`${css.td} ${css.wide} ${own.done}`}>
        {improvements.length === 0 && <span class={css.soft}>{words.cause.none}</span>}
        {improvements.slice(0, 3).map((one) => (
          <div key={one.id}>
            <a class={css.link} href={href(`/improvements/${one.id}`)} dir="auto">
              {one.words}
            </a>{' '}
            <Effect of={one} />
          </div>
        ))}
      </td>
      <td class={`${css.td} ${own.act}`}>
        {id !== null && (
          <LinkButton
            kind="quiet"
            icon="capture"
            href={href('/improvements', { plan: 'true', cause: id })}
            aria-label={words.cause.plan(name)}
            title={words.improve}
          />
        )}
      </td>
    </tr>
  )
}
