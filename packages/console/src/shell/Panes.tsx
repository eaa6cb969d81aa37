import type { ComponentChildren } from 'preact'
import { w } from '../words/words.ts'
import { go } from './address.ts'
import { Button } from '../ui/Button.tsx'
import * as css from './Panes.css.ts'

/** The line at the head of a screen or pane. @param back where a phone goes back to */
export function Bar({
  title,
  level = 1,
  back,
  children,
  end,
}: {
  title: ComponentChildren
  level?: 1 | 2
  back?: string | undefined
  children?: ComponentChildren
  end?: ComponentChildren
}) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <header class={css.bar}>
      {back && (
        <span class={css.narrowOnly}>
          <Button kind="quiet" icon="back" aria-label={w().common.nav.back} onClick={() => go(back)} />
        </span>
      )}
      <Heading class={css.title}>{title}</Heading>
      {children}
      {end && <div class={css.barEnd}>{end}</div>}
    </header>
  )
}

/** Views of the same thing, each with an address. */
export function Tabs({
  label,
  items,
}: {
  label: string
  items: readonly { href: string; label: ComponentChildren; on: boolean }[]
}) {
  return (
    <nav class={css.tabs} aria-label={label}>
      {items.map(({ href, label, on }) => (
        <a key={href} class={css.tab} href={href} aria-current={on ? 'true' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}

/** The line of views and filters below the head of a list. */
export function Views({ children, end }: { children: ComponentChildren; end?: ComponentChildren }) {
  return (
    <div class={css.views}>
      {children}
      {end && <div class={css.barEnd}>{end}</div>}
    </div>
  )
}

/**
 * A list, what is open of it, and what belongs to that. On a phone one of them.
 *
 * @param open whether something is open
 */
export function Panes({
  list,
  detail,
  aside,
  open,
}: {
  list: ComponentChildren
  detail: ComponentChildren
  aside?: ComponentChildren
  open: boolean
}) {
  return (
    <div class={aside ? `${css.panes} ${css.three}` : css.panes}>
      <section class={open ? `${css.pane} ${css.hideNarrow}` : css.pane}>{list}</section>
      <section class={open ? css.pane : `${css.pane} ${css.hideNarrow}`}>{detail}</section>
      {aside && <aside class={`${css.pane} ${css.aside}`}>{aside}</aside>}
    </div>
  )
}

/** A screen that scrolls as one. */
export function Page({ children }: { children: ComponentChildren }) {
  return <div class={css.page}>{children}</div>
}
