import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { w } from '../words/words.ts'
import { Button } from './Button.tsx'
import { toClipboard } from './clipboard.ts'
import * as css from './Copy.css.ts'

/** A text to take along, with a button that copies it. */
export function Copy({ text, label }: { text: string; label: string }) {
  const words = w().common.act
  const said = useSignal('')
  const shown = useRef<HTMLElement>(null)
  const copy = async () => {
    const copied = await toClipboard(text)
    // Where the browser does not let it, the reader's own keys do it.
    if (!copied) getSelection()?.selectAllChildren(shown.current!)
    said.value = copied ? words.copied : words.marked
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
