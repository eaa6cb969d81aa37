import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Field.tsx'
import { s } from './words.ts'
import { exact } from '../words/format.ts'
import { isWeek, withBreak, type Days, type Hours } from './hours.ts'
import * as css from './Site.css.ts'

/** What a day begins with that was closed. */
const OFFICE: Hours = ['09:00', '18:00']

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1)

function dayName(at: number): string {
  return exact(MONDAY + at * 86_400_000, { weekday: 'long', timeZone: 'UTC' })
}

/** Working hours, day by day; a break makes two times of one. */
export function Week({ value, onChange }: { value: Days; onChange: (week: Days) => unknown }) {
  const words = s().shop.hours
  const set = (at: number, day: Days[number]) => onChange(value.map((one, i) => (i === at ? day : one)))
  return (
    <div class={css.week}>
      {value.map((day, at) => {
        const name = dayName(at)
        return (
          <div key={at} class={css.weekday} role="group" aria-label={name}>
            <Check
              label={name}
              aria-label={words.open(name)}
              checked={day.length > 0}
              onChange={(event) =>
                set(at, event.currentTarget.checked ? [value.find((one) => one.length > 0)?.[0] ?? OFFICE] : [])
              }
            />
            <div class={css.times}>
              {day.length === 0 && <span class={css.hint}>{words.closed}</span>}
              {day.map((hours, i) => (
                <Times
                  key={i}
                  name={name}
                  value={hours}
                  onChange={(next) =>
                    set(
                      at,
                      day.map((one, j) => (j === i ? next : one)),
                    )
                  }
                />
              ))}
              {day.length === 1 && (
                <Button
                  kind="quiet"
                  icon="capture"
                  aria-label={`${words.addBreak}: ${name}`}
                  onClick={() => set(at, withBreak(day[0]!))}
                />
              )}
              {day.length > 1 && (
                <Button
                  kind="quiet"
                  icon="close"
                  aria-label={`${words.dropBreak}: ${name}`}
                  onClick={() => set(at, [[day[0]![0], day.at(-1)![1]]])}
                />
              )}
            </div>
          </div>
        )
      })}
      {!isWeek(value) && (
        <p class={css.wrong} role="alert">
          {words.wrong}
        </p>
      )}
    </div>
  )
}

function Times({
  name,
  value: [from, until],
  onChange,
}: {
  name: string
  value: Hours
  onChange: (hours: Hours) => unknown
}) {
  const words = s().shop.hours
  return (
    <>
      <input
        type="time"
        class={css.time}
        aria-label={words.from(name)}
        value={from}
        onInput={(event) => onChange([event.currentTarget.value, until])}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        class={css.time}
        aria-label={words.until(name)}
        // A day's end is written as the beginning of the next.
        value={until === '24:00' ? '00:00' : until}
        onInput={(event) =>
          onChange([from, event.currentTarget.value === '00:00' ? '24:00' : event.currentTarget.value])
        }
      />
    </>
  )
}
