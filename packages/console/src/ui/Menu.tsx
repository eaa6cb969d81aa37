import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, type ButtonProps } from './Button.tsx'
import { Icon } from './Icon.tsx'
import * as css from './Menu.css.ts'

export interface MenuItem {
  label: ComponentChildren
  run: () => unknown
  /** Shown as chosen, where the items are alternatives. */
  chosen?: boolean
  disabled?: boolean
  /** At its end: a key, a count. */
  end?: ComponentChildren
}

export interface MenuProps extends Omit<ButtonProps, 'onClick'> {
  items: readonly (MenuItem | 'rule')[]
}

/** A button that opens a list of things to do. Arrows move, Escape and a press beside it close it. */
export function Menu({ items, ...button }: MenuProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement | null>(null)
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (!open) return
    place(menu.current!, anchor.current!.getBoundingClientRect())
    menu.current!.querySelector<HTMLElement>('[role^=menuitem]:not(:disabled)')?.focus()
  }, [open])
  const move = (event: KeyboardEvent) => {
    const all = [...menu.current!.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')]
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all.at(to % all.length)?.focus()
  }
  return (
    <>
      <Button
        {...button}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={(event) => {
          anchor.current = event.currentTarget
          menu.current!.togglePopover()
        }}
      />
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        class={css.menu}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={move}
      >
        {open &&
          items.map((item, i) =>
            item === 'rule' ? (
              <div key={i} role="separator" class={css.rule} />
            ) : (
              <button
                key={i}
                type="button"
                role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.chosen}
                class={css.item}
                disabled={item.disabled}
                onClick={() => {
                  menu.current!.hidePopover()
                  item.run()
                }}
              >
                <span class={css.label}>{item.label}</span>
                {(item.end || item.chosen) && (
                  <span class={css.end}>{item.chosen ? <Icon name="check" /> : item.end}</span>
                )}
              </button>
            ),
          )}
      </div>
    </>
  )
}

/** Below its button, or above where there is no room; within the window. */
function place(menu: HTMLElement, at: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect()
  const below = at.bottom + 4
  const top = below + height > innerHeight - 8 && at.top - 4 - height > 8 ? at.top - 4 - height : below
  menu.style.top = `${top}px`
  const rtl = getComputedStyle(menu).direction === 'rtl'
  const start = at.left + width > innerWidth - 8 || rtl ? at.right - width : at.left
  menu.style.left = `${Math.max(8, start)}px`
}
