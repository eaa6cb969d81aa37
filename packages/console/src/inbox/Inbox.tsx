import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { href } from '../shell/address.ts'
import { Bar, Panes } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { List } from '../ui/List.tsx'
import { Score, When } from '../ui/Marks.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'

export default function Inbox({ params }: ScreenProps) {
  const pages = usePages({ queryKey: ['feedback', 'list'], queryFn: (cursor) => api.feedback.list({ cursor }) })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panes
      open={params['id'] !== undefined}
      list={
        <>
          <Bar title={w().common.nav.inbox} />
          <Fault error={pages.error} again={() => pages.refetch()} />
          {pages.isPending ? (
            <Wait />
          ) : (
            <List
              label={w().common.nav.inbox}
              items={items}
              idOf={({ id }) => id}
              height={64}
              current={params['id']}
              onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
              row={(item) => (
                <a href={href(`/inbox/${item.id}`)} style={{ display: 'block', padding: '12px 18px' }}>
                  <Score value={item.satisfaction} /> <When at={item.receivedAt} /> {item.contact?.name}
                </a>
              )}
            />
          )}
        </>
      }
      detail={<Bar title={params['id'] ?? ''} level={2} back={href('/inbox')} />}
    />
  )
}
