import type { ComponentChildren } from 'preact'
import * as css from './Card.css.ts'

/** A heading with what stands below it; nothing where there is nothing. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class={css.section}>
      <h3 class={css.heading}>{title}</h3>
      {children}
    </section>
  )
}
