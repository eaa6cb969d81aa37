import { EarshotError } from '@earshot/sdk'
import { signal, type ReadonlySignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { noticeEnd } from '../session/session.ts'

/** A command on its way: shown as done only when it is. */
export interface Act<A extends unknown[], T> {
  /** Resolves to undefined when it failed; `error` says why then. A second press while one runs is none. */
  run(...of: A): Promise<T | undefined>
  readonly busy: ReadonlySignal<boolean>
  readonly error: ReadonlySignal<EarshotError | undefined>
  /** Takes the error away. */
  clear(): void
}

/** A command as `work` gives it. */
export function act<A extends unknown[], T>(work: (...of: A) => Promise<T>): Act<A, T> {
  const busy = signal(false)
  const error = signal<EarshotError | undefined>()
  return {
    busy,
    error,
    clear: () => (error.value = undefined),
    async run(...of) {
      if (busy.peek()) return undefined
      busy.value = true
      try {
        const done = await work(...of)
        error.value = undefined
        return done
      } catch (failure) {
        if (!(failure instanceof EarshotError)) throw failure
        noticeEnd(failure)
        error.value = failure
        return undefined
      } finally {
        busy.value = false
      }
    },
  }
}

/** The same, kept as long as its component. `work` may use what the component last had. */
export function useAct<A extends unknown[], T>(work: (...of: A) => Promise<T>): Act<A, T> {
  const kept = useMemo(() => {
    const last = { work }
    return { last, act: act((...of: A) => last.work(...of)) }
  }, [])
  kept.last.work = work
  return kept.act
}
