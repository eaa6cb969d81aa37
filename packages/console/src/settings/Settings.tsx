import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useCommands } from '../command/commands.ts'
import { may } from '../session/session.ts'
import { go, href } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { GROUPS, PARTS, type LoadedPart, type Part, type PartName } from './parts.ts'
import * as css from './Settings.css.ts'

const allowed = (name: PartName) => PARTS[name] !== undefined && may(PARTS[name].role ?? 'manager')
const names = () => Object.values(GROUPS).flat().filter(allowed)

/** Everything that the shop can set, part by part. On a phone first the parts, then one. */
export default function Settings({ params }: ScreenProps) {
  const words = w().settings
  const all = names()
  const asked = params['part']
  const name = (asked ?? all[0]) as PartName | undefined
  useCommands(
    all.map((one) => ({
      id: `settings-${one}`,
      label: `${w().common.nav.settings}: ${words.parts[one]}`,
      run: () => go(href(`/settings/${one}`)),
    })),
  )
  const isAlone = name !== undefined && params['id'] !== undefined && (PARTS[name]?.wide ?? false)
  return (
    <div class={isAlone ? `${css.frame} ${css.alone}` : css.frame}>
      {asked && <h1 class={css.heard}>{w().common.nav.settings}</h1>}
      <nav class={asked ? `${css.side} ${css.away}` : css.side} aria-label={w().common.nav.settings}>
        <Bar title={w().common.nav.settings} />
        <div class={css.parts}>
          {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => {
            const shown = GROUPS[group].filter(allowed)
            if (shown.length === 0) return null
            return (
              <section key={group} class={css.group}>
                <h2 class={css.heading}>{words.groups[group]}</h2>
                <ul>
                  {shown.map((one) => (
                    <li key={one}>
                      <a
                        class={css.link}
                        href={href(`/settings/${one}`)}
                        aria-current={one === name ? 'page' : undefined}
                      >
                        {words.parts[one]}
                      </a>
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
        </div>
      </nav>
      <section class={asked ? css.part : `${css.part} ${css.away}`}>
        {name && <Shown key={name} name={name} id={params['id']} />}
      </section>
    </div>
  )
}

/** Parts that are here already. */
const here = new Map<Part, LoadedPart>()

async function fetched(part: Part): Promise<LoadedPart> {
  const known = here.get(part)
  if (known) return known
  const loaded = await part.load()
  here.set(part, loaded)
  return loaded
}

/** Fetches the part with which the settings begin. Where it cannot be had, that is said when it is gone to. */
export async function fetchFirst(): Promise<LoadedPart | undefined> {
  const [first] = names()
  return first && fetched(PARTS[first]!).catch(() => undefined)
}

export async function ahead(): Promise<void> {
  const first = await fetchFirst()
  first?.ahead?.()
}

function Shown({ name, id }: { name: PartName; id: string | undefined }) {
  const words = w().common.state
  const part = PARTS[name]
  const loaded = useSignal(part && here.get(part)?.default)
  const failed = useSignal<unknown>(undefined)
  const alive = useRef(true)
  useEffect(() => () => void (alive.current = false), [])
  const load = async () => {
    failed.value = undefined
    if (!part || here.has(part)) return
    try {
      const { default: Component } = await fetched(part)
      if (alive.current) loaded.value = Component
    } catch (error) {
      failed.value = error
    }
  }
  // Before it is painted, not after.
  useLayoutEffect(() => void load(), [])
  if (!part) return <Empty title={words.notFound}>{words.notFoundMore}</Empty>
  if (!may(part.role ?? 'manager'))
    return <Empty title={words.notAllowed}>{words.notAllowedMore(w().common.me.roles[part.role ?? 'manager'])}</Empty>
  if (failed.value) return <Fault error={failed.value} again={load} />
  const Component = loaded.value
  return Component ? <Component id={id} /> : <Wait />
}
