import type { Cause, Text } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { href } from '../shell/address.ts'
import { Button } from '../ui/Button.tsx'
import { Row } from '../ui/Field.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, toast, Wait } from '../ui/States.tsx'
import { textOf } from '../words/format.ts'
import { w } from '../words/words.ts'
import { AddLink, Adding } from './Adding.tsx'
import { useEdit } from './edit.ts'
import { fresh } from './fresh.ts'
import type { PartProps } from './parts.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { slugOf, Tongues } from './Tongues.tsx'
import { s } from './words.ts'

/** What complaints can come from. */
export default function Causes({ id }: PartProps) {
  const list = useQuery({ queryKey: ['causes'], queryFn: () => api.causes.list() })
  const words = s().causes
  const state = w().common.state
  if (list.isPending) return <Wait />
  if (!list.data) return <Fault error={list.error} again={() => list.refetch()} />
  const all = list.data
  if (id) {
    const cause = all.find((one) => one.id === id)
    return cause ? <One key={id} cause={cause} /> : <Empty title={state.notFound}>{state.notFoundMore}</Empty>
  }
  return (
    <PartPage name="causes" end={<AddLink>{words.add}</AddLink>}>
      {all.length === 0 ? (
        <Empty title={words.empty}>{words.more}</Empty>
      ) : (
        <Section explanation={words.more}>
          <Rows label={w().settings.parts.causes}>
            {all.map(({ id, label, archived }) => (
              <Line
                key={id}
                href={href(`/settings/causes/${id}`)}
                name={textOf(label) || id}
                tags={archived && <Tag>{words.archived}</Tag>}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Adding<{ label: Text }, Cause>
        title={words.add}
        blank={{ label: {} }}
        send={({ label }) => {
          const [first = ''] = Object.values(label)
          const id = slugOf(label['en'] ?? first)
          return api.causes.add({ id: all.some((one) => one.id === id) ? slugOf('') : id, label })
        }}
        done={() => fresh('causes')}
      >
        {({ value, set, errorAt }) => (
          <Tongues
            label={words.name}
            value={value.label}
            error={errorAt('label')}
            onChange={(label) => set({ label })}
          />
        )}
      </Adding>
    </PartPage>
  )
}

function One({ cause: { id, label, archived } }: { cause: Cause }) {
  const words = s().causes
  const edit = useEdit<{ label: Text }>({ label }, async (what) => {
    await api.causes.change(id, what)
    await fresh('causes')
  })
  const file = useAct(async (away: boolean) => {
    await api.causes.change(id, { archived: away })
    await fresh('causes')
    toast(away ? words.isArchived(textOf(label)) : words.isBack(textOf(label)), () => file.run(!away))
  })
  return (
    <PartPage name="causes" title={textOf(label) || id} back="/settings/causes">
      <Section edit={edit}>
        <Tongues
          label={words.name}
          value={edit.value.label}
          error={edit.errorAt('label')}
          onChange={(label) => edit.set({ label })}
        />
      </Section>
      <Section title={archived ? words.archived : words.archive} explanation={words.archiveMore}>
        <Fault error={file.error.value} />
        <Row>
          <Button busy={file.busy.value} onClick={() => void file.run(!archived)}>
            {archived ? words.bring : words.archive}
          </Button>
        </Row>
      </Section>
    </PartPage>
  )
}
