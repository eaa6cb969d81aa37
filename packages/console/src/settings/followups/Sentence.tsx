import type { ComponentChildren } from 'preact'
import * as css from '../Rows.css.ts'

/** A number within a sentence. */
export function Count({
  of,
  value,
  max,
  min = 0,
  error,
  onChange,
}: {
  of: string
  value: number
  max: number
  min?: number
  error?: string | undefined
  onChange: (value: number) => unknown
}) {
  return (
    <input
      class={css.small}
      type="number"
      min={min}
      max={max}
      aria-label={of}
      aria-invalid={error ? 'true' : undefined}
      title={error}
      value={Number.isNaN(value) ? '' : value}
      onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
    />
  )
}

/** A sentence whose `{0}`, `{1}` are fields. */
export function Sentence({ text, children }: { text: string; children: readonly ComponentChildren[] }) {
  return (
    <div class={css.sentence}>
      {text
        .split(/(\{\d\})/)
        .filter((part) => part.trim() !== '')
        .map((part, i) => {
          const at = /^\{(\d)\}$/.exec(part)
          return at ? <span key={i}>{children[Number(at[1])]}</span> : <span key={i}>{part.trim()}</span>
        })}
    </div>
  )
}
