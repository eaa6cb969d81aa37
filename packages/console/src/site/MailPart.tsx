import type { MailSettings, OutgoingMail } from '@earshot/sdk/contract'
import { useAct } from '../api/act.ts'
import { api } from '../api/client.ts'
import { stale, useQuery } from '../api/query.ts'
import { PartPage, Section } from '../settings/Section.tsx'
import { href } from '../shell/address.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Fault, toast, Wait } from '../ui/States.tsx'
import { when } from '../words/format.ts'
import { w } from '../words/words.ts'
import { s } from './words.ts'
import { MailForm, MailTry, useMailEdit, useMailTry } from './Mail.tsx'
import * as css from './Site.css.ts'
import { useMail } from './site.ts'

/** Settings: how mail goes out, and what did not. */
export default function MailPart() {
  const mail = useMail()
  return (
    <PartPage name="mail">
      <Fault error={mail.error} again={() => mail.refetch()} />
      {mail.data ? (
        mail.data.by === 'operator' ? (
          <Fixed mail={mail.data} />
        ) : (
          <Own mail={mail.data} />
        )
      ) : (
        !mail.error && <Wait />
      )}
      {/* It comes with what stands above it. */}
      {!mail.isPending && <Outbox />}
    </PartPage>
  )
}

/** By which way mail goes that the operator set up. */
export function wayOf({ smtp, hook }: MailSettings): string {
  return smtp ? `${smtp.host}:${smtp.port}` : (hook ?? '')
}

/** What the operator set; it can be tried. */
export function Fixed({ mail }: { mail: MailSettings }) {
  const words = s().shop.mail
  return (
    <>
      <Section title={words.title} explanation={words.fixed}>
        <p class={css.good}>
          {words.by(wayOf(mail))} {mail.from && `${mail.from.name ?? ''} <${mail.from.address}>`.trim()}
        </p>
      </Section>
      <Section title={words.test}>
        <MailTry />
      </Section>
    </>
  )
}

function Own({ mail }: { mail: MailSettings }) {
  const words = s().shop.mail
  const { edit, onRefused } = useMailTry(useMailEdit(mail))
  return (
    <>
      <Section title={words.title} explanation={words.more} edit={edit}>
        {mail.by === null && <p class={css.minded}>{words.none}</p>}
        <MailForm edit={edit} settings={mail} />
      </Section>
      <Section title={words.test} explanation={words.testMore}>
        <MailTry edit={edit} onRefused={onRefused} />
      </Section>
    </>
  )
}

function Outbox() {
  const words = s().shop.mail
  const { data, error, refetch } = useQuery({
    queryKey: ['outbox', 'dead'],
    queryFn: () => api.mail.outbox({ state: 'dead', limit: 20 }),
  })
  return (
    <Section
      title={words.outbox}
      explanation={words.outboxMore}
      end={<LinkButton href={href('/settings/outbox')}>{w().settings.parts.outbox}</LinkButton>}
    >
      <Fault error={error} again={() => refetch()} />
      {data?.items.length === 0 && <p class={css.hint}>{words.outboxNone}</p>}
      <ul class={css.rows}>
        {data?.items.map((mail) => (
          <Dead key={mail.id} mail={mail} />
        ))}
      </ul>
    </Section>
  )
}

function Dead({ mail: { id, mail, to, reason, endedAt, createdAt } }: { mail: OutgoingMail }) {
  const words = s().shop.mail
  const again = useAct(async () => {
    await api.mail.replay(id)
    toast(words.tried)
    stale('outbox')
  })
  return (
    <li class={css.line}>
      <div class={css.grow}>
        <span class={css.strong}>{to}</span>
        <span class={css.hint}>
          {mail} · {when(endedAt ?? createdAt)}
        </span>
        {reason && (
          <span class={css.wrong} lang="en">
            {reason}
          </span>
        )}
        <Fault error={again.error.value} />
      </div>
      <Button busy={again.busy.value} onClick={() => void again.run()}>
        {words.again}
      </Button>
    </li>
  )
}
