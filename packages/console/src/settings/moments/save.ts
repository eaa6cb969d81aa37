import { EarshotError } from '@earshot/sdk'
import type { Moment, MomentEntry } from '@earshot/sdk/contract'
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals'
import { type Act, useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { queries, stale } from '../../api/query.ts'
import { toast } from '../../ui/States.tsx'
import { number } from '../../words/format.ts'
import type { Theirs } from './Conflict.tsx'
import type { Editing } from './editor.ts'
import { m } from './words.ts'

export interface Save {
  act: Act<[], void>
  /** What somebody else saved meanwhile, as the refusal told it. */
  theirs: ReadonlySignal<Theirs | undefined>
  /** Why it was not saved, where that stands at no field. */
  fault: ReadonlySignal<EarshotError | undefined>
  settle: () => void
}

/** Shows what the server says of a moment wherever it is shown. */
export function keepEntry(entry: MomentEntry): void {
  queries.setQueryData(['moments', entry.id], entry)
  stale('moments')
}

/** Saves the next version. */
export function useSave(editing: Editing): Save {
  const back = useAct(async (version: number) => {
    keepEntry(await api.moments.restore(editing.id, version))
    toast(m().versions.back(number(version)))
  })
  const theirs = useSignal<Theirs | undefined>(undefined)
  const act = useAct(async () => {
    const before = editing.base.peek().version
    const sent = editing.now
    const { id, ...moment } = sent
    try {
      const entry = await api.moments.save(id, { ...moment, version: before })
      keepEntry(entry)
      editing.saved(entry.moment, sent)
      toast(
        entry.version === before ? m().unchanged : m().saved(number(entry.version)),
        entry.version === before ? undefined : () => void back.run(before),
      )
    } catch (error) {
      if (error instanceof EarshotError && error.code === 'moment_changed')
        theirs.value = (error.problem as unknown as { moment: Theirs & { moment: Moment } }).moment
      if (error instanceof EarshotError && error.code === 'invalid')
        editing.told({ errors: error.errors, warnings: editing.notes.peek().warnings })
      throw error
    }
  })
  const fault = useComputed(() => {
    const error = act.error.value
    const isInPlace = error?.code === 'moment_changed' || (error?.code === 'invalid' && error.errors.length > 0)
    return isInPlace ? undefined : (error ?? back.error.value)
  })
  return {
    act,
    theirs,
    fault,
    settle: () => {
      theirs.value = undefined
      act.clear()
    },
  }
}
