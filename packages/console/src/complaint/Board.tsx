import { Stage } from '@earshot/sdk/contract'
import { useRef } from 'preact/hooks'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useCommands } from '../command/commands.ts'
import { href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Row } from './Row.tsx'
import { stepped, type Way } from './steps.ts'
import { kept, queryNow, savedQuery } from './views.ts'
import * as css from './Board.css.ts'

const ARROWS: Readonly<Record<string, Way>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

const MIRRORED = { up: 'up', down: 'down', left: 'right', right: 'left' } as const

/** Which one was stood on last: who comes back from it goes on from there. */
let last: string | null | undefined

/** Open complaints by stage, side by side: where they pile up is seen at once. */
export function Board() {
  const words = w()
  const box = useRef<HTMLDivElement>(null)
  const step = (way: Way) => walk(box.current!, way)
  const { next, previous } = words.common.keys
  useCommands(
    (
      [
        ['next', 'j', 'down', `${next} ↓`],
        ['previous', 'k', 'up', `${previous} ↑`],
        ['column-left', 'h', 'left', `${words.queue.columnLeft} ←`],
        ['column-right', 'l', 'right', `${words.queue.columnRight} →`],
      ] as const
    ).map(([id, keys, way, label]) => ({ id, label, keys, hidden: true, run: () => step(way) })),
  )
  return (
    <div
      ref={box}
      class={css.board}
      tabIndex={0}
      role="group"
      aria-label={words.queue.board}
      onFocusIn={(event) => (last = (event.target as Element).closest('a')?.getAttribute('href') ?? last)}
      onKeyDown={(event) => {
        const way = ARROWS[event.key]
        if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        step(way)
      }}
    >
      {Stage.options
        .filter((stage) => stage !== 'closed')
        .map((stage) => (
          <Column key={stage} stage={stage} />
        ))}
    </div>
  )
}

/** Gives the focus to the next one that way; where none has it, to the one that had it last, or the first. */
function walk(board: HTMLElement, way: Way): void {
  const columns = [...board.children].map((column) => [
    ...column.querySelectorAll<HTMLElement>(`.${css.cards} :is(a, button)`),
  ])
  const all = columns.flat()
  const column = columns.findIndex((cards) => cards.includes(document.activeElement as HTMLElement))
  if (column === -1) return (all.find((card) => card.getAttribute('href') === last) ?? all[0])?.focus()
  const row = columns[column]!.indexOf(document.activeElement as HTMLElement)
  const rows = columns.map((cards) => cards.length)
  // Where one reads from the right, the columns begin there.
  const mirrored = getComputedStyle(board).direction === 'rtl'
  const to = stepped(rows, { column, row }, mirrored ? MIRRORED[way] : way)
  if (to) columns[to.column]![to.row]!.focus()
}

function Column({ stage }: { stage: Stage }) {
  const words = w()
  const query = { ...queryNow(), stage, sort: 'due' as const }
  const pages = usePages({
    queryKey: ['complaints', 'board', stage, JSON.stringify(savedQuery())],
    queryFn: (cursor) => api.complaints.list({ ...query, limit: 30, ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const count = number(items.length)
  return (
    <section class={css.column} aria-label={words.common.stage[stage]}>
      <h2 class={css.head}>
        {words.common.stage[stage]} <span class={css.count}>{pages.hasNextPage ? words.queue.more(count) : count}</span>
      </h2>
      <Fault error={pages.error} again={() => pages.refetch()} />
      {pages.isPending && <Wait />}
      {pages.data && items.length === 0 && <p class={css.none}>{words.queue.columnEmpty}</p>}
      <div class={css.cards}>
        {items.map((item) => (
          <div key={item.number} class={css.card}>
            <Row complaint={item} href={href(`/complaints/${item.number}`, kept())} current={false} />
          </div>
        ))}
        {pages.hasNextPage && (
          <Button kind="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {words.common.act.loadMore}
          </Button>
        )}
      </div>
    </section>
  )
}
