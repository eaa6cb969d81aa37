import type { Label, LabelApply } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { shared, stale } from '../api/query.ts'
import { useAct } from '../api/act.ts'
import { Tag } from '../ui/Marks.tsx'
import { Menu, type MenuProps } from '../ui/Menu.tsx'
import { faultText, toast } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import * as css from './Labels.css.ts'

const labels = shared({ queryKey: ['labels'], queryFn: () => api.labels.list() })

/** Whether the shop's labels are asked for, for the first time. */
export const areLabelsAwaited = labels.awaited

/** The shop's own labels. */
export function useLabels(): readonly Label[] {
  return labels() ?? []
}

/** Labels by their ids. */
export function Labels({ ids }: { ids: readonly string[] }) {
  const all = useLabels()
  return (
    <>
      {ids.map((id) => {
        const label = all.find((one) => one.id === id)
        return (
          label && (
            <Tag key={id}>
              <i class={`${css.dot} ${css.colour[label.colour]}`} /> {label.name}
            </Tag>
          )
        )
      })}
    </>
  )
}

/**
 * Puts labels on what is named, and takes them off.
 *
 * @param on ids of labels that all of them have
 */
export function LabelMenu({
  on,
  what,
  ...button
}: Omit<MenuProps, 'items'> & { on: readonly string[]; what: Pick<LabelApply, 'feedback' | 'complaints'> }) {
  const all = useLabels()
  const words = w().list
  const apply = useAct(async (input: LabelApply) => {
    const done = await api.labels.apply(input)
    for (const key of ['inbox', 'feedback', 'complaints', 'complaint']) stale(key)
    return done
  })
  const give = async (input: LabelApply) => {
    const done = await apply.run(input)
    const fault = apply.error.peek()
    if (fault) toast(() => faultText(fault))
    return done
  }
  const run = async (id: string) => {
    const [change, undo] = on.includes(id) ? (['remove', 'add'] as const) : (['add', 'remove'] as const)
    const done = await give({ ...what, [change]: [id] })
    // Who had it before keeps it.
    const feedback = done?.flatMap((one) => (one.added.length + one.removed.length > 0 ? [one.feedback] : []))
    if (feedback) toast(words.labelled, feedback.length > 0 ? () => give({ feedback, [undo]: [id] }) : undefined)
  }
  return (
    <Menu
      kind="quiet"
      icon="label"
      aria-label={words.label}
      {...button}
      items={
        all.length === 0
          ? [{ label: words.noLabels, run: () => {}, disabled: true }]
          : all.map(({ id, name, colour }) => ({
              label: (
                <>
                  <i class={`${css.dot} ${css.colour[colour]}`} /> {name}
                </>
              ),
              chosen: on.includes(id),
              run: () => run(id),
            }))
      }
    />
  )
}
