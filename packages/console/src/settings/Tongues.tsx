import type { Text } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { session } from '../session/session.ts'
import { Area, Input } from '../ui/Field.tsx'
import { languageName } from '../words/format.ts'
import * as css from './Rows.css.ts'

/** Languages of the shop, its own first. */
export function useLocales(): readonly string[] {
  const site = useQuery({ queryKey: ['site', 'own'], queryFn: () => api.site.get(), staleTime: 600_000 }).data
  return site?.locales ?? [session.value!.site.locale]
}

/** One text in each language of the shop, and in those that it has already. */
export function Tongues({
  label,
  hint,
  value,
  error,
  long,
  readOnly = false,
  onChange,
}: {
  label: string
  hint?: string
  value: Text
  error?: string | undefined
  long?: boolean
  readOnly?: boolean
  onChange: (text: Text) => unknown
}) {
  const tags = [...new Set([...useLocales(), ...Object.keys(value)])]
  const Field = long ? Area : Input
  const [first] = tags
  return (
    <div class={css.pair}>
      {tags.map((tag) => (
        <Field
          key={tag}
          label={tags.length > 1 ? `${label} · ${languageName(tag)}` : label}
          lang={tag}
          {...(tag === first ? { hint, error } : { optional: true })}
          readOnly={readOnly}
          value={value[tag] ?? ''}
          onInput={(event: Event & { currentTarget: { value: string } }) => {
            const { [tag]: _, ...others } = value
            const said = event.currentTarget.value
            onChange(said === '' ? others : { ...others, [tag]: said })
          }}
        />
      ))}
    </div>
  )
}

/** A lasting id from a name: `Came late` becomes `came-late`; of a name without Latin letters one by the time. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 40)
  return slug || `c-${Date.now().toString(36)}`
}
