import type { ComponentChildren } from 'preact'
import * as css from './Item.css.ts'

export interface ItemProps {
  href: string
  /** Whether it is the one that is open. */
  current?: boolean
  unread?: boolean
  /** Before the name: satisfaction, a box to select. */
  mark?: ComponentChildren
  name: ComponentChildren
  /** At the end of the first line: a time, a clock. */
  end?: ComponentChildren
  /** Somebody's words, at most two lines of them. */
  say?: ComponentChildren
  /** Language of the words, where it is known. */
  lang?: string | null | undefined
  /** Below: a clock's bar, tags. */
  children?: ComponentChildren
}

/** A row of a list, which leads to the thing itself. */
export function Item({ href, current, unread, mark, name, end, say, lang, children }: ItemProps) {
  return (
    <a class={unread ? `${css.item} ${css.unread}` : css.item} href={href} aria-current={current ? 'true' : undefined}>
      <div class={css.top}>
        {mark}
        <span class={css.name} dir="auto">
          {name}
        </span>
        <span class={css.end}>{end}</span>
      </div>
      {say && (
        <p class={unread ? `${css.say} ${css.unreadSay}` : css.say} dir="auto" lang={lang ?? undefined}>
          {say}
        </p>
      )}
      {children}
    </a>
  )
}

/** Small things beside one another below a row's words. */
export function ItemFoot({ children }: { children: ComponentChildren }) {
  return <div class={css.foot}>{children}</div>
}

/** What is by the way, in one line. */
export function ItemNote({ children }: { children: ComponentChildren }) {
  return (
    <span class={css.note} dir="auto">
      {children}
    </span>
  )
}
