import type { ComponentChildren } from 'preact'
import * as css from './Aside.css.ts'

/** A part of what belongs to a complaint, under its name. */
export function Part({
  title,
  children,
  end,
}: {
  title: string
  children: ComponentChildren
  end?: ComponentChildren
}) {
  return (
    <section class={css.part} aria-label={title}>
      <h3 class={css.title}>
        {title}
        {end}
      </h3>
      {children}
    </section>
  )
}

/** Names and what they are, in two columns. */
export function Facts({ rows }: { rows: readonly (readonly [string, ComponentChildren] | false | undefined)[] }) {
  return (
    <dl class={css.facts}>
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]} class={css.fact}>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
