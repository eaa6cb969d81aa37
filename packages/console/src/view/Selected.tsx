import type { ComponentChildren } from 'preact'
import { number } from '../words/format.ts'
import { Button } from '../ui/Button.tsx'
import { w } from '../words/words.ts'
import type { Selection } from './selection.ts'
import * as css from './Selected.css.ts'

/** What can be done with all that is selected, in place of the head of the list. */
export function Selected({ selection, children }: { selection: Selection; children: ComponentChildren }) {
  return (
    <div class={css.bar} role="toolbar" aria-label={w().common.act.selected(number(selection.ids.value.size))}>
      <strong>{w().common.act.selected(number(selection.ids.value.size))}</strong>
      {children}
      <Button kind="quiet" icon="close" aria-label={w().list.unselect} onClick={() => selection.set([])} />
    </div>
  )
}

/** The box of a row. A press on it does not open the row. */
export function SelectBox({ selection, id, label }: { selection: Selection; id: string; label: string }) {
  return (
    <input
      type="checkbox"
      class={css.box}
      data-selecting={selection.ids.value.size > 0}
      aria-label={`${w().common.act.select}: ${label}`}
      checked={selection.ids.value.has(id)}
      onClick={(event) => event.stopPropagation()}
      onChange={() => selection.toggle(id)}
    />
  )
}
