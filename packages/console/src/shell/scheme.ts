import { signal } from '@preact/signals'

export type Scheme = 'auto' | 'light' | 'dark'

const KEY = 'earshot-scheme'

/** Light, dark, or as the device is. Kept on the device: it belongs to the light in the room. */
export const scheme = signal<Scheme>('auto')

function apply(chosen: Scheme): void {
  scheme.value = chosen
  if (chosen === 'auto') delete document.documentElement.dataset['scheme']
  else document.documentElement.dataset['scheme'] = chosen
}

export function chooseScheme(chosen: Scheme): void {
  apply(chosen)
  localStorage.setItem(KEY, chosen)
}

/** What was chosen on this device; else, as soon as it is known, what its member chose on another. */
export function recallScheme(elsewhere?: Scheme): void {
  const kept = localStorage.getItem(KEY) ?? elsewhere
  if (kept === 'light' || kept === 'dark') apply(kept)
}
