import { EarshotError } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Input } from './Field.tsx'
import { Fault } from './States.tsx'
import * as css from './Pick.css.ts'

const REST_MS = 200

/** A field in which something is looked up while it is typed, and chosen by arrows and Enter or a press. */
export function Pick<T>({
  label,
  hint,
  none,
  error,
  maxLength,
  value,
  onText,
  onLeave,
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
  /** What is wrong with what was written. */
  error?: string | undefined
  maxLength?: number
  value: string
  onText: (text: string) => void
  /** The field is left with something in it. */
  onLeave?: (text: string) => unknown
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
  const turn = useRef(0)
  const text = value.trim()
  const look = () => {
    clearTimeout(timer.current)
    const mine = ++turn.current
    search(text).then(
      (items) => {
        // What was asked for other words comes too late.
        if (mine !== turn.current) return
        fault.value = undefined
        at.value = 0
        found.value = { text, items }
      },
      (error: unknown) => {
        if (!(error instanceof EarshotError)) throw error
        if (mine === turn.current) fault.value = error
      },
    )
  }
  useEffect(() => {
    turn.current++
    fault.value = undefined
    if (!open.peek() || text === '') return void (found.value = undefined)
    timer.current = setTimeout(look, REST_MS)
    return () => clearTimeout(timer.current)
  }, [text])
  const items = open.value && text !== '' ? (found.value?.items ?? []) : []
  const meant = items[at.value] && `${id}-${at.value}`
  useLayoutEffect(() => {
    if (meant) document.getElementById(meant)!.scrollIntoView({ block: 'nearest' })
  }, [meant, found.value])
  const pick = (item: T) => {
    open.value = false
    found.value = undefined
    onPick(item)
  }
  const known = found.value?.text === text
  // It chooses, and sends no form before there was something to choose from.
  const enter = () => {
    if (!known) look()
    else if (items[at.value]) pick(items[at.value]!)
    else leave()
  }
  const leave = () => {
    if (text !== '') onLeave?.(text)
    open.value = false
  }
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && items.length > 0) at.value = (at.value + step + items.length) % items.length
    else if (event.key === 'ArrowDown' && !open.value && text !== '') {
      open.value = true
      look()
    } else if (event.key === 'Enter' && open.value && text !== '') enter()
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
        error={error}
        maxLength={maxLength}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={meant}
        autocomplete="off"
        autofocus={autofocus}
        value={value}
        onInput={(event) => {
          open.value = true
          onText(event.currentTarget.value)
        }}
        onKeyDown={press}
        onBlur={leave}
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
        {known && found.value!.items.length === 0 && none}
      </p>
      <Fault error={fault.value} />
    </div>
  )
}
