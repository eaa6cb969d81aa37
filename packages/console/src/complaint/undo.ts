import type { BulkInput, BulkResult } from '@earshot/sdk/contract'

type Results = BulkResult['items']

/**
 * Brings back what a command did to many: those to which the same commands do it together. What somebody has changed
 * since is left alone.
 *
 * @param bulk gives one command to many
 * @returns what became of each
 */
export async function takeBack(done: Results, bulk: (order: BulkInput) => Promise<Results>): Promise<Results> {
  const changed = done.filter(({ undo }) => undo.length > 0)
  const became: Results = []
  for (const alike of Map.groupBy(changed, ({ undo }) => JSON.stringify(undo)).values()) {
    let left: Results = alike
    for (const order of alike[0]!.undo) {
      const numbers = left.map(({ number }) => number)
      const results = await bulk({ ...order, numbers, versions: left.map(({ version }) => version!) })
      became.push(...results.filter((one) => !one.done))
      left = results.filter((one) => one.done)
      if (left.length === 0) break
    }
    became.push(...left)
  }
  return became
}
