import type { ImprovementState } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { useCommands } from '../command/commands.ts'
import { GoodsTabs } from '../product/GoodsTabs.tsx'
import { s } from '../product/words.ts'
import { may } from '../session/session.ts'
import { go, href, hrefWith, param } from '../shell/address.ts'
import * as panes from '../shell/Panes.css.ts'
import { Bar, Panes, Tabs, Views } from '../shell/Panes.tsx'
import { Button } from '../ui/Button.tsx'
import { Item, ItemFoot } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { FilterChips } from '../view/Filters.tsx'
import { textOf } from '../words/format.ts'
import { day } from '../words/format.ts'
import { w } from '../words/words.ts'
import { useCauses } from '../team/team.ts'
import { useAims } from './aims.ts'
import { Effect } from './Effect.tsx'
import { One } from './One.tsx'
import { Plan } from './Plan.tsx'

const STATES: readonly ImprovementState[] = ['planned', 'done', 'checked']

/** What is done so that causes come to an end, and whether it helps. */
export function Improvements({ open }: { open: string | undefined }) {
  const words = s().goods.improvement
  const state = STATES.find((one) => one === param('state'))
  const cause = param('cause')
  const pages = usePages({
    queryKey: ['improvements', state, cause],
    queryFn: (cursor) =>
      api.improvements.list({
        ...(state ? { state } : {}),
        ...(cause ? { cause } : {}),
        ...(cursor ? { cursor } : {}),
      }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const to = (id: string) => href(`/improvements/${id}`, { state, cause })
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const causes = useCauses()
  const aims = useAims()
  const plan = () => go(hrefWith({ plan: true }))
  useCommands(may('manager') ? [{ id: 'plan', label: s().goods.improve, keys: 'n', run: plan }] : [])
  const add = may('manager') && (
    <Button icon="capture" keys="N" onClick={plan}>
      {w().common.act.add}
    </Button>
  )
  return (
    <>
      <div class={open ? panes.hideNarrow : undefined}>
        <Bar title={s().goods.improvements} end={add} />
      </div>
      <GoodsTabs open={open !== undefined} />
      <Panes
        open={open !== undefined}
        list={
          <>
            <Views>
              <Tabs
                label={words.views}
                items={[undefined, ...STATES].map((name) => ({
                  href: href('/improvements', { state: name, cause }),
                  label: name ? words.states[name] : words.all,
                  on: state === name,
                }))}
              />
            </Views>
            <FilterChips
              filters={[
                {
                  name: 'cause',
                  label: s().goods.causes,
                  options: causes.map(({ id, label }) => [id, textOf(label)] as const),
                },
              ]}
            />
            <Fault error={pages.error} again={() => pages.refetch()} />
            {pages.isPending ? (
              <Wait />
            ) : items.length === 0 ? (
              !pages.error && <Empty title={words.empty}>{words.emptyMore}</Empty>
            ) : (
              <List
                label={s().goods.improvements}
                items={items}
                idOf={({ id }) => id}
                height={98}
                current={open}
                onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
                row={(item) => (
                  <Item
                    href={to(item.id)}
                    current={item.id === open}
                    name={aims(item).join(' · ')}
                    end={item.state === 'planned' ? words.dueBy(day(item.dueAt)) : <Effect of={item} />}
                    say={item.words}
                  >
                    <ItemFoot>
                      <Tag tone={item.state === 'checked' ? (item.effective ? 'accent' : 'warm') : 'plain'}>
                        {item.state === 'checked'
                          ? item.effective
                            ? words.helped
                            : words.failed
                          : words.states[item.state]}
                      </Tag>
                    </ItemFoot>
                  </Item>
                )}
              />
            )}
          </>
        }
        detail={
          open ? (
            <One key={open} id={open} back={href('/improvements', { state, cause })} />
          ) : (
            <Empty title={words.choose}>{words.chooseMore}</Empty>
          )
        }
      />
      {may('manager') && param('plan') && <Plan onClose={() => go(hrefWith(PLAIN), { replace: true })} />}
    </>
  )
}

/** What the dialog was opened with. */
const PLAIN = { plan: undefined, product: undefined, category: undefined }
