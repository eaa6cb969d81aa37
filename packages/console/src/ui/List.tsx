import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'
import { useLater } from './later.ts'
import * as css from './List.css.ts'

/** Rows that are drawn beyond those that can be seen. */
const BEYOND = 6

export interface ListProps<T> {
  label: string
  items: readonly T[]
  idOf: (item: T) => string
  /** Height that most rows have, in pixels; each is measured when it is drawn. */
  height: number
  row: (item: T, index: number) => ComponentChildren
  /** Id of the row that is brought into sight when it changes. */
  current?: string | undefined
  /** Called when the end comes near. */
  onEnd?: (() => unknown) | undefined
  /** Below the last row. */
  foot?: ComponentChildren
}

/** A list of any length: only what can be seen is drawn. Place it in a column that gives it its height. */
export function List<T>({ label, items, idOf, height, row, current, onEnd, foot }: ListProps<T>) {
  const scroll = useRef<HTMLDivElement>(null)
  const [, draw] = useReducer((n: number) => n + 1, 0)
  const options: VirtualizerOptions<HTMLDivElement, HTMLDivElement> = {
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => idOf(items[index]!),
    overscan: useLater(BEYOND) ?? 0,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw(undefined),
  }
  const [virtual] = useState(() => new Virtualizer(options))
  virtual.setOptions(options)
  useLayoutEffect(() => virtual._didMount(), [])
  useLayoutEffect(() => virtual._willUpdate())

  const shown = virtual.getVirtualItems()
  const at = current === undefined ? -1 : items.findIndex((item) => idOf(item) === current)
  useLayoutEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [current, at])
  const lastShown = shown.at(-1)?.index ?? -1
  useLayoutEffect(() => {
    if (lastShown >= items.length - 10 && items.length > 0) onEnd?.()
  }, [lastShown, items.length])

  return (
    <div ref={scroll} class={css.scroll} tabIndex={-1}>
      <div class={css.inner} role="list" aria-label={label} style={{ height: `${virtual.getTotalSize()}px` }}>
        {shown.map(({ index, key, start }) => (
          <div
            key={key}
            ref={(element) => virtual.measureElement(element)}
            data-index={index}
            role="listitem"
            aria-setsize={items.length}
            aria-posinset={index + 1}
            class={css.item}
            style={{ transform: `translateY(${start}px)` }}
          >
            {row(items[index]!, index)}
          </div>
        ))}
      </div>
      {foot && <div class={css.foot}>{foot}</div>}
    </div>
  )
}
