import type { ComponentChildren } from 'preact'
import * as css from './Product.css.ts'

/** A heading with what stands below it. */
export function Part({
  title,
  note,
  children,
}: {
  title: string
  note?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <section class={css.section}>
      <h2 class={css.heading}>
        {title}
        {note && <span class={css.note}>{note}</span>}
      </h2>
      {children}
    </section>
  )
}
