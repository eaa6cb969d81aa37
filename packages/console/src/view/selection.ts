import { signal, type ReadonlySignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { useCommands } from '../command/commands.ts'
import { w } from '../words/words.ts'

/** Which rows of a list are selected. */
export interface Selection {
  readonly ids: ReadonlySignal<ReadonlySet<string>>
  toggle(id: string): void
  /** Exactly these. */
  set(ids: readonly string[]): void
}

/** Selecting many rows: by their boxes, by `x` the one that is open, all by the command. */
export function useSelection(shown: readonly string[], current: string | undefined): Selection {
  const words = w()
  const selection = useMemo((): Selection => {
    const ids = signal<ReadonlySet<string>>(new Set())
    return {
      ids,
      toggle: (id) => {
        const next = new Set(ids.peek())
        if (!next.delete(id)) next.add(id)
        ids.value = next
      },
      set: (wanted) => (ids.value = new Set(wanted)),
    }
  }, [])
  useCommands([
    { id: 'select', label: words.common.act.select, keys: 'x', run: () => current && selection.toggle(current) },
    { id: 'select-all', label: words.list.selectAll, keys: '$mod+Shift+a', run: () => selection.set(shown) },
    { id: 'select-none', label: words.list.unselect, keys: 'Escape', hidden: true, run: () => selection.set([]) },
  ])
  return selection
}
