import type { MailSettings } from '@earshot/sdk/contract'
import { wayOf } from '../site/MailPart.tsx'
import { MailForm, MailTry, useMailEdit, useMailTry } from '../site/Mail.tsx'
import { useMail } from '../site/site.ts'
import { Fault, Wait } from '../ui/States.tsx'
import { s } from '../site/words.ts'
import { Step } from './Step.tsx'
import * as css from './Welcome.css.ts'
import * as site from '../site/Site.css.ts'

/** How mail goes out. */
export function MailStep() {
  const words = s().welcome.mail
  const mail = useMail()
  if (mail.data) return mail.data.by === 'operator' ? <Fixed mail={mail.data} /> : <Own mail={mail.data} />
  return (
    <Step name="mail" title={words.title} more={words.more}>
      {mail.error ? <Fault error={mail.error} again={() => mail.refetch()} /> : <Wait />}
    </Step>
  )
}

function Fixed({ mail }: { mail: MailSettings }) {
  const words = s().welcome.mail
  return (
    <Step name="mail" title={words.fixedTitle} more={words.more} isDone>
      <p class={site.good}>
        {s().shop.mail.fixed} {s().shop.mail.by(wayOf(mail))}
      </p>
      <MailTry />
    </Step>
  )
}

function Own({ mail }: { mail: MailSettings }) {
  const words = s().welcome.mail
  const { edit, onRefused } = useMailTry(useMailEdit(mail))
  return (
    <Step name="mail" title={words.title} more={words.more} edits={[edit]} isDone={mail.by !== null}>
      <MailForm edit={edit} settings={mail} />
      <section class={css.part}>
        <h2 class={css.sub}>{s().shop.mail.test}</h2>
        <p class={css.more}>{s().shop.mail.testMore}</p>
        <MailTry edit={edit} onRefused={onRefused} />
      </section>
    </Step>
  )
}
