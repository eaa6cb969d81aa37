import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { go, href, hrefWith, param } from '../shell/address.ts'
import { Bar, Panes, Views } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { Find } from '../ui/Find.tsx'
import { Item, ItemFoot } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { Card } from './Card.tsx'

/** Everybody whom the shop knows, and what it knows of them. */
export default function Customers({ params }: ScreenProps) {
  const words = w().customer
  const text = param('text')
  const member = param('member') === 'true'
  const open = params['id']
  const pages = usePages({
    queryKey: ['customers', text ?? '', member],
    queryFn: (cursor) =>
      api.customers.list({ ...(text ? { text } : {}), ...(member ? { member } : {}), ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const to = (id: string) => href(`/customers/${id}`, { text, member })
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const empty = text || member ? [words.noneFound, words.noneFoundMore] : [words.empty, words.emptyMore]
  return (
    <Panes
      open={open !== undefined}
      list={
        <>
          <Bar
            title={w().common.nav.customers}
            end={
              <a href={hrefWith({ member: member ? undefined : true })}>
                <Tag tone={member ? 'accent' : 'plain'}>{words.members}</Tag>
              </a>
            }
          />
          <Views>
            <Find
              label={words.search}
              value={text ?? ''}
              onFind={(to) => go(hrefWith({ text: to }), { replace: true })}
            />
          </Views>
          <Fault error={pages.error} again={() => pages.refetch()} />
          {pages.isPending ? (
            <Wait />
          ) : items.length === 0 ? (
            <Empty title={empty[0]!}>{empty[1]}</Empty>
          ) : (
            <List
              label={w().common.nav.customers}
              items={items}
              idOf={({ id }) => id}
              height={70}
              current={open}
              onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
              row={(item) => (
                <Item
                  href={to(item.id)}
                  current={item.id === open}
                  name={item.email ?? item.phone ?? ''}
                  end={item.member && <Tag tone="accent">{words.member}</Tag>}
                >
                  <ItemFoot>
                    <strong dir="auto">{item.name ?? w().common.customer.none}</strong>
                  </ItemFoot>
                </Item>
              )}
            />
          )}
        </>
      }
      detail={
        open ? (
          <Card key={open} id={open} back={href('/customers', { text, member })} />
        ) : (
          <Empty title={words.choose}>{words.chooseMore}</Empty>
        )
      }
    />
  )
}
