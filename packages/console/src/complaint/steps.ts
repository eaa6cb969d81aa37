/** Where one is on the board. */
export interface Place {
  column: number
  row: number
}

export type Way = 'up' | 'down' | 'left' | 'right'

/**
 * Where a step leads: within its column, or to the same height in the next one that holds something.
 *
 * @param rows how many there are in each column
 * @returns undefined at the edge
 */
export function stepped(rows: readonly number[], { column, row }: Place, way: Way): Place | undefined {
  if (way === 'up' || way === 'down') {
    const next = way === 'down' ? row + 1 : row - 1
    return next >= 0 && next < rows[column]! ? { column, row: next } : undefined
  }
  const next =
    way === 'right' ? rows.findIndex((n, i) => i > column && n > 0) : rows.findLastIndex((n, i) => i < column && n > 0)
  return next === -1 ? undefined : { column: next, row: Math.min(row, rows[next]! - 1) }
}
