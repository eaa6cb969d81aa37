import type { Policy, Severity, TimedKind } from '@earshot/sdk/contract'
import { useCategories, useCategoryName } from '../../team/team.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { w } from '../../words/words.ts'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { s } from '../words.ts'
import { Hours } from './Clocks.tsx'

type Exception = Policy['exceptions'][number]
const KINDS: readonly TimedKind[] = ['first-answer', 'assessment', 'remedy', 'approval', 'fulfilment', 'follow-up']
const SEVERITIES: readonly Severity[] = ['low', 'normal', 'high']

/** Clocks that run otherwise for some complaints. */
export function Exceptions({ value: { exceptions }, set, errorAt }: Fields<Pick<Policy, 'exceptions'>>) {
  const words = s().policies
  const put = (at: number, exception: Exception) =>
    set({ exceptions: exceptions.map((one, i) => (i === at ? exception : one)) })
  return (
    <>
      {exceptions.map((exception, at) => {
        const path = `exceptions.${at}`
        const error = ['', '.hours', '.category'].map((of) => errorAt(path + of)).find(Boolean)
        return (
          <div key={at} class={css.card} role="group" aria-label={words.exception(at + 1)}>
            <One exception={exception} error={errorAt(`${path}.hours`)} onChange={(next) => put(at, next)} />
            {error && (
              <p class={css.wrong} role="alert">
                {error}
              </p>
            )}
            <Row>
              <Button icon="trash" onClick={() => set({ exceptions: exceptions.filter((_, i) => i !== at) })}>
                {w().common.act.remove}
              </Button>
            </Row>
          </div>
        )
      })}
      <Row>
        <Button
          icon="capture"
          onClick={() =>
            set({ exceptions: [...exceptions, { clock: 'first-answer', severity: 'high', hours: 4, working: false }] })
          }
        >
          {words.addException}
        </Button>
      </Row>
    </>
  )
}

function One({
  exception,
  error,
  onChange,
}: {
  exception: Exception
  error: string | undefined
  onChange: (exception: Exception) => unknown
}) {
  const words = s().policies
  const { clock, severity } = w().common
  const categories = useCategories()
  const nameOf = useCategoryName()
  const without = (name: keyof Exception) => {
    const { [name]: _, ...others } = exception
    return others as Exception
  }
  return (
    <div class={css.sentence}>
      <select
        class={css.small}
        aria-label={words.clock}
        value={exception.clock}
        onChange={(event) => onChange({ ...exception, clock: event.currentTarget.value as TimedKind })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {clock[kind]}
          </option>
        ))}
      </select>
      <span>{words.where}</span>
      <select
        class={css.small}
        aria-label={words.category}
        value={exception.category ?? ''}
        onChange={(event) => {
          const category = event.currentTarget.value
          onChange(category ? { ...exception, category } : without('category'))
        }}
      >
        <option value="">{words.anyCategory}</option>
        {categories.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </select>
      <select
        class={css.small}
        aria-label={words.severity}
        value={exception.severity ?? ''}
        onChange={(event) => {
          const severity = event.currentTarget.value as Severity | ''
          onChange(severity ? { ...exception, severity } : without('severity'))
        }}
      >
        <option value="">{words.anySeverity}</option>
        {SEVERITIES.map((one) => (
          <option key={one} value={one}>
            {severity[one]}
          </option>
        ))}
      </select>
      <select
        class={css.small}
        aria-label={words.safety}
        value={exception.safety === undefined ? '' : String(exception.safety)}
        onChange={(event) => {
          const safety = event.currentTarget.value
          onChange(safety ? { ...exception, safety: safety === 'true' } : without('safety'))
        }}
      >
        <option value="">{words.anySafety}</option>
        <option value="true">{words.onlySafety}</option>
        <option value="false">{words.noSafety}</option>
      </select>
      <span>{words.takes}</span>
      <Hours
        of={clock[exception.clock]}
        value={exception}
        error={error}
        onChange={(promised) => onChange({ ...exception, ...promised })}
      />
    </div>
  )
}
