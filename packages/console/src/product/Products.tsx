import { ProductSort, type ProductSummary } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar, Views } from '../shell/Panes.tsx'
import { Find } from '../ui/Find.tsx'
import { List } from '../ui/List.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { FilterChips, FilterMenu, type Filter } from '../view/Filters.tsx'
import { days, number, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { csatText, LEAST } from './csat.ts'
import { GoodsTabs } from './GoodsTabs.tsx'
import * as css from './Products.css.ts'
import { s } from './words.ts'

/** What is sold, by what customers say of it. */
export function Products() {
  const words = s().goods
  const text = param('text') ?? ''
  const asked = ProductSort.options.find((one) => one === param('sort'))
  const complaints = param('complaints') === 'true'
  const cluster = param('cluster') === 'true'
  const query = {
    ...(asked ? { sort: asked } : {}),
    ...(text ? { text } : {}),
    ...(complaints ? { complaints: 'true' as const } : {}),
    ...(cluster ? { cluster: 'true' as const } : {}),
  }
  const pages = usePages({
    queryKey: ['products', query],
    queryFn: (cursor) => api.products.list({ ...query, ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const first = pages.data?.pages[0]
  useSteps()
  const filters: Filter[] = [
    { name: 'complaints', label: w().common.act.filter, options: [['true', words.onlyComplaints]] },
    { name: 'cluster', label: words.alarm, options: [['true', words.onlyAlarms]] },
  ]
  const narrowed = text !== '' || complaints || cluster
  return (
    <>
      <Bar
        title={w().common.nav.products}
        end={
          first && (
            <span class={css.soft}>
              {words.total(number(first.total))} ·{' '}
              {days(first.from, Date.parse(first.to) - 1, { day: 'numeric', month: 'short' })}
            </span>
          )
        }
      />
      <GoodsTabs />
      <Views
        end={
          <>
            <FilterMenu filters={filters} />
            <Menu
              kind="quiet"
              icon="lower"
              aria-label={words.sort}
              items={ProductSort.options.map((name) => ({
                label: words.sorts[name],
                chosen: name === (asked ?? 'complaints'),
                run: () => go(hrefWith({ sort: name === 'complaints' ? undefined : name }), { replace: true }),
              }))}
            />
          </>
        }
      >
        <Find label={words.search} value={text} onFind={(to) => go(hrefWith({ text: to }), { replace: true })} />
      </Views>
      <FilterChips filters={filters} />
      <Fault error={pages.error} again={() => pages.refetch()} />
      {pages.isPending ? (
        <Wait />
      ) : items.length === 0 ? (
        !pages.error && (
          <Empty title={narrowed ? words.noneFound : words.empty}>
            {narrowed ? words.noneFoundMore : words.emptyMore}
          </Empty>
        )
      ) : (
        <>
          <Head />
          <List
            label={w().common.nav.products}
            items={items}
            idOf={({ id }) => id}
            height={59}
            onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
            row={(item) => <Row product={item} />}
          />
        </>
      )}
    </>
  )
}

/** `j` and `k` go from row to row, as each row is a link. */
function useSteps(): void {
  const words = w().common.keys
  const step = (by: 1 | -1) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`a.${css.row.split(' ')[0]}`)]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by]?.focus()
  }
  useCommands([
    { id: 'next', label: words.next, keys: 'j', hidden: true, run: () => step(1) },
    { id: 'previous', label: words.previous, keys: 'k', hidden: true, run: () => step(-1) },
  ])
}

function Head() {
  const { column, product } = s().goods
  return (
    <div class={css.head} aria-hidden="true">
      <span class={css.headName}>{product}</span>
      <span>{column.sold}</span>
      <span>{column.feedback}</span>
      <span>{column.csat}</span>
      <span>{column.complaints}</span>
      <span>{column.open}</span>
      <span>{column.batches}</span>
      <span />
    </div>
  )
}

function Row({ product }: { product: ProductSummary }) {
  const words = s().goods
  const { name, sku, sold, feedback, complaints, open, batches, cluster } = product
  return (
    <a class={css.row} href={href(`/products/${encodeURIComponent(product.id)}`)}>
      <span class={css.what}>
        <span class={css.name} dir="auto">
          {name ?? sku ?? words.unnamed}
        </span>
        {sku && name && (
          <span class={css.soft} dir="auto">
            {sku}
          </span>
        )}
      </span>
      <Figure name={words.column.sold} value={sold} />
      <Figure name={words.column.feedback} value={feedback.count} />
      <span class={css.figure}>
        <span class={css.own}>{words.column.csat}</span>
        <span class={feedback.csat !== null && feedback.rated >= LEAST ? undefined : css.soft}>
          {csatText(feedback)}
        </span>
      </span>
      <Figure name={words.column.complaints} value={complaints} strong />
      <Figure name={words.column.open} value={open} />
      <Figure name={words.column.batches} value={batches} />
      <span class={css.end}>
        {cluster && (
          <Tag tone="warm" title={words.alarmSince(when(cluster.from))}>
            {words.alarm}
          </Tag>
        )}
      </span>
    </a>
  )
}

function Figure({ name, value, strong }: { name: string; value: number; strong?: boolean }) {
  return (
    <span class={css.figure}>
      <span class={css.own}>{name}</span>
      <span class={value === 0 ? css.zero : strong ? css.strong : undefined}>{number(value)}</span>
    </span>
  )
}
