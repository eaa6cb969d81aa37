import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { href } from '../shell/address.ts'
import { Bar, Panes } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { List } from '../ui/List.tsx'
import { Due, DueBar } from '../ui/Marks.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'

export default function Complaints({ params }: ScreenProps) {
  const pages = usePages({
    queryKey: ['complaints', 'list'],
    queryFn: (cursor) => api.complaints.list({ sort: 'due', ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panes
      open={params['number'] !== undefined}
      list={
        <>
          <Bar title={w().common.nav.complaints} />
          <Fault error={pages.error} again={() => pages.refetch()} />
          {pages.isPending ? (
            <Wait />
          ) : (
            <List
              label={w().common.nav.complaints}
              items={items}
              idOf={({ number }) => number}
              height={64}
              current={params['number']}
              onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
              row={(item) => (
                <a href={href(`/complaints/${item.number}`)} style={{ display: 'block', padding: '12px 18px' }}>
                  {item.number} <Due dueAt={item.dueAt} asked={item.asked} />
                  <DueBar dueAt={item.dueAt} startedAt={item.openedAt} />
                </a>
              )}
            />
          )}
        </>
      }
      detail={<Bar title={params['number'] ?? ''} level={2} back={href('/complaints')} />}
    />
  )
}
