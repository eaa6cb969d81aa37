import type { Policy, Promised, TimedKind } from '@earshot/sdk/contract'
import { w } from '../../words/words.ts'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { Line, Rows } from '../Rows.tsx'
import { s } from '../words.ts'

/** How many hours, and which ones. */
export function Hours({
  of,
  value,
  error,
  onChange,
}: {
  /** What is promised, for who does not see where it stands. */
  of: string
  value: Promised
  error?: string | undefined
  onChange: (promised: Promised) => unknown
}) {
  const words = s().policies
  return (
    <>
      <input
        class={css.small}
        type="number"
        min="1"
        max="10000"
        step="any"
        aria-label={`${of}: ${words.hours}`}
        aria-invalid={error ? 'true' : undefined}
        title={error}
        value={Number.isNaN(value.hours) ? '' : value.hours}
        onInput={(event) => onChange({ ...value, hours: event.currentTarget.valueAsNumber })}
      />
      <select
        class={css.small}
        aria-label={`${of}: ${words.which}`}
        value={value.working ? 'working' : 'plain'}
        onChange={(event) => onChange({ ...value, working: event.currentTarget.value === 'working' })}
      >
        <option value="plain">{words.plain}</option>
        <option value="working">{words.working}</option>
      </select>
    </>
  )
}

/** How long each clock runs. */
export function Clocks({ value, set, errorAt }: Fields<Pick<Policy, 'clocks'>>) {
  const words = s().policies
  const names = w().common.clock
  return (
    <Rows label={words.clocks}>
      {(Object.keys(value.clocks) as TimedKind[]).map((kind) => {
        const error = errorAt(`clocks.${kind}.hours`)
        return (
          <Line
            key={kind}
            name={<span class={css.capital}>{names[kind]}</span>}
            more={
              <>
                {words.runs[kind]}
                {error && <span class={css.wrong}> · {error}</span>}
              </>
            }
            end={
              <Hours
                of={names[kind]}
                value={value.clocks[kind]}
                error={error}
                onChange={(promised) => set({ clocks: { ...value.clocks, [kind]: promised } })}
              />
            }
          />
        )
      })}
    </Rows>
  )
}
