import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './Icon.tsx'
import * as css from './Find.css.ts'

/** Until the hands rest. */
const REST_MS = 250

/** Words to look for in a list. They are looked for as soon as the hands rest. */
export function Find({ label, value, onFind }: { label: string; value: string; onFind: (text: string) => unknown }) {
  const typed = useSignal(value)
  const timer = useRef(0)
  // The address may change it, too.
  useEffect(() => {
    if (typed.peek().trim() !== value) typed.value = value
  }, [value])
  const find = () => {
    clearTimeout(timer.current)
    if (typed.peek().trim() !== value) onFind(typed.peek().trim())
  }
  return (
    <search class={css.find}>
      <Icon name="search" />
      <input
        type="search"
        class={css.input}
        aria-label={label}
        placeholder={label}
        title={label}
        dir="auto"
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          clearTimeout(timer.current)
          timer.current = setTimeout(find, REST_MS)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) find()
          if (event.key === 'Escape' && typed.peek() !== '') {
            typed.value = ''
            find()
          }
        }}
      />
    </search>
  )
}
