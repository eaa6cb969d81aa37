import type { Label, LabelApply } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { shared, stale } from '../api/query.ts'
import { useAct } from '../api/act.ts'
import { Tag } from '../ui/Marks.tsx'
import { Menu, type MenuProps } from '../ui/Menu.tsx'
import { toast } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import * as css from './Labels.css.ts'

const labels = shared({ queryKey: ['labels'], queryFn: () => api.labels.list() })

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
  const apply = useAct(async (change: Pick<LabelApply, 'add' | 'remove'>) => {
    await api.labels.apply({ ...what, ...change })
    for (const key of ['inbox', 'feedback', 'complaints', 'complaint']) stale(key)
  })
  const run = async (id: string) => {
    const has = on.includes(id)
    const undo = has ? { add: [id] } : { remove: [id] }
    await apply.run(has ? { remove: [id] } : { add: [id] })
    if (!apply.error.peek()) toast(words.labelled, () => apply.run(undo))
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
