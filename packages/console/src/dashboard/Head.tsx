import type { Measures } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { session } from '../session/session.ts'
import { go, hrefWith, param } from '../shell/address.ts'
import { Bar, Tabs } from '../shell/Panes.tsx'
import { useCategories, useCategoryName, useDepartments, useMoments } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { FilterChips, FilterMenu, type Filter } from '../view/Filters.tsx'
import { useLater } from '../ui/later.ts'
import { days, exact, now, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { unitAsked } from './asked.ts'
import { firstOf, isDay, today, UNITS } from './days.ts'
import * as css from './Dashboard.css.ts'

/** Which period, of what, and what it is compared with. */
export function Head({ period }: { period: Measures['period'] | undefined }) {
  const words = w().dashboard
  const filters = useFilters()
  return (
    <>
      <div class={css.hidden}>
        <Bar
          title={words.title}
          end={
            <>
              <FilterMenu filters={filters} />
              <Button kind="quiet" icon="print" aria-label={w().common.act.print} onClick={() => print()} />
            </>
          }
        />
      </div>
      <div class={`${css.head} ${css.hidden}`}>
        <Tabs
          label={words.periods}
          items={UNITS.map((unit) => ({
            href: hrefWith({ period: unit === 'month' ? undefined : unit, from: undefined, to: undefined }),
            label: words.units[unit],
            on: unit === unitAsked(),
          }))}
        />
        <Turn />
        <span class={css.end}>{period && <PeriodText period={period} />}</span>
      </div>
      <div class={css.hidden}>
        <FilterChips filters={filters} />
      </div>
    </>
  )
}

/** To the period before and after, and to any other by one of its days. */
function Turn() {
  const words = w().dashboard
  const unit = unitAsked()
  const asked = param('date')
  const date = isDay(asked) ? asked : today()
  const at = (day: string) => hrefWith({ date: day === today() ? undefined : day, from: undefined, to: undefined })
  const later = unit && firstOf(unit, date, 1)
  const laterThere = later !== undefined && later <= today()
  const earlier = unit && at(firstOf(unit, date, -1))
  useCommands([
    { id: 'earlier', label: words.earlier, keys: '[', group: 'here', run: () => earlier && go(earlier) },
    { id: 'later', label: words.later, keys: ']', group: 'here', run: () => laterThere && go(at(later)) },
    { id: 'print', label: w().common.act.print, group: 'here', run: () => print() },
    ...UNITS.map((one) => ({
      id: `unit-${one}`,
      label: `${words.periods}: ${words.units[one]}`,
      group: 'here' as const,
      run: () => go(hrefWith({ period: one })),
    })),
  ])
  return (
    <span class={css.turn}>
      {earlier && (
        <a class={css.arrow} href={earlier} aria-label={words.earlier} title={words.earlier}>
          <Icon name="back" />
        </a>
      )}
      {earlier &&
        (laterThere ? (
          <a class={css.arrow} href={at(later)} aria-label={words.later} title={words.later}>
            <Icon name="next" />
          </a>
        ) : (
          <span class={`${css.arrow} ${css.off}`} aria-hidden="true">
            <Icon name="next" />
          </span>
        ))}
      <input
        type="date"
        class={css.date}
        aria-label={words.date}
        title={words.date}
        value={date}
        max={today()}
        onChange={({ currentTarget: { value } }) => isDay(value) && go(at(value))}
      />
    </span>
  )
}

/** What is looked at, in words: `1–21 November 2026, against 1–21 October`. */
function PeriodText({ period }: { period: Measures['period'] }) {
  const words = w().dashboard
  return (
    <span>
      <span class={css.period}>{nameOf(period, period)}</span>{' '}
      <span class={css.against}>{words.against(nameOf(period.before, period, true))}</span>
    </span>
  )
}

function nameOf(
  { from, to, first, last }: Measures['period']['before'],
  { unit, partial }: Measures['period'],
  shorter = false,
): string {
  // The year is said once, where it is the same.
  const once =
    shorter && first.slice(0, 4) === last.slice(0, 4) && first.slice(0, 4) === exact(now.value, { year: 'numeric' })
  const year = once ? {} : ({ year: 'numeric' } as const)
  if (!partial && unit === 'month') return exact(from, { month: 'long', ...year })
  if (!partial && unit === 'year') return exact(from, { year: 'numeric' })
  return days(from, Date.parse(to) - 1, { day: 'numeric', month: shorter ? 'short' : 'long', ...year })
}

const SELDOM = { staleTime: 600_000 }

function useFilters(): readonly Filter[] {
  const words = w().dashboard.filters
  const moments = useMoments()
  const { data: products } = useQuery({
    queryKey: ['products', 'most'],
    queryFn: () => api.products.list({ limit: 30 }),
    // After the figures.
    enabled: useLater(true) ?? false,
    ...SELDOM,
  })
  const departments = useDepartments()
  const categories = useCategories()
  const categoryName = useCategoryName()
  const none = ['none', w().dashboard.other.none] as const
  return [
    { name: 'moment', label: words.moment, options: moments.map((one) => [one.id, textOf(one.title) || one.id]) },
    {
      name: 'product',
      label: words.product,
      options: (products?.items ?? []).map((one) => [one.sku ?? one.name ?? '', one.name ?? one.sku ?? '']),
    },
    {
      name: 'department',
      label: words.department,
      options: departments.length === 0 ? [] : [...departments.map(({ id, name }) => [id, name] as const), none],
    },
    {
      name: 'category',
      label: words.category,
      options: [...categories.map(({ id }) => [id, categoryName(id) ?? id] as const), none],
    },
  ]
}

/** The same on paper, with the shop's name. */
export function PrintHead({ period }: { period: Measures['period'] | undefined }) {
  return (
    <div class={css.printed}>
      <h1>
        {session.value?.site.name} · {w().dashboard.title}
      </h1>
      {period && <PeriodText period={period} />}
    </div>
  )
}
