import type { ThanksResult } from '@earshot/sdk/contract'
import { EarshotError } from '@earshot/sdk'
import { signal } from '@preact/signals'
import { useAct, type Act } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { me } from '../session/session.ts'
import { faultText, toast } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { mark, patch } from './lists.ts'

/** Of which feedback complaints are being made: its form is open. */
export const complaining = signal<readonly string[] | undefined>()

/** Until the mail is on its way. */
const UNDO_MS = 28_000

/** What can be done with one feedback or many. */
export interface Deeds {
  thank: Act<[ids: readonly string[]], void>
  unthank: Act<[ids: readonly string[]], void>
  mark: Act<[ids: readonly string[], read: boolean], void>
}

export function useDeeds(): Deeds {
  const unthank = useAct(takeBack)
  const marking: Deeds['mark'] = useAct(async (ids, read) => {
    const undo = await mark(ids, read)
    const back = undo?.ids
    // One alone is marked otherwise where it was marked.
    if (ids.length > 1 && back) toast(w().inbox.marked(number(back.length), read), () => marking.run(back, !read))
  })
  return {
    unthank,
    thank: useAct(async (ids) => {
      const results = await api.feedback.thank(ids)
      const done = results.filter((one) => one.done)
      const until = new Map(done.map(({ id, until }) => [id, until!]))
      const at = new Date().toISOString()
      patch([...until.keys()], (item) => ({ ...item, thanked: { at, by: me.peek().name, until: until.get(item.id)! } }))
      const thanked = [...until.keys()]
      if (thanked.length > 0) toast(w().inbox.thanking(number(thanked.length)), () => unthank.run(thanked), UNDO_MS)
      const refused = refusalText(results)
      if (refused) toast(refused)
    }),
    mark: marking,
  }
}

/** Why some were not thanked, in words. */
function refusalText(results: ThanksResult['items']): string | undefined {
  const refused = results.flatMap(({ refused }) => (refused ? [refused] : []))
  if (refused.length === 0) return undefined
  const words = w().inbox.refused
  const reasons = [...new Set(refused)].map((reason) => words[reason]).join(' ')
  return results.length === 1 ? reasons : `${w().list.refused(number(refused.length))}: ${reasons}`
}

async function takeBack(ids: readonly string[]): Promise<void> {
  const back: string[] = []
  let late: EarshotError | undefined
  for (const id of ids)
    try {
      await api.feedback.unthank(id)
      back.push(id)
    } catch (error) {
      if (!(error instanceof EarshotError)) throw error
      late = error
    }
  patch(back, (item) => ({ ...item, thanked: null }))
  if (back.length > 0) toast(w().inbox.unthanked)
  if (late) toast(() => faultText(late))
  stale('feedback')
}
