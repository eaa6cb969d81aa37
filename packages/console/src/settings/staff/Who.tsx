import type { MemberInput, Role } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { useDepartments } from '../../team/team.ts'
import { Input, Select } from '../../ui/Field.tsx'
import { languageName } from '../../words/format.ts'
import { LANGUAGES, w } from '../../words/words.ts'
import type { Fields } from '../Adding.tsx'
import * as css from '../Rows.css.ts'
import { useLocales } from '../Tongues.tsx'
import { s } from '../words.ts'

const ROLES: readonly Role[] = ['agent', 'manager', 'owner']

/** Languages that somebody may be written to in. */
export function useTongues(more: string | null | undefined): [string, string][] {
  const tags = new Set([...useLocales(), ...Object.keys(LANGUAGES), ...(more ? [more] : [])])
  return [...tags].map((tag) => [tag, languageName(tag)])
}

/** Names with commas between, each once. */
function namesIn(text: string): string[] {
  const named = text.split(/[,、,]/).map((one) => one.trim())
  return [...new Set(named.filter(Boolean))]
}

/** Who somebody is, what they may do, and what is given to them. */
export function Who({ value, set, errorAt, all = false }: Fields<MemberInput> & { all?: boolean }) {
  const words = s().staff
  const departments = useDepartments()
  const skills = useSignal('')
  // As it is typed, commas still in the making included; else as it is.
  const named = value.skills ?? []
  const written = namesIn(skills.value).join() === named.join() ? skills.value : named.join(', ')
  const tongues = useTongues(value.language)
  return (
    <>
      <div class={css.pair}>
        <Input
          label={words.name}
          value={value.name}
          error={errorAt('name')}
          readOnly={!all}
          maxLength={200}
          onInput={(event) => set({ name: event.currentTarget.value })}
        />
        <Input
          label={words.email}
          type="email"
          value={value.email}
          error={errorAt('email')}
          readOnly={!all}
          onInput={(event) => set({ email: event.currentTarget.value })}
        />
      </div>
      <div class={css.pair}>
        <Select
          label={words.role}
          value={value.role}
          hint={words.may[value.role]}
          error={errorAt('role')}
          disabled={!all}
          options={ROLES.map((role) => [role, w().common.me.roles[role]])}
          onChange={(event) => set({ role: event.currentTarget.value as Role })}
        />
        <Select
          label={words.department}
          value={value.department ?? ''}
          error={errorAt('department')}
          disabled={!all}
          options={[['', w().common.state.none], ...departments.map(({ id, name }): [string, string] => [id, name])]}
          onChange={(event) => set({ department: event.currentTarget.value || null })}
        />
      </div>
      <div class={css.pair}>
        <Input
          label={words.skills}
          hint={words.skillsHint}
          value={written}
          readOnly={!all}
          error={errorAt('skills') ?? errorAt('skills.0')}
          onInput={(event) => {
            skills.value = event.currentTarget.value
            set({ skills: namesIn(skills.value) })
          }}
        />
        <Select
          label={words.language}
          hint={words.languageHint}
          value={value.language ?? ''}
          disabled={!all}
          error={errorAt('language')}
          options={[['', words.languageOfShop], ...tongues]}
          onChange={(event) => set({ language: event.currentTarget.value || null })}
        />
      </div>
    </>
  )
}
