import type { ApiKey, ApiKeyInput, NewApiKey, Role } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { Copy } from '../ui/Copy.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Input, Select } from '../ui/Field.tsx'
import { Tag } from '../ui/Marks.tsx'
import { Empty, Fault, Hint, toast, Wait } from '../ui/States.tsx'
import { day, when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { AddLink, Adding } from './Adding.tsx'
import { fresh } from './fresh.ts'
import { Line, Rows } from './Rows.tsx'
import { PartPage, Section } from './Section.tsx'
import { Twice } from './Twice.tsx'
import { s } from './words.ts'

const ROLES: readonly Role[] = ['agent', 'manager', 'owner']

/** Keys of the shop's own programs. */
export default function Keys() {
  const words = s().keys
  const roles = w().common.me.roles
  const keys = useQuery({ queryKey: ['keys'], queryFn: () => api.keys.list() })
  const made = useSignal<NewApiKey | undefined>(undefined)
  if (keys.isPending) return <Wait />
  if (!keys.data) return <Fault error={keys.error} again={() => keys.refetch()} />
  const sorted = keys.data.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null))
  return (
    <PartPage name="keys" end={<AddLink>{words.add}</AddLink>}>
      {sorted.length === 0 ? (
        <Empty title={words.empty}>{words.more}</Empty>
      ) : (
        <Section explanation={words.more}>
          <Rows label={w().settings.parts.keys}>
            {sorted.map((key) => (
              <One key={key.id} of={key} />
            ))}
          </Rows>
        </Section>
      )}
      <Adding<{ label: string; role: Role }, NewApiKey>
        title={words.add}
        blank={{ label: '', role: 'agent' }}
        send={(key) => api.keys.create(key satisfies ApiKeyInput)}
        done={async (key) => {
          made.value = key
          await fresh('keys')
        }}
      >
        {({ value, set, errorAt }) => (
          <>
            <Input
              label={words.label}
              hint={words.labelHint}
              value={value.label}
              error={errorAt('label')}
              onInput={(event) => set({ label: event.currentTarget.value })}
            />
            <Select
              label={s().staff.role}
              hint={words.may[value.role]}
              value={value.role}
              options={ROLES.map((role) => [role, roles[role]])}
              onChange={(event) => set({ role: event.currentTarget.value as Role })}
            />
          </>
        )}
      </Adding>
      {made.value && (
        <Dialog title={words.secretTitle} onClose={() => (made.value = undefined)}>
          <Hint>{words.secretMore}</Hint>
          <Copy text={made.value.secret} label={words.secret} />
        </Dialog>
      )}
    </PartPage>
  )
}

function One({ of: { id, label, role, createdAt, lastUsedAt, revokedAt } }: { of: ApiKey }) {
  const words = s().keys
  const act = useAct(async () => {
    await api.keys.revoke(id)
    await fresh('keys')
    toast(words.revoked(label || id))
  })
  return (
    <Line
      name={label || id}
      more={
        <>
          {[
            w().common.me.roles[role],
            words.made(day(createdAt)),
            lastUsedAt ? words.used(when(lastUsedAt)) : words.unused,
          ].join(' · ')}
          <Fault error={act.error.value} />
        </>
      }
      tags={revokedAt && <Tag>{words.isRevoked(day(revokedAt))}</Tag>}
      end={
        !revokedAt && (
          <Twice sure={words.revokeSure} busy={act.busy.value} run={() => void act.run()}>
            {words.revoke}
          </Twice>
        )
      }
    />
  )
}
