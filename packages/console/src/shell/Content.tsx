import { computed, signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { partLost } from '../api/client.ts'
import { connected } from '../live/live.ts'
import { may } from '../session/session.ts'
import { Empty, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { go, href, path } from './address.ts'
import { HOME, SCREENS, screenAt, type Loaded, type Screen } from './screens.ts'

/** Screens that are here already. */
const here = signal<ReadonlyMap<Screen, Loaded>>(new Map())

/** Fetches a screen before it is gone to. */
export async function preload(screen: Screen): Promise<void> {
  if (here.peek().has(screen)) return
  const loaded = await screen.load()
  here.value = new Map(here.peek()).set(screen, loaded)
}

/** Somebody is about to go there, as the pointer is on the link: what it shows first is asked for. */
export function approach(screen: Screen): void {
  const ask = () => here.peek().get(screen)?.ahead?.()
  if (here.peek().has(screen)) ask()
  // Where it cannot be had, that is said when it is gone to.
  else preload(screen).then(ask, () => {})
}

/** Whether the screen of the address is not here yet. */
export const awaited = computed(() => {
  const found = screenAt(path.value)
  return found !== undefined && !here.value.has(found.screen)
})

/** The screen of the address; the one before stays until it is here. */
export function Content() {
  const found = screenAt(path.value)
  const last = useRef<typeof found>(undefined)
  const online = connected.value
  useEffect(() => {
    if (path.peek() === '/') go(href(HOME), { replace: true })
    else if (found) preload(found.screen).catch(partLost)
  }, [found?.screen, online])
  // What is here already is drawn at once.
  const now = found && here.value.has(found.screen) ? found : last.current
  last.current = found && now
  const words = w().common.state
  if (!found) return path.value === '/' ? <Wait /> : <Empty title={words.notFound}>{words.notFoundMore}</Empty>
  const needs = found.screen.role
  if (needs && !may(needs))
    return <Empty title={words.notAllowed}>{words.notAllowedMore(w().common.me.roles[needs])}</Empty>
  if (!now) return <Wait />
  const { default: Component } = here.value.get(now.screen)!
  return <Component key={SCREENS.indexOf(now.screen)} params={now.params} />
}
