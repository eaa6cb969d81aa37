import type { SearchHit } from '@earshot/sdk/contract'
import { signal, useSignal } from '@preact/signals'
import { useEffect, useId, useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Kbd } from '../ui/Button.tsx'
import { useModal } from '../ui/modal.ts'
import { Fault } from '../ui/States.tsx'
import { go, href } from '../shell/address.ts'
import { w } from '../words/words.ts'
import { commands, shownKeys } from './commands.ts'
import { Found } from './Found.tsx'
import * as css from './Palette.css.ts'

export const paletteOpen = signal(false)
export const helpOpen = signal(false)

interface Choice {
  id: string
  label: string
  hit?: SearchHit
  keys?: string | undefined
  run: () => unknown
}

/** Commands and search in one: what is typed finds both. */
export function Palette() {
  return paletteOpen.value ? <Open /> : null
}

function Open() {
  const words = w().common.palette
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const typed = useSignal('')
  const at = useSignal(0)
  const close = () => (paletteOpen.value = false)
  useModal(dialog)

  const text = typed.value.trim()
  const found = useQuery({
    queryKey: ['search', text],
    queryFn: () => api.search.list(text, { limit: 12 }),
    enabled: text.length > 1,
    placeholderData: (before) => before,
  })
  const hits: Choice[] = text.length > 1 ? (found.data?.items ?? []).map(choiceOf) : []
  const given = commandsFor(text)
  const choices = [...given, ...hits]
  const chosen = choices[Math.min(at.value, choices.length - 1)]

  // What is chosen by Enter is what was typed last, also where that is still being looked for.
  const chosenEarly = useSignal(false)
  useEffect(() => {
    if (!chosenEarly.value || found.isPlaceholderData || found.isPending) return
    chosenEarly.value = false
    run(chosen)
  })
  const run = (choice: Choice | undefined) => {
    if (!choice) return
    close()
    choice.run()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const to = { ArrowDown: at.value + 1, ArrowUp: at.value - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      at.value = (to + choices.length) % Math.max(1, choices.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (text.length > 1 && found.isFetching && (!chosen || chosen.hit)) chosenEarly.value = true
      else run(chosen)
    }
  }
  const option = (choice: Choice) => (
    <div
      key={choice.id}
      id={`${id}-${choice.id}`}
      role="option"
      aria-selected={choice === chosen}
      class={css.option}
      ref={(element) => {
        if (choice === chosen) element?.scrollIntoView({ block: 'nearest' })
      }}
      onPointerMove={() => (at.value = choices.indexOf(choice))}
      onClick={() => run(choice)}
    >
      <span>{choice.label}</span>
      {choice.hit && <Found hit={choice.hit} />}
      {choice.keys && (
        <span class={css.end}>
          <Kbd>{shownKeys(choice.keys)}</Kbd>
        </span>
      )}
    </div>
  )
  return (
    <dialog
      ref={dialog}
      class={css.palette}
      aria-label={words.label}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <input
        class={css.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${chosen.id}`}
        aria-label={words.label}
        placeholder={words.placeholder}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          at.value = 0
          chosenEarly.value = false
        }}
        onKeyDown={keys}
      />
      <div class={css.list} id={`${id}-list`} role="listbox" aria-label={words.label}>
        {given.length > 0 && (
          <div role="group" aria-label={words.commands}>
            <div class={css.heading}>{words.commands}</div>
            {given.map(option)}
          </div>
        )}
        {hits.length > 0 && (
          <div role="group" aria-label={words.found}>
            <div class={css.heading}>{words.found}</div>
            {hits.map(option)}
          </div>
        )}
      </div>
      {text.length > 1 && found.error ? (
        <Fault error={found.error} again={() => found.refetch()} />
      ) : (
        choices.length === 0 && (
          <p class={css.none} role="status">
            {found.isFetching ? `${words.searching}…` : words.none}
          </p>
        )
      )}
    </dialog>
  )
}

/** Commands whose name holds all words typed. */
function commandsFor(text: string): Choice[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/)
  const all = commands.value.filter(({ hidden }) => !hidden)
  // A screen's own come first.
  const ordered = [
    ...all.filter(({ group }) => group !== 'everywhere'),
    ...all.filter(({ group }) => group === 'everywhere'),
  ]
  return ordered
    .filter(({ label }) => wanted.every((word) => label.toLocaleLowerCase().includes(word)))
    .slice(0, text ? 6 : 12)
    .map(({ id, label, keys, run }) => ({ id, label, keys, run }))
}

function choiceOf(hit: SearchHit): Choice {
  const { kind, id, number, who } = hit
  const to = kind === 'complaint' ? `/complaints/${number}` : kind === 'customer' ? `/customers/${id}` : `/inbox/${id}`
  return { id: `${kind}-${id}`, label: who || (number ?? w().common.customer.guest), hit, run: () => go(href(to)) }
}
