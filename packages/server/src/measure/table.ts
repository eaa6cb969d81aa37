import { type MeasurePart, type Measures, textIn } from '@earshot/sdk/contract'
import { inert } from './csv.ts'

/*
 * The table behind each part, as a chart has it, for spreadsheets, terminals and screen readers. What is too few to say
 * is an empty cell. Pure but for the library that quotes.
 */

export type Cell = string | number
export interface Table {
  header: string[]
  rows: Cell[][]
}

/** @param locale in which labels are read */
export function tableOf(measures: Measures, part: MeasurePart, locale: string): Table {
  return TABLES[part](measures, locale)
}

/** As CSV: begins with a byte order mark, without which spreadsheets misread Chinese and Korean. */
export async function fileOf({ header, rows }: Table): Promise<string> {
  // Loaded with the first export.
  const { stringify } = await import('csv-stringify/sync')
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? inert(cell) : cell)))
  return stringify([header, ...cells], { bom: true, escape_formulas: true })
}

type Maker = (measures: Measures, locale: string) => Table
type Share = { n: number; hits: number; share: number | null; low: number | null; high: number | null }

const SHARE = ['n', 'hits', 'share', 'low', 'high']
const shareCells = ({ n, hits, share, low, high }: Share): Cell[] => [n, hits, cell(share), cell(low), cell(high)]

const TABLES: Readonly<Record<MeasurePart, Maker>> = {
  figures: ({ figures: of }) => ({
    header: ['figure', 'value', 'n', 'before', 'before n', 'change', 'low', 'high', 'p90'],
    rows: of ? figureRows(of) : [],
  }),
  now: ({ now: of }) => ({
    header: ['stage', 'open', 'overdue'],
    rows: of ? [['all', of.open, of.overdue], ...of.stages.map((one) => [one.stage, one.count, one.overdue])] : [],
  }),
  series: ({ series }) => ({
    header: ['period', 'date', 'feedback', ...SHARE, 'nps', 'nps n', 'complaints'],
    rows: (['points', 'before'] as const).flatMap((half) =>
      (series?.[half] ?? []).map((point) => [
        half === 'points' ? 'now' : half,
        point.date,
        point.feedback,
        ...shareCells(point.satisfaction),
        cell(point.nps.score),
        point.nps.n,
        point.opened,
      ]),
    ),
  }),
  reasons: ({ reasons }, locale) => pareto(reasons, locale),
  categories: ({ categories }, locale) => pareto(categories, locale),
  causes: ({ causes }, locale) => pareto(causes, locale),
  moments: ({ moments = [] }, locale) => ({
    header: ['id', 'label', 'feedback', ...SHARE, 'complaints'],
    rows: moments.map((one) => [
      one.id ?? '',
      label(one.label, locale),
      one.feedback.n,
      ...shareCells(one.satisfaction),
      one.opened,
    ]),
  }),
  products: ({ products = [] }) => ({
    header: ['product', 'label', ...SHARE, 'complaints', 'share before', 'complaints before'],
    rows: products.map((one) => [
      one.product,
      one.label,
      ...shareCells(one.satisfaction),
      one.opened,
      cell(one.satisfaction.before.share),
      one.openedBefore,
    ]),
  }),
  departments: ({ departments = [] }, locale) => ({
    header: LOAD,
    rows: departments.map((one) => [one.id ?? '', label(one.label, locale), ...load(one)]),
  }),
  staff: ({ staff = [] }) => ({
    header: LOAD,
    rows: staff.map((one) => [one.id ?? '', one.name ?? '', ...load(one)]),
  }),
  costs: ({ costs = [] }) => ({
    header: ['currency', 'amount', 'before'],
    rows: costs.map((one) => [one.currency ?? '', one.amount, one.before]),
  }),
  improvements: ({ improvements = [] }, locale) => ({
    header: ['cause', 'label', 'complaints', 'costs', 'improvement', 'state', 'due', 'effect'],
    rows: improvements.flatMap((one) => {
      const costs = one.costs.map(({ currency, amount }) => `${amount} ${currency ?? ''}`.trim()).join(', ')
      const cause = [one.id ?? '', label(one.label, locale), one.complaints, costs]
      if (one.improvements.length === 0) return [[...cause, '', '', '', '']]
      return one.improvements.map((each) => [...cause, each.words, each.state, each.dueAt, cell(each.effect.change)])
    }),
  }),
  words: ({ words = [] }) => ({
    header: ['at', 'moment', 'satisfaction', 'complaint', 'words'],
    rows: words.map((one) => [one.at, one.moment, cell(one.satisfaction), one.complaint ?? '', one.words]),
  }),
}

const LOAD = [
  'id',
  'label',
  'open',
  'overdue',
  'closed',
  'answers',
  'median hours',
  'closed before',
  'median hours before',
]

function load({ answer, ...of }: NonNullable<Measures['departments']>[number] | Staff): Cell[] {
  const before = [of.closedBefore, cell(answer.before.median)]
  return [of.open, of.overdue, of.closed, answer.n, cell(answer.median), ...before]
}
type Staff = NonNullable<Measures['staff']>[number]

function pareto(of: Measures['reasons'], locale: string): Table {
  return {
    header: ['id', 'label', 'count', 'share', 'cumulative', 'before'],
    rows: (of?.lines ?? []).map((one) => [
      one.id ?? '',
      label(one.label, locale),
      one.count,
      one.share,
      one.cumulative,
      one.before,
    ]),
  }
}

function figureRows(of: NonNullable<Measures['figures']>): Cell[][] {
  const counted = (name: string, { n, before, change }: typeof of.opened) => [name, n, '', before, '', cell(change)]
  const shared = (name: string, one: typeof of.inTime) => [
    name,
    cell(one.share),
    one.n,
    cell(one.before.share),
    one.before.n,
    cell(one.change),
    cell(one.low),
    cell(one.high),
  ]
  const spanned = (name: string, one: typeof of.resolution) => [
    name,
    cell(one.median),
    one.n,
    cell(one.before.median),
    one.before.n,
    cell(one.change),
    '',
    '',
    cell(one.p90),
  ]
  const { nps, complaintRate: rate } = of
  return [
    counted('feedback', of.feedback),
    shared('satisfaction', of.satisfaction),
    ['nps', cell(nps.score), nps.n, cell(nps.before.score), nps.before.n, cell(nps.change)],
    ...(of.effort ? [shared('effort', of.effort)] : []),
    counted('complaints', of.opened),
    [
      'complaints per 1000 orders',
      cell(rate.perThousand),
      rate.orders,
      cell(rate.before.perThousand),
      rate.before.orders,
      cell(rate.change),
    ],
    spanned('first answer (h)', of.firstAnswer),
    shared('answered in time', of.answeredInTime),
    spanned('resolution (h)', of.resolution),
    shared('closed in time', of.closedInTime),
    shared('promises kept', of.inTime),
    ...of.clocks.map((one) => shared(`promises kept: ${one.kind}`, one)),
    shared('satisfied with the handling', of.handling),
    shared('satisfied when visited', of.afterwards),
  ].map((row) => [...row, ...Array.from({ length: 9 - row.length }, () => '')])
}

function cell(value: number | null): Cell {
  return value ?? ''
}

function label(text: Parameters<typeof textIn>[0] | null, locale: string): string {
  return text ? textIn(text, locale) : ''
}
