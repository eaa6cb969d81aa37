import { EarshotError } from '@earshot/sdk'
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { passes } from '../api/query.ts'
import { problemText, ruleText } from '../fault/fault.ts'
import { w } from '../words/words.ts'
import { Button } from './Button.tsx'
import * as css from './States.css.ts'

/** Where nothing is yet: what will stand here, and how it comes to be. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string
  children?: ComponentChildren
  action?: ComponentChildren
}) {
  return (
    <div class={css.empty}>
      <p class={css.emptyTitle}>{title}</p>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

/** Something is on its way. It shows only where that takes longer than a fifth of a second. */
export function Wait() {
  return (
    <p class={css.wait} role="status">
      {w().common.state.loading}…
    </p>
  )
}

/** What went wrong, in words for whoever pressed the button. */
export function faultText(error: unknown): string {
  const words = w().common.state
  if (passes(error) && !(error instanceof EarshotError && error.status)) return words.network
  if (error instanceof EarshotError) {
    if (error.code === 'complaint_changed') return words.changed
    const { code, problem, message, errors } = error
    return problemText(problem ?? { code, detail: message, errors })
  }
  return words.failed
}

/** What is wrong with one field of what was sent. */
export function fieldError(error: EarshotError | undefined, path: string): string | undefined {
  const wrong = error?.errors?.find((one) => one.path === path)
  return wrong && ruleText(wrong)
}

/** What is wrong with one field, or with a part of it. */
export function errorBelow(error: EarshotError | undefined, path: string): string | undefined {
  const wrong = error?.errors.find((one) => one.path === path || one.path.startsWith(`${path}.`))
  return wrong && ruleText(wrong)
}

/** Says in place what went wrong, and offers to try again. */
export function Fault({ error, again }: { error: unknown; again?: (() => unknown) | undefined }) {
  if (!error) return null
  return (
    <div class={css.fault} role="alert">
      <span class={css.faultText}>{faultText(error)}</span>
      {again && <Button onClick={() => void again()}>{w().common.act.again}</Button>}
    </div>
  )
}

/** In place of something that was asked for: that there is no such thing, or what went wrong. */
export function Unanswered({ error, again }: { error: unknown; again: () => unknown }) {
  const words = w().common.state
  if (error instanceof EarshotError && error.status === 404)
    return <Empty title={words.notFound}>{words.notFoundMore}</Empty>
  return <Fault error={error} again={again} />
}

/** Something to mind, in place. */
export function Hint({ children }: { children: ComponentChildren }) {
  return <p class={css.hint}>{children}</p>
}

interface Toast {
  id: number
  text: () => string
  /** Takes back what was done. */
  undo?: (() => unknown) | undefined
}

const toasts = signal<readonly Toast[]>([])
let last = 0

/**
 * Says that something is done; it is, when this is called. It goes after eight seconds, or as long as it can be undone.
 *
 * @param text as a function where its words may still come, as those of a fault do
 */
export function toast(text: string | (() => string), undo?: () => unknown, ms = 8000): void {
  const id = ++last
  toasts.value = [...toasts.value.slice(-2), { id, text: typeof text === 'string' ? () => text : text, undo }]
  setTimeout(() => drop(id), ms)
}

function drop(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}

export function Toasts() {
  return (
    <div class={css.toasts} role="status" aria-live="polite">
      {toasts.value.map(({ id, text, undo }) => (
        <div key={id} class={css.toast}>
          <span>{text()}</span>
          {undo && (
            <button
              type="button"
              class={css.toastAct}
              onClick={() => {
                drop(id)
                undo()
              }}
            >
              {w().common.act.undo}
            </button>
          )}
          <button
            type="button"
            class={css.toastAct}
            style={{ textDecoration: 'none' }}
            aria-label={w().common.act.close}
            onClick={() => drop(id)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
