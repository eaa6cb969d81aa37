import { Stage } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { Row } from './Row.tsx'
import { queryNow, savedQuery } from './views.ts'
import * as css from './Board.css.ts'

/** Open complaints by stage, side by side: where they pile up is seen at once. */
export function Board() {
  return (
    <div class={css.board} tabIndex={0} role="group" aria-label={w().queue.board}>
      {Stage.options
        .filter((stage) => stage !== 'closed')
        .map((stage) => (
          <Column key={stage} stage={stage} />
        ))}
    </div>
  )
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
            <Row complaint={item} href={href(`/complaints/${item.number}`)} current={false} />
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
