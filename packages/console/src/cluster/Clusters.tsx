import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { GoodsTabs } from '../product/GoodsTabs.tsx'
import { s } from '../product/words.ts'
import { href, param } from '../shell/address.ts'
import * as panes from '../shell/Panes.css.ts'
import { Bar, Panes, Tabs, Views } from '../shell/Panes.tsx'
import { Item, ItemFoot, ItemNote } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { number, when } from '../words/format.ts'
import { useClusterLabel } from './label.ts'
import { One } from './One.tsx'

const STATES = { running: 'open', over: 'ended', all: undefined } as const
type View = keyof typeof STATES

/** Several complaints about one thing in a short time. */
export function Clusters({ open }: { open: string | undefined }) {
  const words = s().goods
  const asked = param('view')
  const view: View = asked && asked in STATES ? (asked as View) : 'all'
  const state = STATES[view]
  const pages = usePages({
    queryKey: ['clusters', view],
    queryFn: (cursor) => api.clusters.list({ ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const params = { view: view === 'all' ? undefined : view }
  const to = (id: string) => href(`/clusters/${id}`, params)
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const labelOf = useClusterLabel()
  return (
    <>
      <div class={open ? panes.hideNarrow : undefined}>
        <Bar title={words.clusters} />
      </div>
      <GoodsTabs open={open !== undefined} />
      <Panes
        open={open !== undefined}
        list={
          <>
            <Views>
              <Tabs
                label={words.cluster.views}
                items={(['all', 'running', 'over'] as const).map((name) => ({
                  href: href('/clusters', { view: name === 'all' ? undefined : name }),
                  label: words.cluster[name],
                  on: view === name,
                }))}
              />
            </Views>
            <Fault error={pages.error} again={() => pages.refetch()} />
            {pages.isPending ? (
              <Wait />
            ) : items.length === 0 ? (
              !pages.error && <Empty title={words.cluster.empty}>{words.cluster.emptyMore}</Empty>
            ) : (
              <List
                label={words.clusters}
                items={items}
                idOf={({ id }) => id}
                height={92}
                current={open}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
                row={(item) => (
                  <Item
                    href={to(item.id)}
                    current={item.id === open}
                    name={words[item.kind]}
                    end={item.endedAt ? when(item.endedAt) : <Tag tone="warm">{words.running}</Tag>}
                    say={labelOf(item)}
                  >
                    <ItemFoot>
                      <Tag>{words.cluster.count(number(item.complaints))}</Tag>
                      <ItemNote>{words.cluster.since(when(item.from), when(item.last))}</ItemNote>
                    </ItemFoot>
                  </Item>
                )}
              />
            )}
          </>
        }
        detail={
          open ? (
            <One key={open} id={open} back={href('/clusters', params)} />
          ) : (
            <Empty title={words.cluster.choose}>{words.cluster.chooseMore}</Empty>
          )
        }
      />
    </>
  )
}
