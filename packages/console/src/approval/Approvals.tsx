import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { Row } from '../complaint/Row.tsx'
import { href } from '../shell/address.ts'
import { Bar, Panes } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { List } from '../ui/List.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { Decision } from './Decision.tsx'

/** Proposals that wait for somebody who may promise as much. */
export default function Approvals({ params }: ScreenProps) {
  const words = w().queue.approvals
  const open = params['number']
  const pages = usePages({
    queryKey: ['complaints', 'approvals'],
    queryFn: (cursor) => api.complaints.list({ approval: 'mine', sort: 'due', ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const to = (number: string) => href(`/approvals/${number}`)
  useBrowse(
    items,
    ({ number }) => number,
    open,
    ({ number }) => to(number),
  )
  const after = () => {
    const at = items.findIndex(({ number }) => number === open)
    const next = items[at + 1] ?? items[at - 1]
    return next ? to(next.number) : href('/approvals')
  }
  return (
    <Panes
      open={open !== undefined}
      list={
        <>
          <Bar title={w().common.nav.approvals} />
          <Fault error={pages.error} again={() => pages.refetch()} />
          {pages.isPending ? (
            <Wait />
          ) : items.length === 0 ? (
            <Empty title={words.empty}>{words.emptyMore}</Empty>
          ) : (
            <List
              label={w().common.nav.approvals}
              items={items}
              idOf={({ number }) => number}
              height={124}
              current={open}
              onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
              row={(item) => <Row complaint={item} href={to(item.number)} current={item.number === open} />}
            />
          )}
        </>
      }
      detail={
        open ? (
          <Decision key={open} number={open} back={href('/approvals')} after={after} />
        ) : (
          <Empty title={words.choose}>{words.chooseMore}</Empty>
        )
      }
    />
  )
}
