import type { Complaint, RemedyKind, TaskKind } from '@earshot/sdk/contract'
import { keepCurrency } from '../../draft/currency.ts'
import { useDepartments } from '../../team/team.ts'
import { Button } from '../../ui/Button.tsx'
import { Input, Row, Select } from '../../ui/Field.tsx'
import { number } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { minorOf } from '../amount.ts'
import { openIn, unfilled } from './Chips.tsx'
import { newTask, tasksFor, type RemedyFields, type TaskFields } from './remedy.ts'
import { Say } from './Say.tsx'
import * as css from './form.css.ts'

const options = <T extends string>(names: Readonly<Record<T, string>>) => Object.entries<string>(names)

/** The fields of one remedy. @param onRemove takes it away, where it is one of several */
export function Remedy({
  complaint,
  value,
  onChange,
  onRemove,
  n,
}: {
  complaint: Complaint
  value: RemedyFields
  onChange: (value: RemedyFields) => void
  onRemove?: (() => void) | undefined
  n?: number | undefined
}) {
  const words = w()
  const t = words.case.field
  const set = (change: Partial<RemedyFields>) => onChange({ ...value, ...change })
  const untouched = value.tasks.every(({ words: said, department, due }) => !said && !department && !due)
  const amount = value.cost.trim() === '' ? 0 : minorOf(value.cost, value.currency)
  return (
    <div class={onRemove ? css.part : css.findings} style={onRemove ? undefined : { gap: '12px' }}>
      {onRemove && (
        <div class={css.partHead}>
          <b>{t.remedyN(number(n!))}</b>
          <Button kind="quiet" icon="close" aria-label={t.removeRemedy} onClick={onRemove} />
        </div>
      )}
      <div class={css.money}>
        <Select
          label={t.kind}
          options={options(words.common.remedy)}
          value={value.kind}
          onChange={(event) => {
            const kind = event.currentTarget.value as RemedyKind
            set({ kind, ...(untouched ? { tasks: tasksFor(kind) } : {}) })
          }}
        />
        <Input
          label={t.cost}
          optional
          inputMode="decimal"
          value={value.cost}
          error={amount === undefined ? `0.00 ${value.currency}` : undefined}
          onInput={(event) => set({ cost: event.currentTarget.value })}
        />
        <Input
          label={t.currency}
          value={value.currency}
          maxLength={3}
          onInput={(event) => {
            const currency = event.currentTarget.value.toUpperCase()
            keepCurrency(currency)
            set({ currency })
          }}
        />
      </div>
      <Say
        complaint={complaint}
        label={t.terms}
        value={value.terms}
        onWords={(terms) => set({ terms })}
        error={unfilled(openIn(value.terms))}
      />
      {value.tasks.map((task, i) => (
        <Task
          key={i}
          value={task}
          onChange={(changed) => set({ tasks: value.tasks.with(i, changed) })}
          onRemove={() => set({ tasks: value.tasks.toSpliced(i, 1) })}
        />
      ))}
      <Row>
        <Button kind="quiet" icon="capture" onClick={() => set({ tasks: [...value.tasks, newTask()] })}>
          {t.addTask}
        </Button>
      </Row>
    </div>
  )
}

function Task({
  value,
  onChange,
  onRemove,
}: {
  value: TaskFields
  onChange: (value: TaskFields) => void
  onRemove: () => void
}) {
  const words = w()
  const t = words.case.field
  const departments = useDepartments()
  return (
    <div class={css.grid} style={{ alignItems: 'end' }}>
      <Select
        label={t.task}
        options={options(words.common.task)}
        value={value.kind}
        onChange={(event) => onChange({ ...value, kind: event.currentTarget.value as TaskKind })}
      />
      <Input
        label={t.taskWords}
        optional
        value={value.words}
        maxLength={2000}
        onInput={(event) => onChange({ ...value, words: event.currentTarget.value })}
      />
      <Select
        label={t.department}
        options={[['', t.noDepartment], ...departments.map(({ id, name }) => [id, name] as const)]}
        value={value.department}
        onChange={(event) => onChange({ ...value, department: event.currentTarget.value })}
      />
      <div class={css.due}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Input
            type="datetime-local"
            label={t.due}
            optional
            value={value.due}
            onInput={(event) => onChange({ ...value, due: event.currentTarget.value })}
          />
        </div>
        <Button kind="quiet" icon="close" aria-label={t.removeTask} onClick={onRemove} />
      </div>
    </div>
  )
}
