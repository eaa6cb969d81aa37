import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon.tsx'
import * as css from './Button.css.ts'

export interface ButtonProps extends Omit<ButtonHTMLAttributes, 'type' | 'icon' | 'class'> {
  /** `go` for the one thing to do here; `quiet` for what is by the way; `danger` for what takes something away. */
  kind?: 'go' | 'plain' | 'quiet' | 'danger'
  type?: 'button' | 'submit'
  icon?: IconName
  /** The key that does the same, as it is shown. */
  keys?: string | undefined
  /** Its work is under way: pressed again it does nothing. */
  busy?: boolean
  class?: string
  children?: ComponentChildren
}

/** Something to press. With an icon alone it needs an `aria-label`. */
export function Button({
  kind = 'plain',
  type = 'button',
  icon,
  keys,
  busy,
  children,
  class: more,
  ...rest
}: ButtonProps) {
  const square = icon !== undefined && (children === undefined || children === null)
  return (
    <button
      type={type}
      class={[css.kind[kind], square && css.square, more].filter(Boolean).join(' ')}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys}
      title={square ? rest['aria-label'] : undefined}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
      {keys && (
        <kbd class={css.key} aria-hidden="true">
          {keys}
        </kbd>
      )}
    </button>
  )
}

/** A link that looks like a button. */
export function LinkButton({
  kind = 'plain',
  icon,
  children,
  ...rest
}: AnchorHTMLAttributes & { kind?: ButtonProps['kind']; icon?: IconName }) {
  return (
    <a class={css.kind[kind ?? 'plain']} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A key, as it is printed on the keyboard. */
export function Kbd({ children }: { children: ComponentChildren }) {
  return <kbd class={css.key}>{children}</kbd>
}
