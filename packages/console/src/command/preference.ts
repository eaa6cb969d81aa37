import { singleKeys } from './commands.ts'

const KEY = 'earshot-keys'

/** Switches the keys without a modifier on or off, on this device. */
export function rememberKeys(on: boolean): void {
  singleKeys.value = on
  localStorage.setItem(KEY, on ? 'on' : 'off')
}

export function recallKeys(): void {
  singleKeys.value = localStorage.getItem(KEY) !== 'off'
}
