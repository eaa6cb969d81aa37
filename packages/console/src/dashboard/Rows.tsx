import { ClockKind, MeasureSet, type MeasureRows, type MeasureRowsQuery, Stage } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { usePages } from '../api/query.ts'
import { Row } from '../complaint/Row.tsx'
import { address, href } from '../shell/address.ts'
import { Bar, Views } from '../shell/Panes.tsx'
import { useCategoryName, useCauses, useDepartmentName, useMomentName, useStaffName } from '../team/team.ts'
import { Icon } from '../ui/Icon.tsx'
import { Item, ItemFoot, ItemNote } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Score, Tag, When } from '../ui/Marks.tsx'
import { Empty, Fault, Wait } from '../ui/States.tsx'
import { days, exact, textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Rows.css.ts'

type RowItem = MeasureRows['items'][number]

/** What a figure counts, one below the other. @param back the figures */
export function Rows({ back }: { back: string }) {
  const words = w().dashboard.rows
  const query = Object.fromEntries(address.value.searchParams) as unknown as MeasureRowsQuery
  const pages = usePages({
    queryKey: ['measures', 'rows', query],
    queryFn: (cursor) => api.measures.rows({ ...query, limit: 50, cursor }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const set = MeasureSet.options.find((one) => one === query.of)
  return (
    <>
      <Bar title={set ? words.sets[set] : words.title} />
      <Views>
        <a class={css.back} href={back}>
          <Icon name="back" />
          {words.back}
        </a>
        <Narrowed query={query} />
      </Views>
      <Fault error={pages.error} again={() => pages.refetch()} />
      {pages.isPending ? (
        <Wait />
      ) : items.length === 0 ? (
        !pages.error && <Empty title={words.none}>{words.noneMore}</Empty>
      ) : (
        <div class={css.list}>
          <List
            label={words.list}
            items={items}
            idOf={({ feedback, complaint, clock }) => `${feedback?.id ?? complaint?.id} ${clock?.kind} ${clock?.dueAt}`}
            height={92}
            onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
            row={(item) => <Counted item={item} />}
          />
        </div>
      )}
    </>
  )
}

function Counted({ item: { at, feedback, complaint, clock } }: { item: RowItem }) {
  const words = w()
  if (complaint)
    return (
      <>
        {clock && <Clock clock={clock} />}
        <Row complaint={complaint} href={href(`/complaints/${complaint.number}`)} current={false} />
      </>
    )
  if (!feedback) return null
  return (
    <Item
      href={href(`/inbox/${feedback.id}`)}
      unread={feedback.unread}
      mark={<Score value={feedback.satisfaction} />}
      name={feedback.name ?? words.common.customer.guest}
      end={<When at={at} />}
      say={feedback.words}
      lang={feedback.locale}
    >
      <ItemFoot>{feedback.complaint && <ItemNote>{feedback.complaint.number}</ItemNote>}</ItemFoot>
    </Item>
  )
}

/** The promise that was counted. */
function Clock({ clock: { kind, dueAt, stoppedAt } }: { clock: NonNullable<RowItem['clock']> }) {
  const words = w()
  const kept = stoppedAt !== null && Date.parse(stoppedAt) <= Date.parse(dueAt)
  return (
    <p class={css.clock}>
      <Tag tone={kept ? 'accent' : 'warm'}>{kept ? words.dashboard.rows.kept : words.dashboard.rows.missed}</Tag>
      <span>
        {words.common.clock[kind]} · {exact(dueAt)}
      </span>
    </p>
  )
}

/** By what the rows were chosen, in words. */
function Narrowed({ query }: { query: MeasureRowsQuery }) {
  const words = w()
  const category = useCategoryName()
  const department = useDepartmentName()
  const staff = useStaffName()
  const causes = useCauses()
  const moment = useMomentName()
  const none = words.dashboard.other.none
  const named = (id: string | undefined, name: string | undefined) =>
    id === undefined ? undefined : id === 'none' ? none : (name ?? id)
  const { from, to } = query
  const texts = [
    from && to && readable(from) && readable(to) ? days(from, Date.parse(to) - 1, DAYS) : undefined,
    query.moment === undefined ? undefined : moment(query.moment),
    query.product,
    named(query.department, department(query.department)),
    named(query.category, category(query.category)),
    named(query.cause, textOf(causes.find(({ id }) => id === query.cause)?.label) || undefined),
    query.assignee === 'none' ? words.dashboard.other.nobody : named(query.assignee, staff(query.assignee)),
    Stage.options.includes(query.stage!) ? words.common.stage[query.stage!] : undefined,
    ClockKind.options.includes(query.clock!) ? words.common.clock[query.clock!] : undefined,
    query.reason,
    query.currency,
  ].filter((text) => text !== undefined)
  return (
    <>
      {texts.map((text) => (
        <Tag key={text}>{text}</Tag>
      ))}
    </>
  )
}

const DAYS = { day: 'numeric', month: 'short', year: 'numeric' } as const

const readable = (time: string) => !Number.isNaN(Date.parse(time))
