import type { EarshotError } from '@earshot/sdk'
import type { MailSettings } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { queries } from '../api/query.ts'
import { me, session } from '../session/session.ts'
import { useEdit, type Edit } from '../settings/edit.ts'
import { useStaff } from '../team/team.ts'
import { Button } from '../ui/Button.tsx'
import { Input, Select } from '../ui/Field.tsx'
import { Fault, fieldError } from '../ui/States.tsx'
import { s } from './words.ts'
import { fieldsOf, mailChange, type MailFields } from './fields.ts'
import * as css from './Site.css.ts'

export function useMailEdit(settings: MailSettings): Edit<MailFields> {
  const stored = fieldsOf(settings)
  return useEdit(stored, async (changes, base) => {
    const set = await api.mail.change(mailChange(changes, { ...base, ...changes }))
    queries.setQueryData(['site', 'mail'], set)
    const by = session.peek()
    if (by) session.value = { ...by, site: { ...by.site, mail: set.by !== null } }
  })
}

/** The mail server and the sender. */
export function MailForm({
  edit: { value, set, errorAt },
  settings,
}: {
  edit: Edit<MailFields>
  settings: MailSettings
}) {
  const words = s().shop.mail
  const text = (name: keyof MailFields) => ({
    value: value[name],
    onInput: (event: { currentTarget: HTMLInputElement }) => set({ [name]: event.currentTarget.value }),
  })
  const moved = value.host !== (settings.smtp?.host ?? '') || value.user !== (settings.smtp?.user ?? '')
  return (
    <>
      <div class={css.pair}>
        <Input
          label={words.host}
          placeholder="mail.example.com"
          spellcheck={false}
          {...text('host')}
          error={errorAt('smtp.host')}
        />
        <div class={css.withPort}>
          <Select
            label={words.security}
            value={value.security}
            options={Object.entries(words.securities)}
            onChange={(event) => {
              const security = event.currentTarget.value as MailFields['security']
              const usual = value.port === '587' || value.port === '465'
              set({ security, ...(usual ? { port: security === 'tls' ? '465' : '587' } : {}) })
            }}
          />
          <Input label={words.port} inputMode="numeric" {...text('port')} error={errorAt('smtp.port')} />
        </div>
      </div>
      <div class={css.pair}>
        <Input
          label={words.user}
          autocomplete="off"
          spellcheck={false}
          optional
          {...text('user')}
          error={errorAt('smtp.user')}
        />
        <Input
          label={words.password}
          type="password"
          autocomplete="new-password"
          optional
          hint={settings.smtp?.password ? (moved ? words.passwordAgain : words.passwordKept) : undefined}
          {...text('password')}
          error={errorAt('smtp.password')}
        />
      </div>
      <div class={css.pair}>
        <Input
          label={words.fromAddress}
          type="email"
          placeholder="care@shop.example"
          {...text('fromAddress')}
          hint={words.senderMore}
          error={errorAt('from.address') ?? errorAt('from')}
        />
        <Input
          label={words.fromName}
          optional
          hint={words.fromNameHint(me.value.site.name)}
          {...text('fromName')}
          error={errorAt('from.name')}
        />
        <Input
          label={words.replyTo}
          type="email"
          optional
          hint={words.replyToHint}
          {...text('replyTo')}
          error={errorAt('replyTo')}
        />
      </div>
    </>
  )
}

/** What is typed, with what was refused of it: by saving it, or by trying it first. */
export function useMailTry(edit: Edit<MailFields>) {
  const refused = useSignal<EarshotError | undefined>(undefined)
  const errorAt = (path: string) => edit.errorAt(path) ?? fieldError(refused.value, path)
  return { edit: { ...edit, errorAt }, onRefused: (error: EarshotError | undefined) => void (refused.value = error) }
}

/** Sends a mail now, and says exactly what came of it. @param onRefused is told what was wrong with the fields */
export function MailTry({
  edit,
  onRefused,
}: {
  edit?: Edit<MailFields>
  onRefused?: (error: EarshotError | undefined) => void
}) {
  const words = s().shop.mail
  const mine = useStaff().find(({ id }) => id === me.value.id)?.email
  const to = useSignal<string | undefined>(undefined)
  const address = to.value ?? mine ?? ''
  const result = useSignal<{ sent: boolean; to: string; said: string; next: string } | undefined>(undefined)
  const send = useAct(async () => {
    result.value = undefined
    const settings = edit?.changed ? mailChange(edit.changes, edit.value) : undefined
    const { sent, said, next, code } = await api.mail.test(address, settings)
    // What the server says then is for its operator.
    const unset = edit && code === 'not_set_up'
    result.value = { sent, said: unset ? words.notSetUp : said, next: unset ? '' : next, to: address }
  })
  useEffect(() => onRefused?.(send.error.value), [send.error.value])
  const { value } = result
  return (
    <div class={css.own}>
      <div class={css.inputRow}>
        <Input
          label={words.to}
          type="email"
          value={address}
          onInput={(event) => (to.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            void send.run()
          }}
        />
        <Button busy={send.busy.value} onClick={() => void send.run()}>
          {words.send}
        </Button>
      </div>
      <Fault error={send.error.value} />
      {value && (
        <div class={value.sent ? css.good : css.minded} role="status">
          <p>
            <strong>{value.sent ? words.sent(value.to) : words.failed}</strong> {value.said}
          </p>
          {value.next && <p lang="en">{value.next}</p>}
        </div>
      )}
    </div>
  )
}
