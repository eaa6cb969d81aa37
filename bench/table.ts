/** Prints rows under a header, numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [header, ...rows].map((row) => row.map(String))
  const widths = header.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)))
  cells.forEach((row, index) => {
    const line = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('   ')
    console.log(`  ${line}`)
    if (index === 0) console.log(`  ${widths.map((width) => '─'.repeat(width)).join('───')}`)
  })
}

/** Middle of the numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
