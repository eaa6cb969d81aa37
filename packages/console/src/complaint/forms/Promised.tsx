import { me } from '../../session/session.ts'
import { Input } from '../../ui/Field.tsx'
import { exact, now } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { choices, wallOf } from '../zone.ts'
import * as css from './form.css.ts'

/** A date that is promised, by the shop's clock: quick choices, and the browser's own picker. `value` as its field has it. */
export function Promised({
  label,
  value,
  onDate,
  error,
  optional,
}: {
  label: string
  value: string
  onDate: (wall: string) => void
  error?: string | undefined
  optional?: boolean
}) {
  const words = w().case
  const { timeZone } = me.value.site
  const all = choices(now.value, timeZone)
  const name = ({ name: one, at }: (typeof all)[number]) => {
    const time = exact(at, { timeStyle: 'short' })
    return one === 'friday' ? `${exact(at, { weekday: 'long' })} ${time}` : words.when[one](time)
  }
  return (
    <fieldset>
      <legend class={css.legend}>{label}</legend>
      <div class={css.chips}>
        {optional && (
          <button type="button" class={css.chip} aria-pressed={value === ''} onClick={() => onDate('')}>
            {words.when.none}
          </button>
        )}
        {all.map((choice) => {
          const wall = wallOf(choice.at, timeZone)
          return (
            <button
              key={choice.name}
              type="button"
              class={css.chip}
              aria-pressed={value === wall}
              onClick={() => onDate(wall)}
            >
              {name(choice)}
            </button>
          )
        })}
        <div style={{ flex: '1 1 210px', maxWidth: '260px' }}>
          <Input
            type="datetime-local"
            label=""
            aria-label={`${words.field.date}. ${words.field.inZone(timeZone)}`}
            title={words.field.inZone(timeZone)}
            value={value}
            min={wallOf(now.value, timeZone)}
            error={error}
            onInput={(event) => onDate(event.currentTarget.value)}
          />
        </div>
      </div>
    </fieldset>
  )
}
