import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { timeOf, wallOf } from '../complaint/zone.ts'
import { keep, recall } from '../draft/draft.ts'
import { s } from '../product/words.ts'
import { me, session } from '../session/session.ts'
import { go, href, param } from '../shell/address.ts'
import { useCategories, useCategoryName, useCauses, useStaff } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Area, Form, Input, Row, Select } from '../ui/Field.tsx'
import { Fault, fieldError, toast } from '../ui/States.tsx'
import { textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import * as css from './Improvement.css.ts'

interface Typed {
  words: string
  cause: string
  category: string
  product: string
  owner: string
  due: string
  days: string
}

const DRAFT = 'improvement/new'
const WEEK = 7 * 86_400_000

/** Plans something against a cause, a category or a product. What is typed is kept until it is planned. */
export function Plan({ onClose }: { onClose: () => void }) {
  const words = s().goods.improvement
  const timeZone = session.value?.site.timeZone ?? 'UTC'
  const typed = useSignal<Typed>(begun(timeZone))
  const set = (part: Partial<Typed>) => {
    typed.value = { ...typed.value, ...part }
    keep(DRAFT, { words: typed.value.words })
  }
  const plan = useAct(async () => {
    const { words: said, cause, category, product, owner, due, days } = typed.value
    const dueAt = timeOf(`${due}T18:00`, timeZone)
    const made = await api.improvements.plan({
      words: said.trim(),
      ...(cause ? { cause } : {}),
      ...(category ? { category } : {}),
      ...(product.trim() ? { product: product.trim() } : {}),
      ...(owner ? { owner } : {}),
      dueAt: dueAt === undefined ? '' : new Date(dueAt).toISOString(),
      ...(days ? { days: Number(days) } : {}),
    })
    keep(DRAFT, undefined)
    stale('improvements')
    stale('measures')
    toast(words.saved)
    go(href(`/improvements/${made.id}`), { replace: true })
  })
  const error = plan.error.value
  return (
    <Dialog title={s().goods.improve} onClose={onClose}>
      <Form onSubmit={() => plan.run()}>
        <Area
          autofocus
          label={words.what}
          hint={words.whatHint}
          value={typed.value.words}
          error={fieldError(error, 'words')}
          onInput={(event) => set({ words: event.currentTarget.value })}
        />
        <Aims typed={typed.value} set={set} error={fieldError(error, 'cause')} />
        <When typed={typed.value} set={set} error={(path) => fieldError(error, path)} />
        <Fault error={error} />
        <Row>
          <Button kind="go" type="submit" busy={plan.busy.value}>
            {words.plan}
          </Button>
          <Button onClick={onClose}>{w().common.act.cancel}</Button>
        </Row>
      </Form>
    </Dialog>
  )
}

function begun(timeZone: string): Typed {
  const kept = recall(DRAFT) as { words?: string } | undefined
  return {
    words: kept?.words ?? '',
    cause: param('cause') ?? '',
    category: param('category') ?? '',
    product: param('product') ?? '',
    owner: me.value?.kind === 'staff' ? me.value.id : '',
    due: wallOf(Date.now() + 2 * WEEK, timeZone).slice(0, 10),
    days: '30',
  }
}

interface Part {
  typed: Typed
  set: (part: Partial<Typed>) => void
}

function Aims({ typed, set, error }: Part & { error: string | undefined }) {
  const words = s().goods
  const causes = useCauses().filter(({ archived }) => !archived)
  const categories = useCategories()
  const categoryName = useCategoryName()
  const any = ['', words.improvement.anything] as const
  return (
    <>
      <p class={css.soft}>{words.improvement.aims}</p>
      <div class={css.three}>
        <Select
          label={words.rootCause}
          value={typed.cause}
          error={error}
          options={[any, ...causes.map(({ id, label }) => [id, textOf(label)] as const)]}
          onChange={(event) => set({ cause: event.currentTarget.value })}
        />
        <Select
          label={words.category}
          value={typed.category}
          options={[any, ...categories.map(({ id }) => [id, categoryName(id) ?? id] as const)]}
          onChange={(event) => set({ category: event.currentTarget.value })}
        />
        <Input
          label={words.product}
          placeholder={words.search}
          value={typed.product}
          onInput={(event) => set({ product: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

function When({ typed, set, error }: Part & { error: (path: string) => string | undefined }) {
  const words = s().goods.improvement
  const staff = useStaff().filter(({ state }) => state === 'active')
  return (
    <div class={css.three}>
      <Select
        label={words.owner}
        value={typed.owner}
        error={error('owner')}
        options={[['', words.nobody], ...staff.map(({ id, name }) => [id, name] as const)]}
        onChange={(event) => set({ owner: event.currentTarget.value })}
      />
      <Input
        label={words.due}
        type="date"
        value={typed.due}
        error={error('dueAt')}
        onInput={(event) => set({ due: event.currentTarget.value })}
      />
      <Input
        label={words.days}
        type="number"
        min={1}
        max={366}
        title={words.daysHint}
        value={typed.days}
        error={error('days')}
        onInput={(event) => set({ days: event.currentTarget.value })}
      />
    </div>
  )
}
