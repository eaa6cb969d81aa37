import type { PasswordInput, Preferences } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useAct } from '../../api/act.ts'
import { api } from '../../api/client.ts'
import { useQuery } from '../../api/query.ts'
import { rememberKeys } from '../../command/preference.ts'
import { singleKeys } from '../../command/commands.ts'
import { me, session } from '../../session/session.ts'
import { chooseScheme, scheme, type Scheme } from '../../shell/scheme.ts'
import { Button } from '../../ui/Button.tsx'
import { Check, Form, Input, Row, Select } from '../../ui/Field.tsx'
import { Fault, fieldError, toast } from '../../ui/States.tsx'
import { LANGUAGES, speak, w } from '../../words/words.ts'
import { useEdit } from '../edit.ts'
import { fresh } from '../fresh.ts'
import * as css from '../Rows.css.ts'
import { Section } from '../Section.tsx'
import { Away } from '../staff/Away.tsx'
import { useTongues } from '../staff/Who.tsx'
import { s } from '../words.ts'

/** What everybody sets for themselves, below one another. */
export function Profile() {
  const staff = useQuery({ queryKey: ['staff'], queryFn: () => api.staff.list() }).data
  const mine = staff?.find(({ id }) => id === me.value.id)
  return (
    <>
      <About />
      <Screen />
      {mine && (
        <Away
          absence={mine.absence}
          title={s().profile.away}
          onChange={async (absence) => {
            await api.session.change({ absence })
            await fresh('staff')
          }}
        />
      )}
      <Password />
    </>
  )
}

function About() {
  const words = s().profile
  const { name, language } = me.value
  const edit = useEdit<{ name: string; language: string | null }>({ name, language }, async (what) => {
    const { name, language } = await api.session.change(what)
    session.value = { ...me.peek(), name, language }
    await fresh('staff')
    if (what.language && what.language in LANGUAGES) await speak([what.language])
  })
  const { value, set, errorAt } = edit
  const tongues = useTongues(language)
  return (
    <Section title={words.about} explanation={words.aboutMore} edit={edit}>
      <div class={css.pair}>
        <Input
          label={s().staff.name}
          value={value.name}
          error={errorAt('name')}
          onInput={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={s().staff.language}
          hint={words.languageHint}
          value={value.language ?? ''}
          error={errorAt('language')}
          options={[['', s().staff.languageOfShop], ...tongues]}
          onChange={(event) => set({ language: event.currentTarget.value || null })}
        />
      </div>
    </Section>
  )
}

/** Shown at once on this device, and kept for the next one. */
function Screen() {
  const words = s().profile
  const common = w().common.me
  const keep = useAct(async (preferences: Preferences) => void (await api.session.change({ preferences })))
  return (
    <Section title={words.screen} explanation={words.screenMore}>
      <Fault error={keep.error.value} />
      <fieldset class={css.group}>
        <legend class={css.legend}>{common.scheme}</legend>
        <div class={css.chips}>
          {(['auto', 'light', 'dark'] satisfies Scheme[]).map((one) => (
            <Check
              key={one}
              type="radio"
              name="scheme"
              label={common[one]}
              checked={scheme.value === one}
              onChange={() => {
                chooseScheme(one)
                void keep.run({ scheme: one })
              }}
            />
          ))}
        </div>
      </fieldset>
      <Check
        label={common.shortcutsOn}
        checked={singleKeys.value}
        onChange={(event) => {
          const shortcuts = event.currentTarget.checked
          rememberKeys(shortcuts)
          void keep.run({ shortcuts })
        }}
      />
    </Section>
  )
}

function Password() {
  const words = s().profile
  const value = useSignal({ current: '', password: '' })
  const set = (part: Partial<typeof value.value>) => (value.value = { ...value.value, ...part })
  const act = useAct(async (by: PasswordInput) => {
    session.value = await api.session.setPassword(by)
    value.value = { current: '', password: '' }
    toast(words.passwordSet)
  })
  const error = act.error.value
  const wrong = error?.code === 'sign_in_failed' || error?.code === 'forbidden'
  return (
    <Section title={words.password} explanation={words.passwordMore}>
      <Form onSubmit={() => void act.run(value.value)}>
        <div class={css.pair}>
          <Input
            label={words.current}
            type="password"
            autocomplete="current-password"
            value={value.value.current}
            error={wrong ? words.wrong : fieldError(error, 'current')}
            onInput={(event) => set({ current: event.currentTarget.value })}
          />
          <Input
            label={words.next}
            hint={words.nextHint}
            type="password"
            autocomplete="new-password"
            value={value.value.password}
            error={fieldError(error, 'password')}
            onInput={(event) => set({ password: event.currentTarget.value })}
          />
        </div>
        {!wrong && <Fault error={error} />}
        <Row>
          <Button type="submit" busy={act.busy.value} disabled={!value.value.current || !value.value.password}>
            {words.setPassword}
          </Button>
        </Row>
      </Form>
    </Section>
  )
}
