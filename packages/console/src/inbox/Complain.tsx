import { Severity } from '@earshot/sdk/contract'
import { EarshotError } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { useCategories, useCategoryName } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Check, Form, Row, Select } from '../ui/Field.tsx'
import { Fault, toast } from '../ui/States.tsx'
import { number } from '../words/format.ts'
import { w } from '../words/words.ts'
import { complaining } from './deeds.ts'
import { patch } from './lists.ts'

const close = () => (complaining.value = undefined)

/** Decides that somebody wants an answer. Each is made by itself: what is made stays made. */
export function Complain({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const words = w()
  const t = words.inbox
  const categories = useCategories()
  const categoryName = useCategoryName()
  const category = useSignal('')
  const severity = useSignal<Severity>('normal')
  const safety = useSignal(false)
  const make = useAct(async () => {
    const filing = {
      ...(category.value ? { category: category.value } : {}),
      severity: severity.value,
      ...(safety.value ? { safety: true } : {}),
    }
    let made = 0
    try {
      for (const id of ids) {
        const { number, url, stage } = await api.feedback.complain(id, filing)
        patch([id], (item) => ({ ...item, complaint: { number, url, stage } }))
        made++
      }
    } catch (error) {
      if (!(error instanceof EarshotError) || made === 0) throw error
      toast(t.complained(number(made)))
      throw error
    } finally {
      for (const key of ['complaints', 'desk', 'feedback']) stale(key)
    }
    toast(t.complained(number(made)))
    close()
    onDone()
  })
  return (
    <Dialog title={ids.length > 1 ? t.complainMany(number(ids.length)) : t.complain} onClose={close}>
      <Form onSubmit={() => make.run()}>
        <p>{t.complainMore}</p>
        <Select
          label={t.category}
          autofocus
          options={[['', t.unfiled], ...categories.map(({ id }) => [id, categoryName(id) ?? id] as const)]}
          value={category.value}
          onChange={(event) => (category.value = event.currentTarget.value)}
        />
        <Select
          label={t.severity}
          options={Severity.options.map((one) => [one, words.common.severity[one]])}
          value={severity.value}
          onChange={(event) => (severity.value = event.currentTarget.value as Severity)}
        />
        <Check
          label={t.safety}
          checked={safety.value}
          onChange={(event) => (safety.value = event.currentTarget.checked)}
        />
        <Fault error={make.error.value} />
        <Row>
          <Button kind="go" type="submit" busy={make.busy.value}>
            {ids.length > 1 ? t.complainMany(number(ids.length)) : t.complain}
          </Button>
          <Button onClick={close}>{words.common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}
