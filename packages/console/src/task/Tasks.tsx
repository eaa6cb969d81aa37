import type { TaskSummary } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale, usePages, useQuery } from '../api/query.ts'
import { useBrowse } from '../command/browse.ts'
import { useCommands } from '../command/commands.ts'
import { keep, recallText } from '../draft/draft.ts'
import { go, href, param } from '../shell/address.ts'
import { Bar, Panes, Tabs, Views } from '../shell/Panes.tsx'
import type { ScreenProps } from '../shell/screens.ts'
import { useDepartmentName, useStaffName } from '../team/team.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Area, Form, Row } from '../ui/Field.tsx'
import { Item, ItemFoot } from '../ui/Item.tsx'
import { List } from '../ui/List.tsx'
import { Due, Tag, When } from '../ui/Marks.tsx'
import { Empty, Fault, toast, Unanswered, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { s } from './words.ts'
import * as css from './Tasks.css.ts'

const VIEWS = {
  mine: { mine: true },
  open: {},
  done: { state: 'done' },
  failed: { state: 'failed' },
} as const

type View = keyof typeof VIEWS

/** What departments carry out once a customer has accepted a remedy. */
export default function Tasks({ params }: ScreenProps) {
  const words = s().task
  const asked = param('view') ?? 'mine'
  const view: View = asked in VIEWS ? (asked as View) : 'mine'
  const open = params['id']
  const pages = usePages({
    queryKey: ['tasks', view],
    queryFn: (cursor) => api.tasks.list({ ...VIEWS[view], ...(cursor ? { cursor } : {}) }),
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const params_ = { view: view === 'mine' ? undefined : view }
  const to = (id: string) => href(`/tasks/${id}`, params_)
  useBrowse(
    items,
    ({ id }) => id,
    open,
    ({ id }) => to(id),
  )
  const departmentName = useDepartmentName()
  const here = items.find(({ id }) => id === open)
  // One that the view does not show: somebody sent its address.
  const elsewhere = useQuery({
    queryKey: ['tasks', 'one', open],
    enabled: open !== undefined && !pages.isPending && !here,
    queryFn: () => api.tasks.get(open!),
  })
  const current = here ?? elsewhere.data
  return (
    <Panes
      open={open !== undefined}
      list={
        <>
          <Bar title={w().common.nav.tasks} />
          <Views>
            <Tabs
              label={words.views}
              items={(Object.keys(VIEWS) as View[]).map((name) => ({
                href: href('/tasks', { view: name === 'mine' ? undefined : name }),
                label: words[name],
                on: view === name,
              }))}
            />
          </Views>
          <Fault error={pages.error} again={() => pages.refetch()} />
          {pages.isPending ? (
            <Wait />
          ) : items.length === 0 ? (
            <Empty title={words.empty}>{words.emptyMore}</Empty>
          ) : (
            <List
              label={w().common.nav.tasks}
              items={items}
              idOf={({ id }) => id}
              height={92}
              current={open}
              onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && pages.fetchNextPage()}
              row={(item) => (
                <Item
                  href={to(item.id)}
                  current={item.id === open}
                  name={`${kindOf(item)} · ${item.complaint}`}
                  end={item.endedAt ? <When at={item.endedAt} /> : item.dueAt && <Due dueAt={item.dueAt} />}
                  say={item.words}
                >
                  <ItemFoot>
                    {item.department && <Tag>{departmentName(item.department)}</Tag>}
                    {item.contact?.name && <span dir="auto">{item.contact.name}</span>}
                  </ItemFoot>
                </Item>
              )}
            />
          )}
        </>
      }
      detail={
        current ? (
          <One key={current.id} task={current} back={href('/tasks', params_)} />
        ) : open === undefined ? (
          <Empty title={words.choose}>{words.chooseMore}</Empty>
        ) : (
          <>
            <Bar title={w().common.nav.tasks} level={2} back={href('/tasks', params_)} />
            {elsewhere.error ? <Unanswered error={elsewhere.error} again={() => elsewhere.refetch()} /> : <Wait />}
          </>
        )
      }
    />
  )
}

/** Its kind in words; a shop may have kinds of its own. */
function kindOf({ kind }: TaskSummary): string {
  return (w().common.task as Readonly<Record<string, string>>)[kind] ?? kind
}

function One({ task, back }: { task: TaskSummary; back: string }) {
  const words = s().task
  const departmentName = useDepartmentName()
  const staffName = useStaffName()
  const draft = `task/${task.id}`
  const said = useSignal(recallText(draft))
  const end = useAct(async (how: 'done' | 'fail') => {
    await (how === 'done'
      ? api.tasks.done(task, said.value.trim() || undefined)
      : api.tasks.fail(task, said.value.trim()))
    keep(draft, undefined)
    stale('tasks')
    stale('complaint', task.complaint)
    toast(words.saved(task.complaint))
    go(back)
  })
  const isOpen = task.state === 'open'
  useCommands(
    isOpen ? [{ id: 'task-done', label: words.complete, keys: '$mod+Enter', run: () => void end.run('done') }] : [],
  )
  return (
    <>
      <Bar title={kindOf(task)} level={2} back={back} end={<Due dueAt={isOpen ? task.dueAt : null} />} />
      <div class={css.body}>
        <p class={css.words} dir="auto">
          {task.words ?? words.noWords}
        </p>
        <dl class={css.facts}>
          <Fact name={words.forWhom} value={task.contact?.name ?? w().common.customer.none} />
          <Fact name={words.department} value={departmentName(task.department) ?? w().common.state.none} />
          <Fact name={w().inbox.isComplaint} value={`${task.complaint} · ${w().common.stage[task.stage]}`} />
          {task.assignee && <Fact name={w().queue.assignee} value={staffName(task.assignee) ?? ''} />}
          {task.contact?.address && <Fact name={w().inbox.address} value={task.contact.address} />}
        </dl>
        {task.result && (
          <p class={css.result} dir="auto">
            {task.result}
          </p>
        )}
        <Row>
          <LinkButton href={href(`/complaints/${task.complaint}`)} icon="complaint">
            {words.see}
          </LinkButton>
        </Row>
        {isOpen && (
          <Form onSubmit={() => end.run('done')}>
            <Area
              label={words.result}
              hint={words.resultHint}
              value={said.value}
              onInput={(event) => {
                said.value = event.currentTarget.value
                keep(draft, said.value)
              }}
            />
            <Fault error={end.error.value} />
            <Row>
              <Button kind="go" type="submit" busy={end.busy.value}>
                {words.complete}
              </Button>
              <Button
                kind="danger"
                disabled={!said.value.trim()}
                title={words.reasonHint}
                busy={end.busy.value}
                onClick={() => void end.run('fail')}
              >
                {words.fail}
              </Button>
            </Row>
          </Form>
        )}
      </div>
    </>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt class={css.name}>{name}</dt>
      <dd dir="auto">{value}</dd>
    </>
  )
}
