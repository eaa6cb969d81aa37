import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { renewed } from '../api/client.ts'
import { may } from '../session/session.ts'
import { Empty, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { go, href, path } from './address.ts'
import { HOME, SCREENS, screenAt, type Screen, type ScreenProps } from './screens.ts'

/** Screens that are here already. */
const here = new Map<Screen, ComponentType<ScreenProps>>()

/** Fetches a screen before it is gone to. */
export function preload(screen: Screen): Promise<void> {
  if (here.has(screen)) return Promise.resolve()
  return screen.load().then(({ default: Component }) => void here.set(screen, Component))
}

/** Calls back when nothing else is to be done. Safari cannot tell. */
const idle: (then: () => unknown) => unknown = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 500))

/** By then the first screen has its data. */
const SETTLED_MS = 1000

/** Fetches the other screens one by one in idle moments: going there takes no longer than coming back. */
export function fetchAhead(): () => void {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  const rest = connection?.saveData ? [] : SCREENS.filter(({ nav, role }) => nav && (!role || may(role)))
  let ended = false
  const next = () => {
    const screen = rest.shift()
    if (!screen || ended) return
    // Where it cannot be had, that is said when it is gone to.
    const on = () => idle(next)
    void preload(screen).then(on, on)
  }
  const begin = setTimeout(() => idle(next), SETTLED_MS)
  return () => {
    ended = true
    clearTimeout(begin)
  }
}

/** The screen of the address; the one before stays until it is here. */
export function Content() {
  const found = screenAt(path.value)
  const shown = useSignal<{ screen: Screen; params: Record<string, string> } | undefined>(undefined)
  const target = useRef(found)
  target.current = found
  const key = found && `${SCREENS.indexOf(found.screen)} ${JSON.stringify(found.params)}`
  useEffect(() => {
    if (path.peek() === '/') return go(href(HOME), { replace: true })
    if (!found) return void (shown.value = undefined)
    preload(found.screen).then(
      () => {
        if (target.current?.screen === found.screen) shown.value = target.current
      },
      () => (renewed.value = true),
    )
  }, [key])
  // What is here already is drawn at once.
  const now = found && here.has(found.screen) ? found : shown.value
  const words = w().common.state
  if (!found) return path.value === '/' ? <Wait /> : <Empty title={words.notFound}>{words.notFoundMore}</Empty>
  const needs = found.screen.role
  if (needs && !may(needs))
    return <Empty title={words.notAllowed}>{words.notAllowedMore(w().common.me.roles[needs])}</Empty>
  if (!now) return <Wait />
  const Component = here.get(now.screen)!
  return <Component key={SCREENS.indexOf(now.screen)} params={now.params} />
}
