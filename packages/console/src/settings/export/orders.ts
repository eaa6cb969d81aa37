import { readCsv } from './csv.ts'

/** An order as a file tells it, not yet looked at, and the line that it begins on. */
export interface FiledOrder {
  line: number
  order: Record<string, unknown>
}

const NUMBERS = new Set(['total', 'item.price', 'item.quantity'])
const TRUTH = /^customer\.(member|consent\..+)$/
const TRUTHS: Readonly<Record<string, boolean>> = { true: true, yes: true, 1: true, false: false, no: false, 0: false }

/** What cannot be read as what it should be stays as it is, so that the server refuses it with its field. */
function valueOf(column: string, cell: string): unknown {
  if (column === 'errors') return cell.split(/[|\s]+/).filter(Boolean)
  if (TRUTH.test(column)) return TRUTHS[cell.toLowerCase()] ?? cell
  if (NUMBERS.has(column)) return Number.isNaN(Number(cell)) ? cell : Number(cell)
  return cell
}

/** As an own field, whatever it is called: a column may be named `__proto__`. */
function put(group: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(group, name, { value, enumerable: true, configurable: true, writable: true })
}

function fieldsOf(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [at, column] of columns.entries()) {
    const cell = cells[at] ?? ''
    if (cell === '' || column === '') continue
    const groups = column.split('.')
    const field = groups.pop()!
    const inner = groups.reduce((group, name) => {
      if (!Object.hasOwn(group, name) || typeof group[name] !== 'object') put(group, name, {})
      return group[name] as Record<string, unknown>
    }, fields)
    put(inner, field, valueOf(column, cell))
  }
  return fields
}

/**
 * Orders of a CSV file, as `earshot order import` reads them: a row for each order, or for each of its items, one after
 * the other; columns are named as the fields are (docs/orders.md).
 */
export function filedOrders(file: string): FiledOrder[] {
  const [head, ...rows] = readCsv(file)
  const orders: FiledOrder[] = []
  for (const { line, cells } of rows) {
    const { item, ...order } = fieldsOf(head!.cells, cells)
    const open = orders.at(-1)
    if (open && order['id'] !== undefined && open.order['id'] === order['id']) {
      if (item !== undefined) open.order['items'] = [...((open.order['items'] as unknown[] | undefined) ?? []), item]
    } else orders.push({ line, order: { ...order, ...(item === undefined ? {} : { items: [item] }) } })
  }
  return orders
}
