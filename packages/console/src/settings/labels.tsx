import { LabelColour, type Label, type LabelInput } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import * as colours from '../label/Labels.css.ts'
import { go, href } from '../shell/address.ts'
import { Check, Input, Row } from '../ui/Field.tsx'
import { Empty, Fault, toast, Wait } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { AddLink, Adding, type Fields } from './Adding.tsx'
import { useEdit } from './edit.ts'
import { fresh } from './fresh.ts'
import type { PartProps } from './parts.ts'
import * as css from './Rows.css.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { Twice } from './Twice.tsx'
import { s } from './words.ts'

const dot = (colour: LabelColour) => <i class={`${colours.dot} ${colours.colour[colour]}`} />

/** Words of the shop's own for feedback and complaints. */
export default function LabelsPart({ id }: PartProps) {
  const list = useQuery({ queryKey: ['labels'], queryFn: () => api.labels.list() })
  const words = s().labels
  const state = w().common.state
  if (list.isPending) return <Wait />
  if (!list.data) return <Fault error={list.error} again={() => list.refetch()} />
  if (id) {
    const label = list.data.find((one) => one.id === id)
    return label ? <One key={id} label={label} /> : <Empty title={state.notFound}>{state.notFoundMore}</Empty>
  }
  return (
    <PartPage name="labels" end={<AddLink>{words.add}</AddLink>}>
      {list.data.length === 0 ? (
        <Empty title={words.empty}>{words.more}</Empty>
      ) : (
        <Section explanation={words.more}>
          <Rows label={w().settings.parts.labels}>
            {list.data.map(({ id, name, colour }) => (
              <Line
                key={id}
                href={href(`/settings/labels/${id}`)}
                name={
                  <>
                    {dot(colour)} {name}
                  </>
                }
              />
            ))}
          </Rows>
        </Section>
      )}
      <Adding<Required<LabelInput>, Label>
        title={words.add}
        blank={{ name: '', colour: 'grey' }}
        send={(label) => api.labels.add(label)}
        done={() => fresh('labels')}
      >
        {(fields) => <Fill {...fields} />}
      </Adding>
    </PartPage>
  )
}

function Fill({ value, set, errorAt }: Fields<Required<LabelInput>>) {
  const words = s().labels
  return (
    <>
      <Input
        label={words.name}
        value={value.name}
        error={errorAt('name')}
        maxLength={60}
        onInput={(event) => set({ name: event.currentTarget.value })}
      />
      <fieldset class={css.group}>
        <legend class={css.legend}>{words.colour}</legend>
        <div class={css.chips}>
          {LabelColour.options.map((colour) => (
            <Check
              key={colour}
              type="radio"
              name="colour"
              checked={value.colour === colour}
              label={
                <>
                  {dot(colour)} {words.colours[colour]}
                </>
              }
              onChange={() => set({ colour })}
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

function One({ label: { id, name, colour } }: { label: Label }) {
  const words = s().labels
  const edit = useEdit<Required<LabelInput>>({ name, colour }, async (what) => {
    await api.labels.change(id, what)
    await fresh('labels')
  })
  const remove = useAct(async () => {
    await api.labels.remove(id)
    await fresh('labels', 'feedback', 'complaints')
    go(href('/settings/labels'), { replace: true })
    toast(words.removed(name))
  })
  return (
    <PartPage name="labels" title={name} back="/settings/labels">
      <Section edit={edit}>
        <Fill {...edit} />
      </Section>
      <Section title={words.remove} explanation={words.removeMore}>
        <Fault error={remove.error.value} />
        <Row>
          <Twice sure={words.removeSure} icon="trash" busy={remove.busy.value} run={() => void remove.run()}>
            {words.remove}
          </Twice>
        </Row>
      </Section>
    </PartPage>
  )
}
