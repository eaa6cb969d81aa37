import type { Policy } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { Week } from '../../site/Week.tsx'
import { Button } from '../../ui/Button.tsx'
import { Input } from '../../ui/Field.tsx'
import { exact } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { s } from '../words.ts'

/** When the shop works. */
export function Calendar({ value: { calendar }, set, errorAt }: Fields<Pick<Policy, 'calendar'>>) {
  const words = s().policies
  const day = useSignal('')
  const { week, holidays } = calendar
  const put = (holidays: string[]) => set({ calendar: { week, holidays } })
  const add = () => {
    if (!day.value) return
    put([...new Set([...holidays, day.value])].toSorted())
    day.value = ''
  }
  return (
    <>
      <Week value={week} onChange={(week) => set({ calendar: { week, holidays } })} />
      <h4 class={css.legend}>{words.holidays}</h4>
      {holidays.length === 0 && <p class={css.note}>{words.noHolidays}</p>}
      <Rows label={words.holidays}>
        {holidays.map((one) => {
          const name = exact(`${one}T12:00:00Z`, { dateStyle: 'full', timeZone: 'UTC' })
          return (
            <Line
              key={one}
              name={name}
              end={
                <Button
                  kind="quiet"
                  icon="close"
                  aria-label={`${w().common.act.remove}: ${name}`}
                  onClick={() => put(holidays.filter((other) => other !== one))}
                />
              }
            />
          )
        })}
      </Rows>
      <div class={css.sentence} style={{ alignItems: 'end' }}>
        <Input
          type="date"
          label={words.addHoliday}
          value={day.value}
          error={errorAt('calendar.holidays')}
          onInput={(event) => (day.value = event.currentTarget.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button icon="capture" disabled={!day.value} onClick={add}>
          {w().common.act.add}
        </Button>
      </div>
    </>
  )
}
