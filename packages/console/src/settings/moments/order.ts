/** By how many places Alt and an arrow move what has the focus; undefined where the keys are for something else. */
export function placesBy({ altKey, key, target }: KeyboardEvent): 1 | -1 | undefined {
  // In a list of choices the keys open it.
  if (!altKey || (target as Element).matches('select')) return undefined
  if (key === 'ArrowUp') return -1
  return key === 'ArrowDown' ? 1 : undefined
}

/** Before which of the items of a list the pointer stands. */
export function gapAt(list: HTMLElement, y: number): number {
  const at = [...list.children].findIndex((item) => {
    const { top, height } = item.getBoundingClientRect()
    return y < top + height / 2
  })
  return at === -1 ? list.children.length : at
}
