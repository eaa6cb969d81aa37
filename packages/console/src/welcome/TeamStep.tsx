import type { Role } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale } from '../api/query.ts'
import { me } from '../session/session.ts'
import * as site from '../site/Site.css.ts'
import { useStaff } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Copy } from '../ui/Copy.tsx'
import { Input, Select } from '../ui/Field.tsx'
import { Avatar, Tag } from '../ui/Marks.tsx'
import { Fault, fieldError } from '../ui/States.tsx'
import { s } from '../site/words.ts'
import { w } from '../words/words.ts'
import { Step } from './Step.tsx'
import * as css from './Welcome.css.ts'

const ROLES: readonly Role[] = ['agent', 'manager', 'owner']

/** Who is here, and who shall be. */
export function TeamStep() {
  const words = s().welcome.team
  const staff = useStaff().filter(({ state }) => state !== 'disabled')
  return (
    <Step name="team" title={words.title} more={words.more} isDone={staff.length > 1}>
      <ul class={site.rows}>
        {staff.map(({ id, name, email, role, state }) => (
          <li key={id} class={site.line}>
            <div class={site.person}>
              <Avatar name={name} />
              <div class={site.grow}>
                <span class={site.strong}>
                  {name}
                  {id === me.value.id && ` (${words.you})`}
                </span>
                <span class={site.hint}>{email}</span>
              </div>
            </div>
            <Tag>
              {w().common.me.roles[role]}
              {state === 'invited' && ` · ${words.states.invited}`}
            </Tag>
          </li>
        ))}
      </ul>
      <Invite />
    </Step>
  )
}

function Invite() {
  const words = s().welcome.team
  const name = useSignal('')
  const email = useSignal('')
  const role = useSignal<Role>('agent')
  const links = useSignal<readonly { name: string; link: string | undefined }[]>([])
  const invite = useAct(async () => {
    const { link, name: called } = await api.staff.invite({ name: name.value, email: email.value, role: role.value })
    links.value = [...links.value, { name: called, link }]
    name.value = email.value = ''
    stale('staff')
  })
  const error = invite.error.value
  const known = fieldError(error, 'name') ?? fieldError(error, 'email')
  return (
    <section class={css.part}>
      <div class={site.pair}>
        <Input
          label={words.name}
          autocomplete="off"
          value={name.value}
          error={fieldError(error, 'name')}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <Input
          label={words.email}
          type="email"
          autocomplete="off"
          value={email.value}
          error={fieldError(error, 'email')}
          onInput={(event) => (email.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter invites here; it does not go on.
            if (event.key !== 'Enter') return
            event.preventDefault()
            void invite.run()
          }}
        />
        <Select
          label={words.role}
          value={role.value}
          options={ROLES.map((one) => [one, w().common.me.roles[one]])}
          onChange={(event) => (role.value = event.currentTarget.value as Role)}
        />
      </div>
      <div>
        <Button icon="capture" busy={invite.busy.value} onClick={() => void invite.run()}>
          {words.invite}
        </Button>
      </div>
      {!known && <Fault error={error} />}
      {links.value.map(({ name: called, link }) => (
        <div key={called + link} class={site.own} role="status">
          <p class={site.good}>{link ? words.link(called) : words.invited(called)}</p>
          {link && <Copy text={link} label={called} />}
        </div>
      ))}
    </section>
  )
}
