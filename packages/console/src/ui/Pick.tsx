import { EarshotError } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { Input } from './Field.tsx'
import { Fault } from './States.tsx'
import * as css from './Pick.css.ts'

const REST_MS = 200

/** A field in which something is looked up while it is typed, and chosen by arrows and Enter or a press. */
export function Pick<T>({
  label,
  hint,
  none,
  value,
  onText,
  search,
  idOf,
  row,
  onPick,
  autofocus,
}: {
  label: string
  hint?: string | undefined
  /** Said where nothing is found. */
  none?: string | undefined
  value: string
  onText: (text: string) => void
  search: (text: string) => Promise<readonly T[]>
  idOf: (item: T) => string
  row: (item: T) => ComponentChildren
  onPick: (item: T) => unknown
  autofocus?: boolean
}) {
  const id = useId()
  const found = useSignal<{ text: string; items: readonly T[] } | undefined>(undefined)
  const fault = useSignal<EarshotError | undefined>(undefined)
  const at = useSignal(0)
  const open = useSignal(autofocus ?? false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const text = value.trim()
  useEffect(() => {
    clearTimeout(timer.current)
    if (!open.peek() || text === '') return void (found.value = undefined)
    let over = false
    timer.current = setTimeout(() => {
      search(text).then(
        (items) => {
          if (over) return
          fault.value = undefined
          at.value = 0
          found.value = { text, items }
        },
        (error: unknown) => {
          if (!(error instanceof EarshotError)) throw error
          if (!over) fault.value = error
        },
      )
    }, REST_MS)
    return () => {
      over = true
      clearTimeout(timer.current)
    }
  }, [text])
  const items = open.value && text !== '' ? (found.value?.items ?? []) : []
  const pick = (item: T) => {
    open.value = false
    found.value = undefined
    onPick(item)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && items.length > 0) at.value = (at.value + step + items.length) % items.length
    else if (event.key === 'Enter' && !event.isComposing && items[at.value]) pick(items[at.value]!)
    else if (event.key === 'Escape' && items.length > 0) open.value = false
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class={css.pick}>
      <Input
        label={label}
        hint={hint}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={items[at.value] && `${id}-${at.value}`}
        autocomplete="off"
        autofocus={autofocus}
        value={value}
        onInput={(event) => {
          open.value = true
          onText(event.currentTarget.value)
        }}
        onKeyDown={press}
        onBlur={() => (open.value = false)}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} class={css.list} hidden={items.length === 0}>
        {items.map((item, i) => (
          <div
            key={idOf(item)}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at.value}
            class={css.option}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            {row(item)}
          </div>
        ))}
      </div>
      <p role="status" class={css.none}>
        {open.value && found.value?.text === text && items.length === 0 && none}
      </p>
      <Fault error={fault.value} />
    </div>
  )
}
