import type { LinkedMember, Member, MemberInput } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { api } from '../../api/client.ts'
import { stale, useQuery } from '../../api/query.ts'
import { may, me } from '../../session/session.ts'
import { href } from '../../shell/address.ts'
import { useDepartmentName } from '../../team/team.ts'
import { Avatar, Tag } from '../../ui/Marks.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Fault, toast, Wait } from '../../ui/States.tsx'
import { exact, languageName, now } from '../../words/format.ts'
import { w } from '../../words/words.ts'
import { AddLink, Adding } from '../Adding.tsx'
import type { PartProps } from '../parts.ts'
import { Line, Rows } from '../Rows.tsx'
import { PartPage, Section } from '../Section.tsx'
import { s } from '../words.ts'
import { Handover } from './Handover.tsx'
import { One } from './One.tsx'
import { Who } from './Who.tsx'

const BLANK: MemberInput = { name: '', email: '', role: 'agent', department: null, skills: [], language: null }

/** Who works for the shop. */
export default function Staff({ id }: PartProps) {
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => api.staff.list() })
  if (staff.isPending) return <Wait />
  if (!staff.data) return <Fault error={staff.error} again={() => staff.refetch()} />
  if (id) return <One key={id} member={staff.data.find((one) => one.id === id)} />
  return <All staff={staff.data} />
}

function All({ staff }: { staff: readonly Member[] }) {
  const words = s().staff
  const link = useSignal<LinkedMember | undefined>(undefined)
  const order = { active: 0, invited: 1, disabled: 2 }
  const sorted = staff.toSorted((a, b) => order[a.state] - order[b.state])
  return (
    <PartPage name="staff" end={may('owner') && <AddLink>{words.invite}</AddLink>}>
      <Section explanation={words.more}>
        <Rows label={w().settings.parts.staff}>
          {sorted.map((member) => (
            <Row key={member.id} member={member} />
          ))}
        </Rows>
      </Section>
      {may('owner') && (
        <Adding
          title={words.inviteTitle}
          blank={BLANK}
          act={words.invite}
          send={(member) => api.staff.invite(member)}
          done={(made) => {
            stale('staff')
            if (made.link) link.value = made
            else toast(words.invited(made.email))
          }}
        >
          {(fields) => <Who {...fields} all />}
        </Adding>
      )}
      {link.value && (
        <Dialog title={words.handoverTitle(link.value.name)} onClose={() => (link.value = undefined)}>
          <Handover link={link.value.link!} />
        </Dialog>
      )}
    </PartPage>
  )
}

/** Whether somebody is away now. */
function isAway({ absence }: Member): boolean {
  if (!absence) return false
  const { from, until } = absence
  return Date.parse(from) <= now.value && (until === null || Date.parse(until) > now.value)
}

function Row({ member }: { member: Member }) {
  const words = s().staff
  const department = useDepartmentName()(member.department)
  const { absence } = member
  const away = isAway(member)
  const about = [department, ...member.skills, member.language && languageName(member.language)].filter(Boolean)
  return (
    <Line
      href={href(`/settings/staff/${member.id}`)}
      mark={<Avatar name={member.name} />}
      name={
        <>
          {member.name}
          {member.id === me.value.id && <span> · {words.you}</span>}
        </>
      }
      more={[member.email, ...about].join(' · ')}
      tags={
        <>
          {member.state !== 'active' && (
            <Tag tone={member.state === 'invited' ? 'amber' : 'plain'}>{words.states[member.state]}</Tag>
          )}
          {away && <Tag tone="amber">{absence!.until ? words.awayUntil(exact(absence!.until)) : words.awayOpen}</Tag>}
          {absence && !away && Date.parse(absence.from) > now.value && <Tag>{words.awayFrom(exact(absence.from))}</Tag>}
        </>
      }
      end={w().common.me.roles[member.role]}
    />
  )
}
