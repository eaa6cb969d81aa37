import { type Classification, textIn } from '@earshot/sdk/contract'

/**
 * The classification as CSV: one line for each thing, one column for each month. Begins with a byte order mark, without
 * which spreadsheets misread Chinese and Korean; cells that a spreadsheet would take for a formula are defused.
 *
 * @param locale in which labels are read
 */
export async function csvOf(table: Classification, locale: string): Promise<string> {
  // Loaded with the first export.
  const { stringify } = await import('csv-stringify/sync')
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)
  const line = (by: string, id: string, label: string, counts: readonly (number | null)[], total: number | null) => [
    by,
    inert(id),
    inert(label),
    ...counts.map((one) => one ?? ''),
    total ?? '',
  ]
  const group = (by: string, lines: Classification['categories']) =>
    lines.map(({ id, label, counts, total }) => line(by, id ?? '', label ? textIn(label, locale) : '', counts, total))
  const { yes, no, unknown, share } = table.preventable
  return stringify(
    [
      ['by', 'id', 'label', ...table.months, 'total'],
      line('all', '', '', table.complaints, sum(table.complaints)),
      ...group('category', table.categories),
      ...group('cause', table.causes),
      ...group('department', table.departments),
      line('preventable', 'yes', '', yes, sum(yes)),
      line('preventable', 'no', '', no, sum(no)),
      line('preventable', 'unknown', '', unknown, sum(unknown)),
      line('preventable', 'share', '', share, shareOf(sum(yes), sum(no))),
      ...table.costs.map(({ currency, amounts, total }) => line('cost', currency ?? '', '', amounts, total)),
    ],
    { bom: true, escape_formulas: true },
  )
}

function shareOf(yes: number, no: number): number | null {
  return yes + no === 0 ? null : Math.round((yes / (yes + no)) * 1000) / 1000
}

/** A line end before a formula hides it from csv-stringify's own look, but not from every spreadsheet. */
export function inert(value: string): string {
  return value.startsWith('\n') ? `'${value}` : value
}
