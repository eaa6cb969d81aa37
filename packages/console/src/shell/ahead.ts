import { useLabels } from '../label/Labels.tsx'
import { may } from '../session/session.ts'
import { useCategories, useCauses, useDepartments, useStaff } from '../team/team.ts'
import { approach, preload } from './Content.tsx'
import { SCREENS } from './screens.ts'

/** Calls back when nothing else is to be done. Safari cannot tell. */
const idle: (then: () => unknown) => unknown = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 500))

/** By then the first screen has its data. */
const SETTLED_MS = 1000

/** What rows of most lists name things by. */
const NAMES = [useStaff, useDepartments, useCategories, useCauses, useLabels]

/**
 * Fetches in idle moments what the other screens need, one by one: going there takes no longer than coming back.
 * First what things are named by, then the scripts, and of those that draw most (`next`) also what they show first.
 */
export function fetchAhead(): () => void {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (connection?.saveData) return () => {}
  const rest = SCREENS.filter(({ nav, role }) => nav && (!role || may(role)))
  let ended = false
  const next = () => {
    const screen = rest.shift()
    if (!screen || ended) return
    // Where it cannot be had, that is said when it is gone to.
    const on = () => {
      if (screen.nav!.next) approach(screen)
      idle(next)
    }
    void preload(screen).then(on, on)
  }
  const begin = setTimeout(() => {
    idle(() => {
      if (ended) return
      for (const read of NAMES) read()
      idle(next)
    })
  }, SETTLED_MS)
  return () => {
    ended = true
    clearTimeout(begin)
  }
}
