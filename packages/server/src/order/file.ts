import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'

/** An order as a file tells it, not yet read, and the line on which its first row ends. */
export interface FiledOrder {
  line: number
  order: unknown
}

/** Columns whose cells are numbers. */
const NUMBERS = new Set(['total', 'item.price', 'item.quantity'])
/** Columns whose cells are yes or no. */
const TRUTH = /^customer\.(member|consent\..+)$/
const TRUTHS = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
])

/** Orders of a file, one after the other, however large it is: JSON lines, or CSV by its ending. */
export function fileOrders(path: string): AsyncGenerator<FiledOrder> {
  return /\.(csv|tsv|txt)$/i.test(path) ? csvOrders(path) : jsonOrders(path)
}

async function* jsonOrders(path: string): AsyncGenerator<FiledOrder> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    line++
    const json = text.replace(/^\uFEFF/, '').trim()
    if (json === '') continue
    try {
      yield { line, order: JSON.parse(json) as unknown }
    } catch {
      // What is no JSON is refused like any other order that cannot be read.
      yield { line, order: json }
    }
  }
}

/**
 * One row for each order, or for each of its items: rows one after the other with the same `id` are one order. Columns
 * are named as the fields are: `id`, `placed`, `total`, `customer.email`, `customer.consent.phone`, `item.sku`, … An empty cell says nothing.
 */
async function* csvOrders(path: string): AsyncGenerator<FiledOrder> {
  // Spreadsheets write what their country has: commas, semicolons or tabs.
  const delimiter = [',', ';', '\t']
  const parser = parse({ bom: true, columns: true, delimiter, info: true, skip_empty_lines: true, trim: true })
  createReadStream(path)
    .on('error', (error) => parser.destroy(error))
    .pipe(parser)
  const rows = parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>
  let open: (FiledOrder & { order: Record<string, unknown> }) | undefined
  for await (const { record, info } of rows) {
    const { item, ...order } = fieldsOf(record)
    if (open && order['id'] !== undefined && open.order['id'] === order['id']) {
      if (item !== undefined) open.order['items'] = [...((open.order['items'] as unknown[] | undefined) ?? []), item]
      continue
    }
    if (open) yield open
    open = { line: info.lines, order: { ...order, ...(item === undefined ? {} : { items: [item] }) } }
  }
  if (open) yield open
}

/** `{ 'customer.email': 'a@b.c' }` → `{ customer: { email: 'a@b.c' } }`, however many dots there are. */
function fieldsOf(record: Record<string, string>): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [column, cell] of Object.entries(record)) {
    if (cell === '') continue
    const groups = column.split('.')
    const field = groups.pop()!
    const inner = groups.reduce((group, name) => {
      // Where a column names both a value and a group, the group stands; what is wrong in it is told by its field.
      if (!Object.hasOwn(group, name) || typeof group[name] !== 'object') put(group, name, {})
      return group[name] as Record<string, unknown>
    }, fields)
    put(inner, field, valueOf(column, cell))
  }
  return fields
}

/** As an own field, whatever it is called: a column may be named `__proto__`. */
function put(group: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(group, name, { value, enumerable: true, configurable: true, writable: true })
}

/** What cannot be read as what it should be stays as it is, so that the order is refused with its field. */
function valueOf(column: string, cell: string): unknown {
  if (column === 'errors') return cell.split(/[|\s]+/).filter(Boolean)
  if (TRUTH.test(column)) return TRUTHS.get(cell.toLowerCase()) ?? cell
  if (NUMBERS.has(column)) return Number.isNaN(Number(cell)) ? cell : Number(cell)
  return cell
}
