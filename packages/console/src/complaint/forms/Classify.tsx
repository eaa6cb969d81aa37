import type { Complaint, Payload, Severity } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { api } from '../../api/client.ts'
import { useAct } from '../../api/act.ts'
import { stale } from '../../api/query.ts'
import { usualCurrency } from '../../draft/currency.ts'
import { may } from '../../session/session.ts'
import { useCategories, useCategoryName, useCauses, useDepartments } from '../../team/team.ts'
import { Button } from '../../ui/Button.tsx'
import { Area, Check, Input, Row, Select } from '../../ui/Field.tsx'
import { Fault, fieldError } from '../../ui/States.tsx'
import { textOf } from '../../words/format.ts'
import { language, w } from '../../words/words.ts'
import { minorOf, typedOf } from '../amount.ts'
import { Frame, useCaseForm, type FormProps } from './form.tsx'
import * as css from './form.css.ts'

interface Fields {
  category: string
  severity: Severity
  safety: boolean
  cause: string
  rootCause: string
  responsible: string
  preventable: '' | 'yes' | 'no'
  disputed: string
  currency: string
}

function fieldsFor(complaint: Complaint): Fields {
  const { disputed, preventable } = complaint
  const currency = disputed?.currency ?? complaint.feedback.order?.currency ?? usualCurrency()
  return {
    category: complaint.category ?? '',
    severity: complaint.severity,
    safety: complaint.safety,
    cause: complaint.cause ?? '',
    rootCause: complaint.rootCause ?? '',
    responsible: complaint.responsible ?? '',
    preventable: preventable === null ? '' : preventable ? 'yes' : 'no',
    disputed: disputed ? typedOf(disputed.amount, disputed.currency) : '',
    currency,
  }
}

/** What was changed, as the command carries it. */
function filingOf(now: Fields, was: Fields): Payload<'classify'> {
  const amount = minorOf(now.disputed, now.currency)
  const differs = (name: keyof Fields) => now[name] !== was[name]
  return {
    ...(differs('category') && now.category ? { category: now.category } : {}),
    ...(differs('severity') ? { severity: now.severity } : {}),
    ...(differs('safety') ? { safety: now.safety } : {}),
    ...(differs('cause') ? { cause: now.cause } : {}),
    ...(differs('rootCause') ? { rootCause: now.rootCause || null } : {}),
    ...(differs('responsible') ? { responsible: now.responsible || null } : {}),
    ...(differs('preventable') ? { preventable: now.preventable === '' ? null : now.preventable === 'yes' } : {}),
    ...((differs('disputed') || differs('currency')) && amount !== undefined
      ? { disputed: { amount, currency: now.currency } }
      : {}),
  }
}

/** Files it: what it is about, what it came from, whose it was, whether it could have been prevented. */
export default function Classify(props: FormProps) {
  const { complaint } = props
  const words = w()
  const t = words.case.field
  const categories = useCategories()
  const nameOf = useCategoryName()
  const causes = useCauses().filter(({ archived, id }) => !archived || id === complaint.rootCause)
  const departments = useDepartments()
  const was = fieldsFor(complaint)
  const form = useCaseForm<Fields>(props, was)
  const { v } = form
  const payload = filingOf(v, was)
  const byName = categories
    .map(({ id }) => [id, nameOf(id) ?? id] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, language.value))
  const money = v.disputed === '' || minorOf(v.disputed, v.currency) !== undefined
  return (
    <Frame
      {...props}
      form={form}
      disabled={Object.keys(payload).length === 0 || !money}
      onSend={() => form.give({ command: 'classify', payload })}
    >
      <div class={css.grid}>
        <Select
          label={t.category}
          options={[...(complaint.category ? [] : [['', words.case.unfiled] as const]), ...byName]}
          value={v.category}
          error={fieldError(form.error, 'category')}
          onChange={(event) => form.set({ category: event.currentTarget.value })}
        />
        <Select
          label={t.severity}
          options={Object.entries(words.common.severity)}
          value={v.severity}
          onChange={(event) => form.set({ severity: event.currentTarget.value as Severity })}
        />
        <Select
          label={t.rootCause}
          options={[['', t.unknown], ...causes.map(({ id, label }) => [id, textOf(label)] as const)]}
          value={v.rootCause}
          error={fieldError(form.error, 'rootCause')}
          onChange={(event) => form.set({ rootCause: event.currentTarget.value })}
        />
        <Select
          label={t.responsible}
          options={[['', t.unknown], ...departments.map(({ id, name }) => [id, name] as const)]}
          value={v.responsible}
          onChange={(event) => form.set({ responsible: event.currentTarget.value })}
        />
        <Select
          label={t.preventable}
          options={[
            ['', t.unknown],
            ['yes', t.yes],
            ['no', t.no],
          ]}
          value={v.preventable}
          onChange={(event) => form.set({ preventable: event.currentTarget.value as Fields['preventable'] })}
        />
        <Input
          label={`${t.disputed} (${v.currency})`}
          optional
          inputMode="decimal"
          value={v.disputed}
          error={money ? fieldError(form.error, 'disputed') : `0.00 ${v.currency}`}
          onInput={(event) => form.set({ disputed: event.currentTarget.value })}
        />
      </div>
      {may('manager') && <NewCause onAdded={(id) => form.set({ rootCause: id })} />}
      <Area
        label={t.cause}
        optional
        value={v.cause}
        rows={2}
        maxLength={2000}
        onInput={(event) => form.set({ cause: event.currentTarget.value })}
      />
      <Check
        label={t.safety}
        checked={v.safety}
        onChange={(event) => form.set({ safety: event.currentTarget.checked })}
      />
    </Frame>
  )
}

/** A lasting id from a name: its latin letters, or else a made one. */
function idFor(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
  return slug || `cause-${Date.now().toString(36)}`
}

/** Adds a root cause where the list lacks it. */
function NewCause({ onAdded }: { onAdded: (id: string) => void }) {
  const t = w().case.field
  const name = useSignal('')
  const add = useAct(async () => {
    const label = name.peek().trim()
    const cause = await api.causes.add({ id: idFor(label), label: { [language.peek()]: label } })
    stale('causes')
    name.value = ''
    onAdded(cause.id)
  })
  return (
    <>
      <Row style={{ alignItems: 'end' }}>
        <div style={{ flex: '1 1 180px', maxWidth: '320px' }}>
          <Input
            label={t.newCause}
            optional
            value={name.value}
            maxLength={200}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
        </div>
        <Button disabled={name.value.trim() === ''} busy={add.busy.value} onClick={() => void add.run()}>
          {t.addCause}
        </Button>
      </Row>
      <Fault error={add.error.value} />
    </>
  )
}
