import type { BulkInput, BulkResult, ComplaintSummary } from '@earshot/sdk/contract'
import { act, useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { problemText } from '../fault/fault.ts'
import { LabelMenu } from '../label/Labels.tsx'
import { useCategories, useCategoryName, useDepartments, useStaff } from '../team/team.ts'
import { Menu } from '../ui/Menu.tsx'
import { Fault, faultText, toast } from '../ui/States.tsx'
import { Selected } from '../view/Selected.tsx'
import type { Selection } from '../view/selection.ts'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { takeBack } from './undo.ts'

type Results = BulkResult['items']

function renew(): void {
  for (const key of ['complaints', 'complaint', 'desk']) stale(key)
}

function tellRefused(refused: Results): void {
  if (refused.length > 0)
    toast(() => `${w().list.refused(number(refused.length))}: ${problemText(refused[0]!.problem!)}`)
}

/** Each has who it had, and is filed as it was. */
const back = act(async (done: Results) => {
  const became = await takeBack(done, (order) => api.complaints.bulk(order)).finally(renew)
  const refused = became.filter((one) => !one.done)
  if (became.length > refused.length) toast(w().queue.undone(number(became.length - refused.length)))
  tellRefused(refused)
})

async function undo(done: Results): Promise<void> {
  await back.run(done)
  // The selection, and what was said beside it, is gone by now.
  const fault = back.error.peek()
  if (fault) toast(() => faultText(fault))
}

/** What can be done with several complaints at once. Each is done or refused by itself; what was refused stays selected. */
export function Bulk({ selection, items }: { selection: Selection; items: readonly ComplaintSummary[] }) {
  const words = w()
  const staff = useStaff()
  const departments = useDepartments()
  const categories = useCategories()
  const categoryName = useCategoryName()
  const numbers = [...selection.ids.value]
  const chosen = items.filter(({ number }) => selection.ids.value.has(number))
  const on = (chosen[0]?.labels ?? []).filter((id) => chosen.every(({ labels }) => labels.includes(id)))
  const give = useAct(async (order: Pick<BulkInput, 'command' | 'fields'>, told: (n: string) => string) => {
    const results = await api.complaints.bulk({ numbers, ...order })
    const done = results.filter((one) => one.done)
    const refused = results.filter((one) => !one.done)
    selection.set(refused.map((one) => one.number))
    renew()
    if (done.length > 0)
      toast(told(number(done.length)), done.some(({ undo }) => undo.length > 0) ? () => undo(done) : undefined)
    tellRefused(refused)
  })
  const active = staff.filter(({ state }) => state === 'active')
  return (
    <>
      <Selected selection={selection}>
        <Menu
          kind="quiet"
          icon="person"
          items={[
            ...active.map(({ id, name }) => ({
              label: name,
              run: () => give.run({ command: 'assign', fields: { staff: id } }, (n) => words.queue.assigned(n, name)),
            })),
            ...(departments.length > 0 ? (['rule'] as const) : []),
            ...departments.map(({ id, name }) => ({
              label: name,
              run: () =>
                give.run({ command: 'assign', fields: { department: id } }, (n) => words.queue.assigned(n, name)),
            })),
          ]}
        >
          {words.queue.assign}
        </Menu>
        <Menu
          kind="quiet"
          items={categories.map(({ id }) => ({
            label: categoryName(id),
            run: () => give.run({ command: 'classify', fields: { category: id } }, words.queue.classified),
          }))}
        >
          {words.queue.classify}
        </Menu>
        <LabelMenu on={on} what={{ complaints: numbers }} />
      </Selected>
      <Fault error={give.error.value} />
    </>
  )
}
