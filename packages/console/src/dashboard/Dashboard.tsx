import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { address, path } from '../shell/address.ts'
import { Page } from '../shell/Panes.tsx'
import { useLater } from '../ui/later.ts'
import { Fault, Wait } from '../ui/States.tsx'
import { PLACE, useMeasures } from './asked.ts'
import { Causes, Costs, Words } from './Causes.tsx'
import * as css from './Dashboard.css.ts'
import { Head, PrintHead } from './Head.tsx'
import { Loads, Moments, Products } from './Loads.tsx'
import { Ranked } from './Ranked.tsx'
import { Rows } from './Rows.tsx'
import { Standing } from './Standing.tsx'
import { Tiles } from './Tiles.tsx'
import { Promises, Times } from './Times.tsx'
import { Trend } from './Trends.tsx'

export { ahead } from './asked.ts'

/** The figures that were looked at last: the rows behind one of them lead back to them. */
const last = signal(PLACE)

/** How it really stands: the figures of a period, and the rows behind each. */
export default function Dashboard() {
  return path.value === PLACE ? <Figures /> : <Rows back={last.value} />
}

function Figures() {
  const { first, rest, series } = useMeasures()
  useEffect(() => {
    last.value = address.value.href
  }, [address.value.href])
  const now = first.data
  // The six figures are seen first.
  const below = useLater(now)
  return (
    <>
      <Head period={now?.period} />
      <Page>
        <PrintHead period={now?.period} />
        <div class={`${css.body} ${first.isPlaceholderData ? css.before : ''}`} aria-busy={first.isFetching}>
          <Fault error={first.error ?? rest.error} again={() => Promise.all([first.refetch(), rest.refetch()])} />
          <Tiles figures={now?.figures} />
          {below ? (
            <div class={css.grid}>
              <div class={css.two}>
                <Trend kind="satisfaction" measures={series} />
              </div>
              <div class={css.side}>
                <Ranked part="reasons" measures={rest.data} />
              </div>
              <div class={css.third}>
                <Trend kind="opened" measures={below} />
              </div>
              <div class={css.third}>
                <Trend kind="nps" measures={series} />
              </div>
              <div class={css.side}>
                <Standing measures={below} />
              </div>
              <div class={css.half}>
                <Times measures={below} />
              </div>
              <div class={css.half}>
                <Promises measures={below} />
              </div>
              <div class={css.two}>
                <Causes measures={rest.data} />
              </div>
              <div class={css.side}>
                <Words measures={rest.data} />
              </div>
              <div class={css.half}>
                <Moments measures={rest.data} />
              </div>
              <div class={css.half}>
                <Products measures={rest.data} />
              </div>
              <div class={css.half}>
                <Loads part="departments" measures={rest.data} />
              </div>
              <div class={css.half}>
                <Loads part="staff" measures={rest.data} />
              </div>
              <div class={css.half}>
                <Ranked part="categories" measures={rest.data} />
              </div>
              <div class={css.half}>
                <Costs measures={rest.data} />
              </div>
            </div>
          ) : (
            !first.error && <Wait />
          )}
        </div>
      </Page>
    </>
  )
}
