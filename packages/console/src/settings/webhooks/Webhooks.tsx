import type { NewWebhook, Webhook } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { go, href } from '../../shell/address.ts'
import { Check, Row } from '../../ui/Field.tsx'
import { Tag } from '../../ui/Marks.tsx'
import { Empty, Fault, Hint, toast, Wait } from '../../ui/States.tsx'
import { exact } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { AddLink, Adding } from '../Adding.tsx'
import { useEdit } from '../edit.ts'
import { fresh } from '../fresh.ts'
import type { PartProps } from '../parts.ts'
import { Line, Rows } from '../Rows.tsx'
import { PartPage, Section } from '../Section.tsx'
import { Twice } from '../Twice.tsx'
import { s } from '../words.ts'
import { Deliveries } from './Deliveries.tsx'
import { Receiver, type Told } from './Receiver.tsx'
import { Secret } from './Secret.tsx'
import { Trial } from './Trial.tsx'

const BLANK: Told = { url: '', label: '', format: 'standard', types: [], words: false }

/** Addresses that are told what happens. */
export default function Webhooks({ id }: PartProps) {
  const list = useQuery({ queryKey: ['webhooks'], queryFn: () => api.webhooks.list() })
  const state = w().common.state
  if (list.isPending) return <Wait />
  if (!list.data) return <Fault error={list.error} again={() => list.refetch()} />
  if (!id) return <All webhooks={list.data} />
  const webhook = list.data.find((one) => one.id === id)
  return webhook ? <One key={id} webhook={webhook} /> : <Empty title={state.notFound}>{state.notFoundMore}</Empty>
}

function All({ webhooks }: { webhooks: readonly Webhook[] }) {
  const words = s().webhooks
  const made = useSignal<NewWebhook | undefined>(undefined)
  return (
    <PartPage name="webhooks" end={<AddLink>{words.add}</AddLink>}>
      {webhooks.length === 0 ? (
        <Empty title={words.empty}>{words.more}</Empty>
      ) : (
        <Section explanation={words.more}>
          <Rows label={w().settings.parts.webhooks}>
            {webhooks.map(({ id, url, label, format, types, state }) => (
              <Line
                key={id}
                href={href(`/settings/webhooks/${id}`)}
                name={label || url}
                more={[label && url, words.formats[format], types.length === 0 ? words.everything : types.join(', ')]
                  .filter(Boolean)
                  .join(' · ')}
                tags={<Tag tone={state === 'on' ? 'accent' : 'plain'}>{words.states[state]}</Tag>}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Adding<Told, NewWebhook>
        title={words.add}
        blank={BLANK}
        send={(webhook) => api.webhooks.add(webhook)}
        done={async (webhook) => {
          made.value = webhook
          await fresh('webhooks')
        }}
      >
        {(fields) => <Receiver {...fields} />}
      </Adding>
      {made.value && (
        <Secret
          secret={made.value.secret}
          onClose={() => {
            const { id } = made.peek()!
            made.value = undefined
            go(href(`/settings/webhooks/${id}`))
          }}
        />
      )}
    </PartPage>
  )
}

function One({ webhook }: { webhook: Webhook }) {
  const words = s().webhooks
  const { id, url, label, format, types, words: said } = webhook
  const edit = useEdit<Told>({ url, label, format, types, words: said }, async (what) => {
    await api.webhooks.change(id, what)
    await fresh('webhooks')
  })
  return (
    <PartPage name="webhooks" title={label || url} back="/settings/webhooks">
      <Door webhook={webhook} />
      <Trial id={id} />
      <Section title={words.receiver} edit={edit}>
        <Receiver {...edit} />
      </Section>
      <Deliveries id={id} />
      <End webhook={webhook} />
    </PartPage>
  )
}

/** Whether it is told anything. */
function Door({ webhook: { id, state, reason } }: { webhook: Webhook }) {
  const words = s().webhooks
  const act = useAct(async (state: 'on' | 'off') => {
    await api.webhooks.change(id, { state })
    await fresh('webhooks')
  })
  return (
    <Section>
      <Check
        label={words.on}
        checked={state === 'on'}
        disabled={act.busy.value}
        onChange={(event) => void act.run(event.currentTarget.checked ? 'on' : 'off')}
      />
      {reason && <Hint>{reason}</Hint>}
      <Fault error={act.error.value} />
    </Section>
  )
}

/** A new secret, and the end of it. */
function End({ webhook: { id, label, url, oldSecretUntil } }: { webhook: Webhook }) {
  const words = s().webhooks
  const secret = useSignal<string | undefined>(undefined)
  const rotate = useAct(async () => {
    secret.value = (await api.webhooks.rotate(id)).secret
    await fresh('webhooks')
  })
  const remove = useAct(async () => {
    await api.webhooks.remove(id)
    await fresh('webhooks')
    go(href('/settings/webhooks'), { replace: true })
    toast(words.removed(label || url))
  })
  return (
    <>
      <Section title={words.secret} explanation={words.rotateMore}>
        {oldSecretUntil && <Hint>{words.oldUntil(exact(oldSecretUntil))}</Hint>}
        <Fault error={rotate.error.value} />
        <Row>
          <Twice sure={words.rotateSure} busy={rotate.busy.value} run={() => void rotate.run()}>
            {words.rotate}
          </Twice>
        </Row>
        {secret.value && <Secret secret={secret.value} onClose={() => (secret.value = undefined)} />}
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
