import { go } from '../shell/address.ts'
import { w } from '../words/words.ts'
import { useCommands } from './commands.ts'

/** Moves through a list by `j` and `k`: each step opens the next or previous. @param to address of an item */
export function useBrowse<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  current: string | undefined,
  to: (item: T) => string,
): void {
  const words = w().common.keys
  const step = (by: 1 | -1) => {
    const at = items.findIndex((item) => idOf(item) === current)
    const next = items[at === -1 ? (by === 1 ? 0 : items.length - 1) : at + by]
    if (next !== undefined) go(to(next), { replace: current !== undefined })
  }
  useCommands([
    { id: 'next', label: words.next, keys: 'j', hidden: true, run: () => step(1) },
    { id: 'previous', label: words.previous, keys: 'k', hidden: true, run: () => step(-1) },
  ])
}
