import type { Member, MemberChange, MemberInput } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { queries, stale } from '../../api/query.ts'
import { may } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Field.tsx'
import { Empty, Fault, toast } from '../../ui/States.tsx'
import { w } from '../../words/words.ts'
import { useEdit } from '../edit.ts'
import { PartPage, Section } from '../Section.tsx'
import { Twice } from '../Twice.tsx'
import { s } from '../words.ts'
import { Away } from './Away.tsx'
import { Handover } from './Handover.tsx'
import { Who } from './Who.tsx'

/** Changes somebody, and has every list follow. */
async function change(id: string, what: MemberChange): Promise<void> {
  const changed = await api.staff.change(id, what)
  queries.setQueryData<Member[]>(['staff'], (all) => all?.map((one) => (one.id === id ? changed : one)))
  stale('staff')
}

/** One member of staff. */
export function One({ member }: { member: Member | undefined }) {
  const words = w().common.state
  if (!member) return <Empty title={words.notFound}>{words.notFoundMore}</Empty>
  return (
    <PartPage name="staff" title={member.name} back="/settings/staff">
      <About member={member} />
      <Away absence={member.absence} title={s().staff.away} onChange={(absence) => change(member.id, { absence })} />
      {may('owner') && <Access member={member} />}
    </PartPage>
  )
}

function About({ member }: { member: Member }) {
  const words = s().staff
  const { name, email, role, department, skills, language } = member
  const edit = useEdit<MemberInput>({ name, email, role, department, skills, language }, (what) =>
    change(member.id, what),
  )
  return (
    <Section title={words.about} {...(may('owner') ? { edit } : { explanation: words.ownersOnly })}>
      <Who {...edit} all={may('owner')} />
    </Section>
  )
}

/** How they come in: their link, and the door. */
function Access({ member: { id, name, email, state } }: { member: Member }) {
  const words = s().staff
  const link = useSignal<string | undefined>(undefined)
  const send = useAct(async () => {
    const sent = await api.staff.sendLink(id)
    link.value = sent.link
    if (!sent.link) toast(words.invited(email))
  })
  const door = useAct(async (disabled: boolean) => {
    await change(id, { disabled })
    toast(disabled ? words.disabled(name) : words.enabled(name), () => door.run(!disabled))
  })
  return (
    <Section
      title={words.access}
      explanation={state === 'disabled' ? words.isDisabled : state === 'invited' ? words.isInvited : words.isActive}
    >
      {link.value && <Handover link={link.value} />}
      <Fault error={send.error.value ?? door.error.value} />
      <Row>
        {state !== 'disabled' && (
          <Button busy={send.busy.value} onClick={() => void send.run()}>
            {state === 'invited' ? words.sendAgain : words.sendReset}
          </Button>
        )}
        {state === 'disabled' ? (
          <Button busy={door.busy.value} onClick={() => void door.run(false)}>
            {words.enable}
          </Button>
        ) : (
          <Twice sure={words.disableSure} busy={door.busy.value} run={() => void door.run(true)}>
            {words.disable}
          </Twice>
        )}
      </Row>
    </Section>
  )
}
