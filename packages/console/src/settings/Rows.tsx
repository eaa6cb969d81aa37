import type { ComponentChildren } from 'preact'
import { number } from '../words/format.ts'
import * as css from './Rows.css.ts'

/** Things of one kind, below one another. */
export function Rows({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <ul class={css.rows} aria-label={label}>
      {children}
    </ul>
  )
}

/** One of them. With `href` it leads to the thing itself. */
export function Line({
  href,
  mark,
  name,
  more,
  tags,
  end,
  depth = 0,
}: {
  href?: string | undefined
  /** Before the name: somebody's letters, a colour. */
  mark?: ComponentChildren
  name: ComponentChildren
  more?: ComponentChildren
  tags?: ComponentChildren
  end?: ComponentChildren
  /** How far below another one it stands. */
  depth?: number
}) {
  return (
    <li class={css.row} style={depth > 0 ? { paddingInlineStart: `${10 + depth * 22}px` } : undefined}>
      {mark}
      <div class={css.main}>
        {href ? (
          <a class={`${css.name} ${css.link}`} href={href}>
            <bdi>{name}</bdi>
          </a>
        ) : (
          <span class={css.name}>
            <bdi>{name}</bdi>
          </span>
        )}
        {more && <p class={css.more}>{more}</p>}
      </div>
      {tags && <div class={css.tags}>{tags}</div>}
      {end && <div class={css.end}>{end}</div>}
    </li>
  )
}

/** How much there is of what. */
export function Facts({ of }: { of: readonly (readonly [label: string, count: number])[] }) {
  return (
    <dl class={css.facts}>
      {of.map(([label, count]) => (
        <div key={label} class={css.fact}>
          <dt class={css.term}>{label}</dt>
          <dd class={css.figure} data-none={count === 0}>
            {number(count)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** How far something has come. */
export function Progress({ label, done, of }: { label: string; done: number; of: number }) {
  const share = of > 0 ? Math.min(1, done / of) : 0
  return (
    <div
      class={css.meter}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <i class={css.bar} style={{ width: `${share * 100}%` }} />
    </div>
  )
}
