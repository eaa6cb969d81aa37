import type { ComplaintSummary } from '@earshot/sdk/contract'
import { Labels } from '../label/Labels.tsx'
import { useCategoryName, useStaffName } from '../team/team.ts'
import { Item, ItemFoot, ItemNote } from '../ui/Item.tsx'
import { Due, DueBar, Score, Tag, When } from '../ui/Marks.tsx'
import { SelectBox } from '../view/Selected.tsx'
import type { Selection } from '../view/selection.ts'
import { apart } from '../words/format.ts'
import { w } from '../words/words.ts'

/** A complaint in the queue. */
export function Row({
  complaint,
  href,
  current,
  selection,
}: {
  complaint: ComplaintSummary
  href: string
  current: boolean
  selection?: Selection | undefined
}) {
  const words = w()
  const categoryName = useCategoryName()
  const staffName = useStaffName()
  const { number, stage, outcome, clock, asked, closedAt } = complaint
  const name = complaint.name ?? words.common.customer.guest
  const clocked = { dueAt: clock?.dueAt ?? null, startedAt: clock?.startedAt, kind: clock?.kind, asked }
  const about = [
    !complaint.approvable && (outcome ? words.common.outcome[outcome] : words.common.stage[stage]),
    categoryName(complaint.category),
    staffName(complaint.assignee),
  ]
  return (
    <Item
      href={href}
      current={current}
      unread={complaint.unread}
      mark={
        <>
          {selection && <SelectBox selection={selection} id={number} label={number} />}
          <Score value={complaint.satisfaction} />
        </>
      }
      name={`${apart(name)} · ${number.slice(5)}`}
      end={closedAt ? <When at={closedAt} /> : <Due {...clocked} />}
      say={complaint.words}
      lang={complaint.language}
    >
      {!closedAt && <DueBar {...clocked} />}
      <ItemFoot>
        {complaint.safety && <Tag tone="warm">{words.queue.safety}</Tag>}
        {complaint.severity === 'high' && <Tag tone="warm">{words.common.severity.high}</Tag>}
        {complaint.approvable && <Tag tone="amber">{words.common.stage.approving}</Tag>}
        <Labels ids={complaint.labels} />
        <ItemNote>{about.filter(Boolean).join(' · ')}</ItemNote>
      </ItemFoot>
    </Item>
  )
}
