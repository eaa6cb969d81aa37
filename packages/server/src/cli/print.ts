/** An error of use: said in one line, without a stack. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

/** Prints data for machines, indented for people who look all the same. */
export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`)
}

/** Tells times as the shop's own clock has them, `2026-11-23 17:05`: by another, what is due would be read wrongly. */
export type Clock = (time: string | null) => string

export function clockOf({ timeZone }: { timeZone: string }): Clock {
  // Swedish writes dates as ISO 8601 does.
  const form = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (time) => (time === null ? '' : form.format(new Date(time)))
}

/** How many columns a text takes in a terminal: East Asian wide characters take two. */
function width(text: string): number {
  let columns = 0
  for (const char of text)
    columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      char,
    )
      ? 2
      : 1
  return columns
}

/**
 * What customers typed, made safe for a terminal: control characters, by which a text could move the cursor
 * or restyle what others read, become spaces; long text is cut.
 */
export function plain(text: string, columns = Number.POSITIVE_INFINITY): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()
  if (width(clean) <= columns) return clean
  let cut = ''
  for (const char of clean) {
    if (width(cut + char) > columns - 1) break
    cut += char
  }
  return `${cut}…`
}

/** Prints rows under a header, aligned. */
export function printTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [header, ...rows.map((row) => row.map(String))]
  const widths = header.map((_, at) => Math.max(...cells.map((row) => width(row[at] ?? ''))))
  for (const row of cells) {
    const line = row.map((cell, at) => cell + ' '.repeat(Math.max(0, widths[at]! - width(cell)))).join('   ')
    process.stdout.write(`${line.trimEnd()}\n`)
  }
}

/** Shows how far long work is, on standard error so that it never mixes with data. */
export function progress(label: string): { at(done: number, total?: number): void; end(summary: string): void } {
  const terminal = process.stderr.isTTY
  // In a log file, work that is soon done says only that it is done.
  let shown = terminal ? 0 : Date.now()
  return {
    at(done, total) {
      const now = Date.now()
      // Often enough to see that it moves; in a log file, rarely enough to read.
      if (now - shown < (terminal ? 100 : 5000)) return
      shown = now
      const part = total ? `${Math.floor((100 * done) / total)} %` : done.toLocaleString('en')
      process.stderr.write(terminal ? `\r\x1b[K${label} … ${part}` : `${label} … ${part}\n`)
    },
    end(summary) {
      process.stderr.write(`${terminal ? '\r\x1b[K' : ''}${summary}\n`)
    },
  }
}
