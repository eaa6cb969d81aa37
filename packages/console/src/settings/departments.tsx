import type { Department, DepartmentInput } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { go, href } from '../shell/address.ts'
import { useStaff, useStaffName } from '../team/team.ts'
import { Input, Row, Select } from '../ui/Field.tsx'
import { Empty, Fault, toast, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { AddLink, Adding, type Fields } from './Adding.tsx'
import { useEdit } from './edit.ts'
import { fresh } from './fresh.ts'
import type { PartProps } from './parts.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { Twice } from './Twice.tsx'
import { s } from './words.ts'

const refresh = () => fresh('departments', 'staff', 'desk')

/** Parts of the shop that complaints are given to. */
export default function Departments({ id }: PartProps) {
  const list = useQuery({ queryKey: ['departments'], queryFn: () => api.departments.list() })
  if (list.isPending) return <Wait />
  if (!list.data) return <Fault error={list.error} again={() => list.refetch()} />
  if (id) return <One key={id} department={list.data.find((one) => one.id === id)} />
  return <All departments={list.data} />
}

function All({ departments }: { departments: readonly Department[] }) {
  const words = s().departments
  const staff = useStaff()
  const nameOf = useStaffName()
  return (
    <PartPage name="departments" end={<AddLink>{words.add}</AddLink>}>
      {departments.length === 0 ? (
        <Empty title={words.empty}>{words.more}</Empty>
      ) : (
        <Section explanation={words.more}>
          <Rows label={w().settings.parts.departments}>
            {departments.map(({ id, name, lead }) => (
              <Line
                key={id}
                href={href(`/settings/departments/${id}`)}
                name={name}
                more={lead ? words.ledBy(nameOf(lead) ?? '') : words.noLead}
                end={words.people(staff.filter(({ department }) => department === id).length)}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Adding<DepartmentInput, Department>
        title={words.add}
        blank={{ name: '', lead: null }}
        send={(department) => api.departments.add(department)}
        done={refresh}
      >
        {(fields) => <About {...fields} />}
      </Adding>
    </PartPage>
  )
}

function About({ value, set, errorAt }: Fields<DepartmentInput>) {
  const words = s().departments
  const staff = useStaff().filter(({ state }) => state !== 'disabled')
  return (
    <>
      <Input
        label={words.name}
        value={value.name}
        error={errorAt('name')}
        maxLength={120}
        onInput={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={words.lead}
        hint={words.leadHint}
        value={value.lead ?? ''}
        error={errorAt('lead')}
        options={[['', w().common.state.none], ...staff.map(({ id, name }): [string, string] => [id, name])]}
        onChange={(event) => set({ lead: event.currentTarget.value || null })}
      />
    </>
  )
}

function One({ department }: { department: Department | undefined }) {
  const state = w().common.state
  if (!department) return <Empty title={state.notFound}>{state.notFoundMore}</Empty>
  return (
    <PartPage name="departments" title={department.name} back="/settings/departments">
      <Change department={department} />
    </PartPage>
  )
}

function Change({ department: { id, name, lead } }: { department: Department }) {
  const words = s().departments
  const edit = useEdit<DepartmentInput>({ name, lead }, async (what) => {
    await api.departments.change(id, what)
    await refresh()
  })
  const remove = useAct(async () => {
    await api.departments.remove(id)
    await refresh()
    go(href('/settings/departments'), { replace: true })
    toast(words.removed(name), async () => {
      await api.departments.add({ name, lead })
      await refresh()
    })
  })
  const here = useStaff().filter(({ department }) => department === id)
  return (
    <>
      <Section edit={edit}>
        <About {...edit} />
      </Section>
      <Section title={words.members} {...(here.length === 0 ? { explanation: words.nobody } : {})}>
        {here.length > 0 && (
          <Rows label={words.members}>
            {here.map((member) => (
              <Line
                key={member.id}
                href={href(`/settings/staff/${member.id}`)}
                name={member.name}
                end={w().common.me.roles[member.role]}
              />
            ))}
          </Rows>
        )}
      </Section>
      <Section title={words.remove} explanation={words.removeMore}>
        <Fault error={remove.error.value} />
        <Row>
          <Twice sure={words.removeSure} icon="trash" busy={remove.busy.value} run={() => void remove.run()}>
            {words.remove}
          </Twice>
        </Row>
      </Section>
    </>
  )
}
