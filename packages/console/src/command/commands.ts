import { signal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { createKeybindingsHandler } from 'tinykeys'

/** Something that can be done by key, and from the palette. */
export interface Command {
  /** Lasting name. */
  id: string
  label: string
  /** As tinykeys writes them: `g i`, `$mod+k`, `?`. */
  keys?: string | undefined
  /** Heading in the list of shortcuts: `here` for this screen's. */
  group?: 'here' | 'everywhere'
  run: () => unknown
  /** Left out of the palette: moving in lists, and the like. */
  hidden?: boolean
}

/** Those that can be given now; later ones win over earlier ones with the same keys. */
export const commands = signal<readonly Command[]>([])

/** Whether keys without a modifier do something. Screen readers and voice control may need them for themselves. */
export const singleKeys = signal(true)

/** Offers commands while the component is there: from when it is drawn, and not a frame later. */
export function useCommands(list: readonly Command[]): void {
  const given = useRef(list)
  given.current = list
  const shape = list.map(({ id, keys, label }) => `${id} ${keys} ${label}`).join('\n')
  useLayoutEffect(() => {
    // What they do is looked up when it is done: it may be drawn anew many times between.
    const mine = given.current.map((command) => ({
      ...command,
      run: () => given.current.find(({ id }) => id === command.id)?.run(),
    }))
    commands.value = [...commands.peek(), ...mine]
    return () => (commands.value = commands.peek().filter((one) => !mine.includes(one)))
  }, [shape])
}

/** Whether keys are being written with. */
function writing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
  )
}

const MODIFIED = /\$mod|Control|Meta|Alt/

/** As long as tinykeys waits for the next key. */
const SEQUENCE_MS = 1000

/** Listens to the keyboard. A dialog has the keys to itself. */
export function followKeys(): void {
  let handler: (event: KeyboardEvent) => void = () => {}
  // Commands may change between the keys of `g i`: it is finished by those with which it was begun.
  let later: typeof handler | undefined
  let firsts = new Set<string>()
  let until = 0
  commands.subscribe((all) => {
    const bound: Record<string, (event: KeyboardEvent) => void> = {}
    // What begins with another key comes first: after `g` a `c` goes to the complaints, and does nothing besides.
    const long = ({ keys }: Command) => Number(keys?.includes(' ') ?? false)
    for (const { keys, run } of all.toSorted((a, b) => long(b) - long(a)))
      if (keys)
        bound[keys] = (event) => {
          const plain = !MODIFIED.test(keys)
          if (plain && (!singleKeys.peek() || writing(event.target))) return
          if (document.querySelector('dialog[open]') && plain) return
          event.preventDefault()
          run()
        }
    firsts = new Set(all.flatMap(({ keys }) => (keys?.includes(' ') ? [keys.split(' ')[0]!] : [])))
    const made = createKeybindingsHandler(bound, { ignore: () => false })
    if (performance.now() < until) later = made
    else handler = made
  })
  addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const within = performance.now() < until
    if (!within) renew()
    handler(event)
    until = !within && firsts.has(event.key) ? performance.now() + SEQUENCE_MS : 0
    if (until === 0) renew()
  })
  function renew() {
    handler = later ?? handler
    later = undefined
  }
}

/** Keys as they are printed: `G I`, `⌘K`, `Ctrl ⇧A`. */
export function shownKeys(keys: string): string {
  const mac = /Mac|iP/.test(navigator.platform)
  const names: Readonly<Record<string, string>> = { $mod: mac ? '⌘' : 'Ctrl ', Shift: '⇧', Enter: '↵', Escape: 'Esc' }
  const press = (one: string) =>
    one
      .split('+')
      .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace('Arrow', '')))
      .join('')
  // A sign that needs the shift key is printed as the sign.
  return keys
    .split(' ')
    .map((one) => press(one.replace(/^Shift\+(?=[^a-z]$)/i, '')))
    .join(' ')
}
