import type { Feedback } from '@earshot/sdk/contract'
import type { MomentHistory } from '../moment/store.ts'

/** The columns of the CSV before those of the questions, and where each comes from. */
const COLUMNS: Readonly<Record<string, (feedback: Feedback) => string | number | boolean | null | undefined>> = {
  id: (f) => f.id,
  receivedAt: (f) => f.receivedAt,
  moment: (f) => f.moment,
  momentVersion: (f) => f.momentVersion,
  satisfaction: (f) => f.satisfaction,
  complaint: (f) => f.complaint?.number,
  stage: (f) => f.complaint?.stage,
  name: (f) => f.contact?.name,
  email: (f) => f.contact?.email,
  phone: (f) => f.contact?.phone,
  company: (f) => f.contact?.company,
  address: (f) => f.contact?.address,
  order: (f) => f.order?.id,
  orderProven: (f) => (f.order ? String(f.order.proven) : ''),
  orderTotal: (f) => f.order?.total,
  currency: (f) => f.order?.currency,
  items: (f) => f.order?.items?.map((item) => `${item.quantity ?? 1} × ${item.name}`).join('; '),
  productSku: (f) => f.product?.sku,
  productName: (f) => f.product?.name,
  productBatch: (f) => f.product?.batch,
  locale: (f) => f.locale,
  page: (f) => f.page?.url,
  flags: (f) => f.flags.join(' '),
  test: (f) => String(f.test),
  channel: (f) => f.brought?.channel ?? 'web',
  recordedBy: (f) => f.brought?.recordedBy,
  saidAt: (f) => f.brought?.saidAt,
}

/** Every question that the moments ask or ever asked and that is answered in `answers`, in their order. */
export function questionIds(moments: Iterable<MomentHistory>): string[] {
  const ids = new Set<string>()
  for (const history of moments)
    for (const moment of [history.current, ...history.versions.values()])
      for (const question of moment.questions)
        if (question.kind !== 'satisfaction' && question.kind !== 'contact') ids.add(question.id)
  return [...ids]
}

/**
 * Feedback as CSV, a heading line first, in chunks. Begins with a byte order mark, without which spreadsheets misread
 * Chinese and Korean; cells that a spreadsheet would take for a formula are defused by a leading apostrophe.
 *
 * @param questions ids of the questions to make columns of, after the fixed ones
 */
export async function* csvRows(pages: AsyncIterable<Feedback[]>, questions: readonly string[]): AsyncGenerator<string> {
  // Loaded with the first export.
  const { stringify } = await import('csv-stringify/sync')
  const headings = [...Object.keys(COLUMNS), ...questions.map((id) => `answers.${id}`)]
  yield stringify([headings], { bom: true })
  for await (const page of pages) {
    const rows = page.map((feedback) => [
      ...Object.values(COLUMNS).map((value) => inert(value(feedback))),
      ...questions.map((id) => inert(cell(feedback.answers[id]))),
    ])
    yield stringify(rows, { escape_formulas: true })
  }
}

/** Feedback as JSON lines, each one whole feedback, in chunks. */
export async function* jsonLines(pages: AsyncIterable<Feedback[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((feedback) => `${JSON.stringify(feedback)}\n`).join('')
}

/** A line end before a formula hides it from csv-stringify's own look, but not from every spreadsheet. */
function inert<T>(value: T): T | string {
  return typeof value === 'string' && value.startsWith('\n') ? `'${value}` : value
}

function cell(answer: Feedback['answers'][string] | undefined): string | number | undefined {
  return Array.isArray(answer) ? answer.join('; ') : answer
}
