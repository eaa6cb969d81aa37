import type { EarshotError } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { fieldError, toast } from '../ui/States.tsx'
import { w } from '../words/words.ts'

/** Settings that are being changed, over those that are stored. */
export interface Edit<T extends object> {
  /** As they shall be. */
  readonly value: T
  /** What of them differs from what is stored. */
  readonly changes: Partial<T>
  readonly changed: boolean
  readonly set: (part: Partial<T>) => void
  discard(): void
  save(): Promise<void>
  readonly busy: boolean
  readonly error: EarshotError | undefined
  /** What is wrong with one field; `path` as the API names it. */
  readonly errorAt: (path: string) => string | undefined
  /** After somebody else's change: goes on from theirs, with what was changed here over it. */
  goOn(): void
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Changes of `stored` until they are saved.
 *
 * @param save sends them, and has what is shown follow (`queries.setQueryData`) before it resolves. `base` is what was
 * stored when the first change was made: name its version, so that nobody's change is written over.
 */
export function useEdit<T extends object>(
  stored: T,
  save: (changes: Partial<T>, base: T) => Promise<unknown>,
): Edit<T> {
  const over = useSignal<Partial<T>>({})
  const base = useSignal<T | undefined>(undefined)
  const names = (Object.keys(over.value) as (keyof T)[]).filter((name) => !same(over.value[name], stored[name]))
  const changes = Object.fromEntries(names.map((name) => [name, over.value[name]])) as Partial<T>
  const changed = names.length > 0
  const forget = () => {
    over.value = {}
    base.value = undefined
  }
  const act = useAct(async () => {
    const sent = over.peek()
    await save(changes, base.value ?? stored)
    // What was typed while it was being saved is not saved yet.
    const later = Object.entries(over.peek()).filter(([name, value]) => value !== sent[name as keyof T])
    over.value = Object.fromEntries(later) as Partial<T>
    base.value = undefined
    toast(w().common.act.saved)
  })
  // What was refused and is as it was before needs no mending.
  const error = changed ? act.error.value : undefined
  return {
    value: { ...stored, ...over.value },
    changes,
    changed,
    set(part) {
      if (!changed || !base.peek()) base.value = stored
      over.value = { ...over.value, ...part }
    },
    discard() {
      forget()
      act.clear()
    },
    save: async () => {
      if (changed) await act.run()
    },
    busy: act.busy.value,
    error,
    errorAt: (path) => fieldError(error, path),
    goOn() {
      base.value = stored
      act.clear()
    },
  }
}
