import type {
  ComponentChildren,
  FormHTMLAttributes,
  HTMLAttributes,
  InputHTMLAttributes,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from 'preact'
import { useId } from 'preact/hooks'
import { w } from '../words/words.ts'
import * as css from './Field.css.ts'

interface About {
  label: ComponentChildren
  /** What to know before writing. */
  hint?: ComponentChildren | undefined
  /** What is wrong with what was written. */
  error?: string | undefined
  optional?: boolean
}

/** The label, hint and error of anything that can be filled in. */
function about({ label, hint, error, optional }: About, id: string, children: ComponentChildren) {
  return (
    <div class={css.field}>
      <label class={css.label} for={id}>
        {label}
        {optional && <span class={css.hint}> · {w().common.act.optional}</span>}
      </label>
      {children}
      {hint && (
        <p class={css.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class={css.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

const aria = ({ hint, error }: About, id: string) => ({
  id,
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? ('true' as const) : undefined,
})

type InputProps = About &
  Omit<InputHTMLAttributes, 'label' | 'type' | 'list'> & {
    type?: string
    /** Id of a `datalist` with suggestions. */
    list?: string
  }

/** One line to write. */
export function Input({ label, hint, error, optional, ...rest }: InputProps) {
  const id = useId()
  const a = { label, hint, error, ...(optional ? { optional } : {}) }
  return about(a, id, <input class={css.input} {...aria(a, id)} dir="auto" {...(rest as object)} />)
}

/** Several lines to write; it grows with them. */
export function Area({ label, hint, error, optional, ...rest }: About & Omit<TextareaHTMLAttributes, 'label'>) {
  const id = useId()
  const a = { label, hint, error, ...(optional ? { optional } : {}) }
  return about(a, id, <textarea class={css.input} {...aria(a, id)} dir="auto" {...rest} />)
}

/** One of a few, by their labels. */
export function Select({
  label,
  hint,
  error,
  optional,
  options,
  ...rest
}: About &
  Omit<SelectHTMLAttributes, 'label'> & {
    options: readonly (readonly [value: string, label: string])[]
  }) {
  const id = useId()
  const a = { label, hint, error, ...(optional ? { optional } : {}) }
  return about(
    a,
    id,
    <select class={css.input} {...aria(a, id)} {...(rest as object)}>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>,
  )
}

/** Yes or no. */
export function Check({ label, ...rest }: { label: ComponentChildren } & Omit<InputHTMLAttributes, 'label'>) {
  return (
    <label class={css.check}>
      <input type="checkbox" class={css.box} {...(rest as object)} />
      <span>{label}</span>
    </label>
  )
}

/** Fields below one another; sent by Enter. */
export function Form({
  onSubmit,
  children,
  ...rest
}: Omit<FormHTMLAttributes, 'onSubmit'> & { onSubmit: () => unknown }) {
  return (
    <form
      class={css.form}
      noValidate
      {...rest}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
    </form>
  )
}

/** Buttons beside one another. */
export function Row({ children, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return (
    <div class={css.row} {...rest}>
      {children}
    </div>
  )
}
