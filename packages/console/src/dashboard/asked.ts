import type { MeasureRowsQuery, Measures } from '@earshot/sdk/contract'
import { useEffect } from 'preact/hooks'
import { api } from '../api/client.ts'
import { queries, stale, useQuery } from '../api/query.ts'
import { listen } from '../live/live.ts'
import { href, param } from '../shell/address.ts'
import { isDay, type Unit, UNITS } from './days.ts'

type MeasureFilter = NonNullable<Parameters<typeof api.measures.get>[0]>

export const PLACE = '/dashboard'

/** By what figures are narrowed. */
const NARROWING = ['moment', 'product', 'department', 'category'] as const

/** The calendar's stretch that is looked at; undefined where the address names its first and last day. */
export function unitAsked(): Unit | undefined {
  if (isDay(param('from'))) return undefined
  const period = param('period')
  return UNITS.find((unit) => unit === period) ?? 'month'
}

/** What the address asks for; what in it cannot be understood is left out. */
export function asked(): MeasureFilter {
  const [from, to, date, unit] = [param('from'), param('to'), param('date'), unitAsked()]
  const narrowed = NARROWING.flatMap((name) => (param(name) ? [[name, param(name)!]] : []))
  const time = unit ? { period: unit, ...(isDay(date) ? { date } : {}) } : { from: from!, ...(isDay(to) ? { to } : {}) }
  return { ...time, ...(Object.fromEntries(narrowed) as Pick<MeasureFilter, 'moment'>) }
}

const FIRST = ['figures', 'now', 'series'] as const
const REST = [
  'reasons',
  'categories',
  'moments',
  'products',
  'departments',
  'staff',
  'costs',
  'improvements',
  'words',
] as const

type Steps = Measures['period']['bucket']
const COARSER: Readonly<Record<Steps, Steps | undefined>> = { day: 'week', week: 'month', month: undefined }

/** So many points at least make a line, and so many of those that there are: with more gaps it is but dots. */
const LINE = 3
const MOST = 0.5

/** How the figures that are seen first are asked for. */
function seenFirst(filter: MeasureFilter, bucket?: Steps) {
  return {
    queryKey: ['measures', 'first', filter, bucket],
    queryFn: () => api.measures.get({ ...filter, bucket, parts: FIRST }),
  }
}

/** Asks for the figures of this month, with which it begins. */
export function ahead(): void {
  void queries.prefetchQuery(seenFirst({ period: 'month' }))
}

/** Shown until what is asked for now has come, so that nothing jumps. */
const keep = <T>(before: T | undefined) => before

/**
 * The figures of the address: what is seen first, and then the rest. Steps that are too short for the few who spoke
 * become longer, unless the address says which.
 */
export function useMeasures() {
  const filter = asked()
  const bucket = (['day', 'week', 'month'] as const).find((one) => one === param('steps'))
  const first = useQuery({ ...seenFirst(filter, bucket), placeholderData: keep })
  const coarser = bucket || !first.data || drawable(first.data) ? undefined : COARSER[first.data.period.bucket]
  const longer = useQuery({
    queryKey: ['measures', 'series', filter, coarser],
    queryFn: () => api.measures.get({ ...filter, bucket: coarser, parts: ['series'] }),
    enabled: coarser !== undefined,
  })
  const rest = useQuery({
    queryKey: ['measures', 'rest', filter],
    queryFn: () => api.measures.get({ ...filter, parts: REST }),
    placeholderData: keep,
    enabled: first.data !== undefined && !first.isPlaceholderData,
  })
  useCalm()
  const alone = coarser === undefined || (longer.error && !longer.data)
  return { first, rest, series: alone ? first.data : longer.data && drawn(first.data!, longer.data) }
}

/** Points of which there are not too few to say anything. */
function tellable({ series }: Measures): number {
  return series?.points.filter(({ satisfaction }) => !satisfaction.few).length ?? 0
}

function drawable(measures: Measures): boolean {
  return tellable(measures) >= Math.max(LINE, (measures.series?.points.length ?? 0) * MOST)
}

/** Longer steps, unless nothing but one of them could be told. */
function drawn(first: Measures, longer: Measures): Measures {
  return tellable(longer) < 2 && tellable(first) >= 2 ? first : longer
}

/** Figures follow what happens, but not at every word: at most three times a minute. */
const CALM_MS = 20_000

function useCalm(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const end = listen(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        stale('measures')
      }, CALM_MS)
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [])
}

/** Where the rows behind a figure are listed. */
export function behind(rows: MeasureRowsQuery): string {
  return href(`${PLACE}/rows`, rows)
}
