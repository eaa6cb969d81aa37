import { singleKeys } from './commands.ts'

const KEY = 'earshot-keys'

/** Switches the keys without a modifier on or off, on this device. */
export function rememberKeys(on: boolean): void {
  singleKeys.value = on
  localStorage.setItem(KEY, on ? 'on' : 'off')
}

/** What was chosen on this device; else, as soon as it is known, what its member chose on another. */
export function recallKeys(elsewhere = true): void {
  const kept = localStorage.getItem(KEY)
  singleKeys.value = kept === null ? elsewhere : kept !== 'off'
}
