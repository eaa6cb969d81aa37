import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { w } from '../words/words.ts'
import { Button } from './Button.tsx'
import * as css from './Copy.css.ts'

/** A text to take along, with a button that copies it. */
export function Copy({ text, label }: { text: string; label: string }) {
  const words = w().common.act
  const said = useSignal('')
  const shown = useRef<HTMLElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      said.value = words.copied
    } catch {
      // Without leave, and where the console is not served encrypted, the reader's own keys do it.
      getSelection()?.selectAllChildren(shown.current!)
      said.value = words.marked
    }
  }
  return (
    <div class={css.copy}>
      <code ref={shown} class={css.text} tabIndex={0} aria-label={label} dir="ltr">
        {text}
      </code>
      <Button onClick={() => void copy()} aria-label={`${words.copy}: ${label}`}>
        {words.copy}
      </Button>
      <span class={css.said} role="status">
        {said.value}
      </span>
    </div>
  )
}
