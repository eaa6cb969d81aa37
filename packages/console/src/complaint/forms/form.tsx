import type { Complaint, HistoryEntry } from '@earshot/sdk/contract'
import type { EarshotError } from '@earshot/sdk'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { shownKeys } from '../../command/commands.ts'
import { me } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { When } from '../../ui/Marks.tsx'
import { Fault, Hint, toast } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import type { ActName } from '../acts.ts'
import { draftKey, useDraft, type Draft } from '../draft.ts'
import { useGive, type Given } from '../give.ts'
import { didWhat, doneBy } from '../saying.ts'
import * as css from './form.css.ts'

/** What every form of a complaint is given. */
export interface FormProps {
  complaint: Complaint
  name: ActName
  /** It is done, or put aside; a draft stays. */
  onClose: () => void
  /** It is done, and told otherwise than here. */
  onDone?: (() => void) | undefined
}

export interface CaseForm<T> {
  v: T
  set: (change: Partial<T>) => void
  /** Gives the command; on success the draft is gone and the form closes. */
  give: (given: Given) => Promise<void>
  readonly busy: boolean
  readonly error: EarshotError | undefined
  draft: Draft<T>
}

/** A form's fields as a draft, and the command that they become. */
export function useCaseForm<T extends object>(
  { complaint, name, onClose, onDone }: FormProps,
  initial: T,
): CaseForm<T> {
  const draft = useDraft(draftKey(complaint.number, name), initial)
  const act = useGive(complaint)
  return {
    v: draft.values.value,
    set: (change) => draft.set(change),
    async give(given) {
      if ((await act.run(given)) === undefined) return
      draft.drop()
      if (onDone) return onDone()
      toast(w().case.sent[name])
      onClose()
    },
    busy: act.busy.value,
    error: act.error.value,
    draft,
  }
}

/** Who was faster, and what they did; what was typed stays. */
function Changed({ error, history }: { error: EarshotError | undefined; history: readonly HistoryEntry[] }) {
  const words = w().case
  const changes = error?.problem?.complaint?.changes
  if (error?.code === 'command_not_possible') return <Hint>{w().common.state.changed}</Hint>
  if (error?.code !== 'complaint_changed' || !changes) return <Fault error={error} />
  const names: Readonly<Record<string, string>> = { customer: words.history.customer, system: words.history.system }
  return (
    <div class={css.changed} role="alert">
      <p>{words.compose.changed}</p>
      <ul>
        {changes.map(({ seq, at, command, by }) => {
          const entry = history.find((one) => one.seq === seq)
          return (
            <li key={seq}>
              <b>{entry ? doneBy(entry) : (names[by] ?? by)}</b>{' '}
              {entry ? didWhat(entry) : (words.did[command as keyof typeof words.did] ?? command)} · <When at={at} />
            </li>
          )
        })}
      </ul>
      <p>{words.compose.changedMore}</p>
    </div>
  )
}

/** What others did while the form is open. */
function Moved({ history, since }: { history: readonly HistoryEntry[]; since: number }) {
  const words = w().case
  const others = history.filter(({ seq, by }) => seq > since && by.id !== me.value.id)
  if (others.length === 0) return null
  return (
    <Hint>
      {words.compose.moved} {others.map((entry) => `${doneBy(entry)} ${didWhat(entry)}`).join(' · ')}
    </Hint>
  )
}

/** What begins with words; the others begin with their first field. */
const WRITE: ReadonlySet<ActName> = new Set(['resolve', 'propose', 'message', 'ask', 'answer', 'explain', 'note'])

/** What the customer is to read. */
const SPEAK: ReadonlySet<ActName> = new Set([
  'resolve',
  'propose',
  'approve',
  'answer',
  'explain',
  'assess',
  'ask',
  'message',
  'promise',
])

/** The frame of a form: its name, its fields, and what sends it. Escape puts it aside, Ctrl or ⌘ with Enter sends it. */
export function Frame<T extends object>({
  complaint,
  name,
  onClose,
  form,
  onSend,
  disabled,
  left = [],
  aside,
  danger,
  children,
}: FormProps & {
  form: CaseForm<T>
  onSend: () => unknown
  /** Whether something that it needs is missing. */
  disabled?: boolean
  /** Placeholders that still stand in what the customer would read: nothing is sent before they are gone. */
  left?: readonly string[]
  /** Beside the button: what sending it will do. */
  aside?: ComponentChildren
  danger?: boolean
  children?: ComponentChildren
}) {
  const words = w()
  const ref = useRef<HTMLFormElement>(null)
  const id = useId()
  const send = () => {
    if (disabled) return
    if (left.length > 0) selectFirst(ref.current!, left)
    else onSend()
  }
  const since = useRef(complaint.version)
  const kept = form.draft.kept.value
  // At once: what is typed next is meant for it, and no shortcut.
  useLayoutEffect(() => {
    const form = ref.current!
    const first = WRITE.has(name) && form.querySelector<HTMLElement>('textarea')
    const other = form.querySelector<HTMLElement>('input:not([type=file]), select, textarea, [type=submit]')
    ;(first || other)?.focus({ preventScroll: true })
  }, [])
  const hint = words.case.hint[name]
  const unmailed = SPEAK.has(name) && !me.value.site.mail
  return (
    <form
      ref={ref}
      class={css.form}
      noValidate
      aria-label={words.case.act[name]}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event) => {
        if (event.isComposing) return
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation()
          onClose()
        }
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          event.preventDefault()
          send()
        }
      }}
    >
      <header class={css.head}>
        <h3>{words.case.act[name]}</h3>
        {hint && <span class={css.hint}>{hint}</span>}
        <span class={css.close}>
          <Button kind="quiet" icon="close" aria-label={words.common.act.close} onClick={onClose} />
        </span>
      </header>
      <Moved history={complaint.history} since={since.current} />
      {children}
      <Changed error={form.error} history={complaint.history} />
      <Row class={css.foot}>
        <Button
          kind={danger ? 'danger' : 'go'}
          type="submit"
          busy={form.busy}
          disabled={disabled}
          aria-disabled={left.length > 0 || undefined}
          aria-describedby={left.length > 0 ? id : undefined}
          keys={shownKeys('$mod+Enter')}
        >
          {form.busy ? words.case.talk.sending : words.case.send[name]}
        </Button>
        {left.length > 0 && (
          <span id={id} class={css.left}>
            {words.case.solution.left(left.map((one) => `{${one}}`).join(', '))}
          </span>
        )}
        {left.length === 0 && (aside || unmailed) && (
          <span class={css.aside}>
            {aside}
            {aside && unmailed && <br />}
            {unmailed && words.case.compose.unmailed}
          </span>
        )}
        {kept !== 'no' && (
          <span class={css.kept}>
            <span role="status">{kept === 'alone' ? words.case.compose.keptHere : words.case.compose.kept}</span>
            <button
              type="button"
              class={css.discard}
              onClick={() => {
                const was = form.draft.values.peek()
                form.draft.drop()
                toast(words.case.compose.discarded, () => form.draft.set(was))
              }}
            >
              {words.case.compose.discard}
            </button>
          </span>
        )}
      </Row>
    </form>
  )
}

/** Where the first of them stands, so that what is typed next replaces it. */
function selectFirst(form: HTMLFormElement, left: readonly string[]): void {
  for (const field of form.querySelectorAll('textarea'))
    for (const one of left) {
      const at = field.value.indexOf(`{${one}}`)
      if (at === -1) continue
      field.focus()
      return field.setSelectionRange(at, at + one.length + 2)
    }
}

/** Leaves out what was not filled in. */
export function filled<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> }
}
