import type { EarshotError } from '@earshot/sdk'
import { useSignal } from '@preact/signals'
import { api } from '../api/client.ts'
import { act } from '../api/act.ts'
import { mark } from '../shell/Shell.css.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Form, Input } from '../ui/Field.tsx'
import { Fault } from '../ui/States.tsx'
import { w } from '../words/words.ts'
import { useMemo } from 'preact/hooks'
import { admit, ended, session } from './session.ts'
import * as css from './SignIn.css.ts'

/** The page for whoever is not signed in. */
export function SignInPage() {
  return (
    <main class={css.page}>
      <div class={css.card}>
        <div class={css.brand}>
          <i class={mark} /> {w().common.brand}
        </div>
        <SignIn heading />
      </div>
    </main>
  )
}

/** Over the work of somebody whose session has ended: what was typed stays where it is. */
export function SignInAgain() {
  if (!ended.value) return null
  const words = w().session
  return (
    <Dialog title={words.ended} onClose={() => {}}>
      <p>{words.endedMore}</p>
      <SignIn />
    </Dialog>
  )
}

function SignIn({ heading }: { heading?: boolean }) {
  const words = w().session
  const email = useSignal('')
  const password = useSignal('')
  const site = useSignal('')
  const asking = useSignal(false)
  const asked = useSignal(false)
  const who = () => ({ email: email.value, ...(site.value ? { site: site.value } : {}) })
  const signIn = useMemo(
    () => act(async () => admit(await api.session.signIn({ ...who(), password: password.value }))),
    [],
  )
  const ask = useMemo(
    () =>
      act(async () => {
        await api.session.askReset(who())
        asked.value = true
      }),
    [],
  )
  const failed = signIn.error.value ?? ask.error.value
  // Which shop is asked for only where the server keeps several.
  const several = failed?.code === 'site_unknown' || site.value !== ''
  const again = Boolean(session.value)
  if (asked.value)
    return (
      <>
        <p role="status">{words.asked}</p>
        <button type="button" class={css.link} onClick={() => ((asked.value = false), (asking.value = false))}>
          {words.back}
        </button>
      </>
    )
  return (
    <Form onSubmit={() => (asking.value ? ask.run() : signIn.run())}>
      {heading && <h1 class={css.title}>{asking.value ? words.forgot : words.title}</h1>}
      <Input
        label={words.email}
        type="email"
        name="email"
        autocomplete="username"
        required
        autofocus={!again}
        value={email.value}
        onInput={(event) => (email.value = event.currentTarget.value)}
      />
      {!asking.value && (
        <Input
          label={words.password}
          type="password"
          name="password"
          autocomplete="current-password"
          required
          value={password.value}
          onInput={(event) => (password.value = event.currentTarget.value)}
        />
      )}
      {several && (
        <Input
          label={words.site}
          hint={words.siteHint}
          name="site"
          value={site.value}
          onInput={(event) => (site.value = event.currentTarget.value.trim())}
        />
      )}
      <SignInFault error={failed} />
      <Button kind="go" type="submit" busy={signIn.busy.value || ask.busy.value}>
        {asking.value ? words.ask : words.signIn}
      </Button>
      <button type="button" class={css.link} onClick={() => (asking.value = !asking.value)}>
        {asking.value ? words.back : words.forgot}
      </button>
    </Form>
  )
}

function SignInFault({ error }: { error: EarshotError | undefined }) {
  const words = w().session
  const own = { sign_in_failed: words.failed, rate_limited: words.limited, site_unknown: words.siteHint }
  const text = error && own[error.code as keyof typeof own]
  return text ? <p role="alert">{text}</p> : <Fault error={error} />
}
