import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { may } from '../session/session.ts'
import { href, param } from '../shell/address.ts'
import { Bar, Panes, Tabs, Views } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { useStaffName } from '../team/team.ts'
import { Item, ItemFoot } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Tag, When } from '../ui/Marks.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { Coverage } from './Coverage.tsx'
import { Visit } from './Visit.tsx'

/** Views of the list, by the parameter `view`. */
const VIEWS = {
  now: { staff: 'me', now: true },
  mine: { staff: 'me', state: 'waiting' },
  all: { state: 'open,taken,sent' },
  over: { state: 'done,unreached,skipped' },
} as const

type View = keyof typeof VIEWS

export default function Followups({ params }: ScreenProps) {
  const words = w().followup
  const asked = param('view') ?? 'now'
  const open = params['id']
  const view: View = asked in VIEWS ? (asked as View) : 'now'
  const coverage = asked === 'coverage'
  const pages = usePages({
    queryKey: ['followups', 'list', view],
    queryFn: (cursor) => api.followups.list({ ...VIEWS[view], ...(cursor ? { cursor } : {}) }),
    enabled: !coverage,
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const to = (id: string) => href(`/followups/${id}`, { view: view === 'now' ? undefined : view })
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const staffName = useStaffName()
  const tab = (name: View | 'coverage') => ({
    href: href('/followups', { view: name === 'now' ? undefined : name }),
    label: words[name],
    on: asked === name,
  })
  const list = (
    <>
      <Bar title={w().common.nav.followups} />
      <Views>
        <Tabs
          label={words.views}
          items={[tab('now'), tab('mine'), tab('all'), tab('over'), ...(may('manager') ? [tab('coverage')] : [])]}
        />
      </Views>
      <Fault error={pages.error} again={() => pages.refetch()} />
      {!coverage &&
        (pages.isPending ? (
          <Wait />
        ) : items.length === 0 ? (
          <Empty title={words.empty}>{words.emptyMore}</Empty>
        ) : (
          <List
            label={w().common.nav.followups}
            items={items}
            idOf={({ id }) => id}
            height={84}
            current={open}
            onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
            row={(item) => (
              <Item
                href={to(item.id)}
                current={item.id === open}
                name={item.name ?? item.complaint ?? w().common.customer.none}
                end={<When at={item.result?.at ?? item.notBefore} />}
              >
                <ItemFoot>
                  <Tag>{words.kinds[item.kind]}</Tag>
                  <Tag tone={item.state === 'unreached' ? 'warm' : 'plain'}>
                    {item.state === 'open' ? words.channels[item.channel] : words.states[item.state]}
                  </Tag>
                  {item.tries > 0 && item.state === 'open' && <Tag>{words.tries(String(item.tries + 1))}</Tag>}
                  {view === 'all' && item.staff && <span>{staffName(item.staff)}</span>}
                </ItemFoot>
              </Item>
            )}
          />
        ))}
    </>
  )
  return (
    <Panes
      open={open !== undefined || coverage}
      list={list}
      detail={
        coverage ? (
          <Coverage back={href('/followups')} />
        ) : open ? (
          <Visit key={open} id={open} back={href('/followups', { view: view === 'now' ? undefined : view })} />
        ) : (
          <Empty title={words.choose}>{words.chooseMore}</Empty>
        )
      }
    />
  )
}
