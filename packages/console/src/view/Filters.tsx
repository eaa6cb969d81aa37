import { go, hrefWith, param } from '../shell/address.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { w } from '../words/words.ts'
import * as css from './Filters.css.ts'

/** Something that a list can be narrowed by: a parameter of the address, and what it may be. */
export interface Filter {
  name: string
  label: string
  options: readonly (readonly [value: string, label: string])[]
}

/** The menus of filters that are not set. @param more what else narrows the list */
export function FilterMenu({ filters, more = [] }: { filters: readonly Filter[]; more?: readonly MenuItem[] }) {
  const unset = filters.filter(({ name, options }) => param(name) === undefined && options.length > 0)
  return (
    <Menu
      kind="quiet"
      icon="filter"
      aria-label={w().list.filter}
      items={[
        ...more,
        ...unset.flatMap(({ name, label, options }, i) => [
          ...(i > 0 || more.length > 0 ? (['rule'] as const) : []),
          { label: <span class={css.heading}>{label}</span>, run: () => {}, disabled: true },
          ...options.map(([value, text]) => ({ label: text, run: () => go(hrefWith({ [name]: value })) })),
        ]),
      ]}
    />
  )
}

/** The filters that are set, each of which can be taken away. */
export function FilterChips({ filters }: { filters: readonly Filter[] }) {
  const words = w().list
  const set = filters.flatMap(({ name, label, options }) => {
    const value = param(name)
    return value === undefined ? [] : [{ name, label, text: options.find(([one]) => one === value)?.[1] ?? value }]
  })
  if (set.length === 0) return null
  return (
    <ul class={css.chips} aria-label={words.filters}>
      {set.map(({ name, label, text }) => (
        <li key={name}>
          <a class={css.chip} href={hrefWith({ [name]: undefined })} aria-label={words.noFilter(`${label}: ${text}`)}>
            {label}: <strong>{text}</strong> <Icon name="close" size={12} />
          </a>
        </li>
      ))}
      {set.length > 1 && (
        <li>
          <a class={css.clear} href={hrefWith(Object.fromEntries(set.map(({ name }) => [name, undefined])))}>
            {words.clear}
          </a>
        </li>
      )}
    </ul>
  )
}
