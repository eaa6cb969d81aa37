import type { Payload } from '@earshot/sdk/contract'
import { me } from '../../session/session.ts'
import { param } from '../../shell/address.ts'
import { useDepartments, useStaff } from '../../team/team.ts'
import { Area, Select } from '../../ui/Field.tsx'
import { fieldError, Hint } from '../../ui/States.tsx'
import { now } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import type { Given } from '../give.ts'
import { timeOf, wallOf } from '../zone.ts'
import { filled, Frame, useCaseForm, type FormProps } from './form.tsx'
import { Promised } from './Promised.tsx'
import { Say } from './Say.tsx'

/** Gives back, takes an offer back, opens again: each for a reason among staff. */
export function Reason(props: FormProps) {
  const t = w().case.field
  const form = useCaseForm(props, { reason: '' })
  const { reason } = form.v
  const { name } = props
  const send = () =>
    name === 'reopen'
      ? form.give({ command: 'reopen', payload: { words: reason } })
      : form.give({ command: name as 'return' | 'revise', payload: { reason } })
  return (
    <Frame {...props} form={form} onSend={send} disabled={reason.trim() === ''}>
      <Area
        label={t.reason}
        value={reason}
        rows={2}
        maxLength={2000}
        error={fieldError(form.error, name === 'reopen' ? 'words' : 'reason')}
        onInput={(event) => form.set({ reason: event.currentTarget.value })}
      />
    </Frame>
  )
}

/** A date that is promised, with words or without. */
export function PromiseDate(props: FormProps) {
  const t = w().case.field
  const { timeZone } = me.value.site
  const form = useCaseForm(props, { date: '', words: '' })
  const { date, words } = form.v
  const at = timeOf(date, timeZone)
  return (
    <Frame
      {...props}
      form={form}
      disabled={at === undefined}
      onSend={() =>
        form.give({ command: 'promise', payload: { date: new Date(at!).toISOString(), ...filled({ words }) } })
      }
    >
      <Promised
        label={t.date}
        value={date}
        onDate={(wall) => form.set({ date: wall })}
        error={fieldError(form.error, 'date')}
      />
      <Say
        complaint={props.complaint}
        label={t.words}
        optional
        value={words}
        onWords={(said) => form.set({ words: said })}
        onPromise={(promised) => form.set({ date: wallOf(promised, timeZone) })}
      />
    </Frame>
  )
}

/** Found justified: words to the customer where there is something to say. */
export function Assess(props: FormProps) {
  const form = useCaseForm(props, { words: '' })
  const { words } = form.v
  return (
    <Frame
      {...props}
      form={form}
      onSend={() => form.give({ command: 'assess', payload: { founded: true, ...filled({ words }) } })}
    >
      <Say
        complaint={props.complaint}
        label={w().case.field.words}
        optional
        value={words}
        onWords={(said) => form.set({ words: said })}
        error={fieldError(form.error, 'words')}
      />
    </Frame>
  )
}

/** Spam, a test, a mistake. */
export function Invalid(props: FormProps) {
  const t = w().case.field
  const form = useCaseForm<{ reason: Payload<'invalid'>['reason']; words: string }>(props, {
    reason: 'spam',
    words: '',
  })
  const { reason, words } = form.v
  return (
    <Frame
      {...props}
      form={form}
      danger
      onSend={() => form.give({ command: 'invalid', payload: { reason, ...filled({ words }) } })}
    >
      <Select
        label={t.why}
        options={Object.entries(t.invalid)}
        value={reason}
        onChange={(event) => form.set({ reason: event.currentTarget.value as typeof reason })}
      />
      <Area
        label={t.note}
        optional
        value={words}
        rows={2}
        maxLength={2000}
        onInput={(event) => form.set({ words: event.currentTarget.value })}
      />
    </Frame>
  )
}

/** A new private link: nothing to fill in, but said what it does. */
export function Renew(props: FormProps) {
  const form = useCaseForm(props, {})
  return <Frame {...props} form={form} onSend={() => form.give({ command: 'renew', payload: {} })} />
}

/** Somebody else, a department, or whom the rules choose. */
export function Assign(props: FormProps) {
  const { complaint } = props
  const t = w().case.field
  const staff = useStaff().filter(({ state, id }) => state === 'active' || id === complaint.assignee)
  const departments = useDepartments()
  const form = useCaseForm(props, { staff: complaint.assignee ?? '', department: complaint.department ?? '' })
  const { staff: who, department } = form.v
  const send = () => {
    const given: Given<'assign'>['payload'] = {
      ...(who ? { staff: who } : {}),
      ...(department === (complaint.department ?? '') ? {} : { department: department || null }),
    }
    return form.give({ command: 'assign', payload: given })
  }
  const away = (member: (typeof staff)[number]) => {
    const { absence } = member
    const out = absence && Date.parse(absence.from) <= now.value && !(Date.parse(absence.until ?? '') < now.value)
    return out ? ` (${t.away})` : ''
  }
  return (
    <Frame {...props} form={form} onSend={send}>
      <Select
        label={t.who}
        options={[['', t.byRules], ...staff.map((one) => [one.id, one.name + away(one)] as const)]}
        value={who}
        error={fieldError(form.error, 'staff')}
        onChange={(event) => form.set({ staff: event.currentTarget.value })}
      />
      <Select
        label={t.department}
        options={[['', t.noDepartment], ...departments.map(({ id, name }) => [id, name] as const)]}
        value={department}
        error={fieldError(form.error, 'department')}
        onChange={(event) => form.set({ department: event.currentTarget.value })}
      />
    </Frame>
  )
}

/** One of the open tasks is done, or cannot be. */
export function EndTask(props: FormProps) {
  const { complaint, name } = props
  const words = w()
  const t = words.case.field
  const open = complaint.tasks.filter(({ state }) => state === 'open')
  const form = useCaseForm(props, { task: '', said: '' })
  const { said } = form.v
  // The one that was pressed, unless another was chosen since.
  const wanted = form.v.task || param('task')
  const task = open.find(({ id }) => id === wanted)?.id ?? open[0]?.id ?? ''
  const send = () =>
    name === 'complete'
      ? form.give({ command: 'complete', payload: { task, ...filled({ result: said }) } })
      : form.give({ command: 'fail', payload: { task, reason: said } })
  return (
    <Frame {...props} form={form} onSend={send} disabled={name === 'fail' && said.trim() === ''}>
      {open.length > 1 && (
        <Select
          label={t.task}
          options={open.map((one) => [
            one.id,
            [words.common.task[one.kind as keyof typeof words.common.task] ?? one.kind, one.words]
              .filter(Boolean)
              .join(': '),
          ])}
          value={task}
          onChange={(event) => form.set({ task: event.currentTarget.value })}
        />
      )}
      <Area
        label={name === 'complete' ? t.result : t.reason}
        {...(name === 'complete' ? { optional: true } : {})}
        value={said}
        rows={2}
        maxLength={2000}
        error={fieldError(form.error, 'reason') ?? fieldError(form.error, 'task')}
        onInput={(event) => form.set({ said: event.currentTarget.value })}
      />
      {open.length === 0 && <Hint>{words.case.compose.nothing}</Hint>}
    </Frame>
  )
}
