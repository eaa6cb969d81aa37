import { useEffect } from 'preact/hooks'
import { paged, queries, usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { useCommands } from '../command/commands.ts'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar, Panes, Tabs, Views } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { Find } from '../ui/Find.tsx'
import { List } from '../ui/List.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { FilterChips, FilterMenu } from '../view/Filters.tsx'
import { SavedViews } from '../view/SavedViews.tsx'
import { useSelection } from '../view/selection.ts'
import { w } from '../words/words.ts'
import { Board } from './Board.tsx'
import { Bulk } from './Bulk.tsx'
import { Case, CaseAside } from './Case.tsx'
import { Row } from './Row.tsx'
import { kept, listing, queryNow, savedParams, savedQuery, useFilters, VIEWS, viewNow, type View } from './views.ts'

export function ahead(): void {
  void queries.prefetchInfiniteQuery(paged(listing(VIEWS.due)))
}

/** The queue: what is due next, one's own, the department's, what is late; or all open ones by stage. */
export default function Complaints({ params }: ScreenProps) {
  const words = w()
  const open = params['number']
  const view = viewNow()
  const filters = useFilters()
  const board = param('as') === 'board' && open === undefined
  const boarded = href('/complaints', { ...kept(), as: board ? undefined : 'board' })
  useCommands([
    {
      id: 'board',
      label: board ? words.queue.list : words.queue.board,
      keys: 'b',
      run: () => go(boarded),
    },
  ])
  const head = (
    <>
      <Bar
        title={words.common.nav.complaints}
        end={
          <>
            <FilterMenu filters={filters} />
            <SavedViews kind="complaints" to="/complaints" queryOf={savedQuery} paramsOf={savedParams} />
            <Tabs label={words.queue.board} items={[{ href: boarded, label: words.queue.board, on: board }]} />
          </>
        }
      />
      <Views>
        <Tabs
          label={words.queue.views}
          items={(Object.keys(VIEWS) as View[]).map((name) => ({
            href: href('/complaints', { view: name === 'due' ? undefined : name, ...(board ? { as: 'board' } : {}) }),
            label: words.queue[name],
            on: view === name,
          }))}
        />
      </Views>
      <FilterChips filters={filters} />
    </>
  )
  if (board)
    return (
      <>
        {head}
        <Words />
        <Board />
      </>
    )
  return (
    <Panes
      open={open !== undefined}
      list={<Queue head={head} open={open} />}
      detail={
        open ? (
          <Case key={open} number={open} back={href('/complaints', kept())} />
        ) : (
          <Empty title={words.queue.choose}>{words.queue.chooseMore}</Empty>
        )
      }
      aside={open ? <CaseAside key={open} number={open} /> : undefined}
    />
  )
}

/** Words by which the queue and the board are looked through. */
function Words() {
  return (
    <Views>
      <Find
        label={w().list.find}
        value={param('text') ?? ''}
        onFind={(text) => go(hrefWith({ text }), { replace: true })}
      />
    </Views>
  )
}

function Queue({ head, open }: { head: preact.ComponentChildren; open: string | undefined }) {
  const words = w()
  const query = queryNow()
  const pages = usePages(listing(query))
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const to = (number: string) => href(`/complaints/${number}`, kept())
  useBrowse(
    items,
    ({ number }) => number,
    open,
    ({ number }) => to(number),
  )
  const selection = useSelection(
    items.map(({ number }) => number),
    open,
  )
  // Another question selects nothing of the last.
  useEffect(() => selection.set([]), [JSON.stringify(query)])
  return (
    <>
      {selection.ids.value.size > 0 ? <Bulk selection={selection} items={items} /> : head}
      <Words />
      <Fault error={pages.error} again={() => pages.refetch()} />
      {pages.isPending ? (
        <Wait />
      ) : items.length === 0 ? (
        <Empty title={words.queue.empty}>{words.queue.emptyMore}</Empty>
      ) : (
        <List
          label={words.common.nav.complaints}
          items={items}
          idOf={({ number }) => number}
          height={124}
          current={open}
          onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
          row={(item) => (
            <Row complaint={item} href={to(item.number)} current={item.number === open} selection={selection} />
          )}
        />
      )}
    </>
  )
}
