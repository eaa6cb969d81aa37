import type { SavedView } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale, useQuery } from '../api/query.ts'
import { address, go, href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Check, Form, Input, Row } from '../ui/Field.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Fault, toast } from '../ui/States.tsx'
import { w } from '../words/words.ts'

/**
 * Filters under names, one's own and the shop's. What a view holds are parameters of the address.
 *
 * @param to the list's address below the console
 * @param queryOf what of the address makes the view, as the list of the API is asked
 * @param paramsOf the address of such a question
 */
export function SavedViews({
  kind,
  to,
  queryOf,
  paramsOf,
}: {
  kind: SavedView['kind']
  to: string
  queryOf: () => Record<string, string>
  paramsOf: (query: Readonly<Record<string, string>>) => Record<string, string | undefined>
}) {
  const words = w().list
  const saving = useSignal(false)
  const { data } = useQuery({ queryKey: ['views'], queryFn: () => api.views.list(), staleTime: 600_000 })
  const mine = (data ?? []).filter((view) => view.kind === kind)
  const now = JSON.stringify(sorted(queryOf()))
  const current = mine.find((view) => JSON.stringify(sorted(view.query)) === now)
  const remove = useAct(async ({ id, name, query, shared }: SavedView) => {
    await api.views.remove(id)
    stale('views')
    toast(words.viewRemoved, async () => {
      await api.views.add({ kind, name, query, shared })
      stale('views')
    })
  })
  // What is in the address is what makes the view.
  void address.value
  return (
    <>
      <Menu
        kind="quiet"
        icon="star"
        aria-label={words.views}
        aria-pressed={current !== undefined}
        items={[
          ...(mine.length === 0 ? [{ label: words.noViews, run: () => {}, disabled: true }] : []),
          ...mine.map((view) => ({
            label: view.name,
            chosen: view === current,
            run: () => go(href(to, paramsOf(view.query))),
          })),
          'rule' as const,
          current?.mine
            ? { label: words.removeView, run: () => remove.run(current) }
            : { label: words.saveView, disabled: now === '{}', run: () => (saving.value = true) },
        ]}
      />
      {saving.value && <Save kind={kind} query={queryOf()} onClose={() => (saving.value = false)} />}
    </>
  )
}

function sorted(query: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function Save({
  kind,
  query,
  onClose,
}: {
  kind: SavedView['kind']
  query: Record<string, string>
  onClose: () => void
}) {
  const words = w().list
  const name = useSignal('')
  const shared = useSignal(false)
  const save = useAct(async () => {
    await api.views.add({ kind, name: name.value.trim(), query, shared: shared.value })
    stale('views')
    toast(words.viewSaved)
    onClose()
  })
  return (
    <Dialog title={words.saveView} onClose={onClose}>
      <Form onSubmit={() => name.value.trim() && save.run()}>
        <Input
          label={words.viewName}
          autofocus
          maxLength={60}
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <Check
          label={words.viewShared}
          checked={shared.value}
          onChange={(event) => (shared.value = event.currentTarget.checked)}
        />
        <Fault error={save.error.value} />
        <Row>
          <Button kind="go" type="submit" busy={save.busy.value}>
            {w().common.act.save}
          </Button>
          <Button onClick={onClose}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}
