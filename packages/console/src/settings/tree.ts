import type { Category, Text } from '@earshot/sdk/contract'

/** Categories with those below each, by name. What names a parent that is not there stands at the top. */
export function tree(
  all: readonly Category[],
  nameOf: (label: Text) => string,
): { category: Category; depth: number }[] {
  const known = new Set(all.map(({ id }) => id))
  const of = (parent: string | null, depth: number): { category: Category; depth: number }[] =>
    all
      .filter((one) => (one.parent !== null && known.has(one.parent) ? one.parent : null) === parent)
      .toSorted((a, b) => nameOf(a.label).localeCompare(nameOf(b.label)))
      .flatMap((category) => [{ category, depth }, ...of(category.id, depth + 1)])
  return of(null, 0)
}

/** Ids of a category and of all below it. */
export function below(all: readonly Category[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (const one of found) for (const { id, parent } of all) if (parent === one) found.add(id)
  return found
}
