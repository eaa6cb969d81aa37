import { queries } from '../api/query.ts'

/** Asks anew what begins with each of these keys, and resolves when what is shown has followed. */
export async function fresh(...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
