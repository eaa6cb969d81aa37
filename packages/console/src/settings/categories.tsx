import type { Category, CategoryChange, CategoryInput } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { go, href } from '../shell/address.ts'
import { useDepartmentName, useDepartments, useStaff } from '../team/team.ts'
import { Check, Input, Row, Select } from '../ui/Field.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, toast, Wait } from '../ui/States.tsx'
import { textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { AddLink, Adding, type Fields } from './Adding.tsx'
import { useEdit } from './edit.ts'
import { fresh } from './fresh.ts'
import type { PartProps } from './parts.ts'
import * as css from './Rows.css.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { below, tree } from './tree.ts'
import { slugOf, Tongues } from './Tongues.tsx'
import { Twice } from './Twice.tsx'
import { s } from './words.ts'

type About = Required<Omit<CategoryInput, 'id'>>

/** What complaints can be about. */
export default function Categories({ id }: PartProps) {
  const list = useQuery({ queryKey: ['categories'], queryFn: () => api.categories.list() })
  if (list.isPending) return <Wait />
  if (!list.data) return <Fault error={list.error} again={() => list.refetch()} />
  if (id) return <One key={id} all={list.data} category={list.data.find((one) => one.id === id)} />
  return <All all={list.data} />
}

function All({ all }: { all: readonly Category[] }) {
  const words = s().categories
  const departmentOf = useDepartmentName()
  const blank: About = { label: {}, parent: null, department: null, skill: null, safety: false }
  return (
    <PartPage name="categories" end={<AddLink>{words.add}</AddLink>}>
      {all.length === 0 ? (
        <Empty title={words.empty}>{words.more}</Empty>
      ) : (
        <Section explanation={words.more}>
          <Rows label={w().settings.parts.categories}>
            {tree(all, textOf).map(({ category, depth }) => (
              <Line
                key={category.id}
                depth={depth}
                href={href(`/settings/categories/${category.id}`)}
                name={textOf(category.label) || category.id}
                tags={
                  <>
                    {category.safety && <Tag tone="warm">{words.safety}</Tag>}
                    {category.skill && <Tag>{category.skill}</Tag>}
                  </>
                }
                end={departmentOf(category.department)}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Adding<About, Category>
        title={words.add}
        blank={blank}
        send={(about) => {
          const [first = ''] = Object.values(about.label)
          const id = slugOf(about.label['en'] ?? first)
          return api.categories.add({ id: all.some((one) => one.id === id) ? slugOf('') : id, ...about })
        }}
        done={() => fresh('categories')}
      >
        {(fields) => <Fill {...fields} all={all} />}
      </Adding>
    </PartPage>
  )
}

function Fill({ value, set, errorAt, all }: Fields<About> & { all: readonly Category[] }) {
  const words = s().categories
  const none: [string, string] = ['', w().common.state.none]
  const departments = useDepartments().map(({ id, name }): [string, string] => [id, name])
  const skills = [...new Set(useStaff().flatMap((member) => member.skills))]
  const inherited: [string, string] = value.parent ? ['', words.asAbove] : none
  return (
    <>
      <Tongues label={words.name} value={value.label} error={errorAt('label')} onChange={(label) => set({ label })} />
      <div class={css.pair}>
        <Select
          label={words.parent}
          value={value.parent ?? ''}
          error={errorAt('parent')}
          options={[
            ['', words.top],
            ...tree(all, textOf).map(({ category, depth }): [string, string] => [
              category.id,
              `${'\u00a0\u00a0'.repeat(depth)}${textOf(category.label) || category.id}`,
            ]),
          ]}
          onChange={(event) => set({ parent: event.currentTarget.value || null })}
        />
        <Select
          label={words.department}
          hint={words.departmentHint}
          value={value.department ?? ''}
          error={errorAt('department')}
          options={[inherited, ...departments]}
          onChange={(event) => set({ department: event.currentTarget.value || null })}
        />
      </div>
      <Input
        label={words.skill}
        hint={words.skillHint}
        optional
        list="category-skills"
        value={value.skill ?? ''}
        error={errorAt('skill')}
        onInput={(event) => set({ skill: event.currentTarget.value || null })}
      />
      <datalist id="category-skills">
        {skills.map((skill) => (
          <option key={skill} value={skill} />
        ))}
      </datalist>
      <Check
        label={words.safetyLong}
        checked={value.safety}
        onChange={(event) => set({ safety: event.currentTarget.checked })}
      />
    </>
  )
}

function One({ all, category }: { all: readonly Category[]; category: Category | undefined }) {
  const state = w().common.state
  if (!category) return <Empty title={state.notFound}>{state.notFoundMore}</Empty>
  return (
    <PartPage name="categories" title={textOf(category.label) || category.id} back="/settings/categories">
      <Change all={all} category={category} />
    </PartPage>
  )
}

function Change({ all, category }: { all: readonly Category[]; category: Category }) {
  const words = s().categories
  const { id, ...about } = category
  const edit = useEdit<About>(about, async (what) => {
    await api.categories.change(id, what satisfies CategoryChange)
    await fresh('categories')
  })
  const remove = useAct(async () => {
    await api.categories.remove(id)
    await fresh('categories')
    go(href('/settings/categories'), { replace: true })
    toast(words.removed(textOf(category.label)), async () => {
      await api.categories.add(category)
      await fresh('categories')
    })
  })
  // What stands below it cannot be above it.
  const under = below(all, id)
  return (
    <>
      <Section edit={edit}>
        <Fill {...edit} all={all.filter((one) => !under.has(one.id))} />
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
