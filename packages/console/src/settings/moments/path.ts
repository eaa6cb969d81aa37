type Node = Readonly<Record<string, unknown>> | readonly unknown[]

/** What stands at a dotted path; undefined where nothing does. */
export function at(whole: unknown, path: string): unknown {
  let found = whole
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return found
}

/** The same with another value at a dotted path; undefined takes the member away. */
export function put<T>(whole: T, path: string, value: unknown): T {
  return placed(whole as Node, path.split('.'), value) as T
}

function placed(node: Node | undefined, [name, ...rest]: readonly string[], value: unknown): unknown {
  const next = rest.length === 0 ? value : placed((node as Record<string, Node> | undefined)?.[name!], rest, value)
  if (Array.isArray(node)) return node.map((one: unknown, i) => (i === Number(name) ? next : one))
  const { [name!]: _, ...others } = (node ?? {}) as Record<string, unknown>
  // A member that is there stays at its place.
  return next === undefined ? others : { ...(node as Record<string, unknown> | undefined), [name!]: next }
}

/** A list with one of its items elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const others = list.filter((_, i) => i !== from)
  return [...others.slice(0, to), list[from]!, ...others.slice(to)]
}
