import type { InboxItem } from '@earshot/sdk/contract'
import { signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { partLost, renewed } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { useCommands } from '../command/commands.ts'
import { go, href } from '../shell/address.ts'
import { Panes } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { Icon } from '../ui/Icon.tsx'
import { List } from '../ui/List.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { useSelection, type Selection } from '../view/selection.ts'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { useArrivals, useHeld } from './arrivals.ts'
import { Bulk } from './Bulk.tsx'
import { complaining, useDeeds, type Deeds } from './deeds.ts'
import { Faults } from './Faults.tsx'
import { Head, Nothing } from './Head.tsx'
import { askedBy, kept, listing, narrowed } from './filters.ts'
import * as css from './Inbox.css.ts'
import { listed } from './lists.ts'
import type * as Parts from './parts.ts'
import { Row } from './Row.tsx'

/** What is open, and the forms: fetched once the list is on the screen. */
const parts = signal<typeof Parts | undefined>()

async function fetchParts(): Promise<void> {
  // Awaited, as what hangs on an import() hears nothing of a style sheet that fails to come with it.
  try {
    parts.value = await import('./parts.ts')
  } catch {
    await partLost()
  }
}

/** Everything that customers say, newest first. */
export default function Inbox({ params }: ScreenProps) {
  const words = w().inbox
  const open = params['id']
  const narrowing = useSignal(false)
  const deeds = useDeeds()
  useEffect(() => void fetchParts(), [])
  const query = narrowed()
  const question = JSON.stringify(query)
  const list = listing(query)
  const pages = usePages(list)
  useArrivals(list.queryKey, askedBy(query))
  const all = pages.data?.pages.flatMap((page) => page.items) ?? []
  const held = useHeld(all, question)
  const items = held.shown
  const to = (id: string) => href(`/inbox/${id}`, kept())
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const selection = useSelection(
    items.map(({ id }) => id),
    open,
  )
  // Another question selects nothing of the last.
  useEffect(() => selection.set([]), [question])
  useDeedCommands({ deeds, selection, open, items, to })
  const it = parts.value
  return (
    <>
      <Panes
        open={open !== undefined}
        list={
          <>
            {selection.ids.value.size > 0 ? (
              <Bulk selection={selection} items={items} deeds={deeds} />
            ) : (
              <Head onNarrow={() => (narrowing.value = true)} newest={all[0]?.id} />
            )}
            <Fault error={pages.error} again={() => pages.refetch()} />
            {!open && <Faults deeds={deeds} />}
            {pages.isPending ? (
              <Wait />
            ) : items.length === 0 ? (
              <Nothing />
            ) : (
              <Listed
                key={question}
                held={held}
                row={(item) => <Row item={item} href={to(item.id)} current={item.id === open} selection={selection} />}
                current={open}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
              />
            )}
          </>
        }
        detail={
          !open ? (
            <Empty title={words.choose}>{words.chooseMore}</Empty>
          ) : it ? (
            <it.Feedback key={open} id={open} back={href('/inbox', kept())} deeds={deeds} />
          ) : renewed.value ? (
            <Empty title={w().common.state.renewed} />
          ) : (
            <Wait />
          )
        }
        aside={open && it ? <it.FeedbackAside key={open} id={open} /> : undefined}
      />
      {it && complaining.value && <it.Complain ids={complaining.value} onDone={() => selection.set([])} />}
      {it && narrowing.value && <it.Narrow onClose={() => (narrowing.value = false)} />}
    </>
  )
}

/** How far from its top a list still stands there. */
const TOP = 24

function Listed({
  held,
  row,
  current,
  onEnd,
}: {
  held: ReturnType<typeof useHeld>
  row: (item: InboxItem) => preact.ComponentChildren
  current: string | undefined
  onEnd: () => unknown
}) {
  const box = useRef<HTMLDivElement>(null)
  const rise = () => {
    held.stand(true)
    box.current!.querySelector('[role=list]')!.parentElement!.scrollTop = 0
  }
  useCommands(
    held.waiting > 0 ? [{ id: 'newer', label: w().inbox.newer(number(held.waiting)), keys: '.', run: rise }] : [],
  )
  return (
    <div
      ref={box}
      class={css.listed}
      onScrollCapture={(event) => held.stand((event.target as HTMLElement).scrollTop <= TOP)}
    >
      <div class={css.newer} role="status">
        {held.waiting > 0 && (
          <button type="button" class={css.pill} onClick={rise}>
            <Icon name="up" size={14} />
            {w().inbox.newer(number(held.waiting))}
          </button>
        )}
      </div>
      <List
        label={w().common.nav.inbox}
        items={held.shown}
        idOf={({ id }) => id}
        height={112}
        current={current}
        onEnd={onEnd}
        row={row}
      />
    </div>
  )
}

/** Keys: for all that is selected, else for what is open. */
function useDeedCommands({
  deeds,
  selection,
  open,
  items,
  to,
}: {
  deeds: Deeds
  selection: Selection
  open: string | undefined
  items: readonly InboxItem[]
  to: (id: string) => string
}) {
  const words = w().inbox
  const ids = () => (selection.ids.peek().size > 0 ? [...selection.ids.peek()] : open ? [open] : [])
  const some = open !== undefined || selection.ids.value.size > 0
  // One that is a complaint already is answered there.
  const complain = () => {
    const wanted = ids()
    const is = wanted.length === 1 ? listed(wanted[0]!)?.complaint : undefined
    if (is) go(href(`/complaints/${is.number}`))
    else complaining.value = wanted
  }
  const next = async () => {
    if (open) await deeds.mark.run([open], true)
    const at = items.findIndex(({ id }) => id === open)
    const found = items.slice(at + 1).find(({ unread }) => unread)
    if (found) go(to(found.id), { replace: open !== undefined })
  }
  useCommands([
    ...(some
      ? [
          { id: 'thank', label: words.thank, keys: 't', run: () => deeds.thank.run(ids()) },
          { id: 'complain', label: words.complain, keys: 'c', run: complain },
          {
            id: 'label',
            label: words.label,
            keys: 'l',
            run: () => document.querySelector<HTMLElement>('[data-deed=label]')?.click(),
          },
          { id: 'unread', label: words.markUnread, keys: 'u', run: () => deeds.mark.run(ids(), false) },
        ]
      : []),
    { id: 'next-unread', label: words.next, keys: 'e', run: next },
  ])
}
