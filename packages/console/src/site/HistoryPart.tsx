import { api } from '../api/client.ts'
import { useQuery } from '../api/query.ts'
import { PartPage, Section } from '../settings/Section.tsx'
import { When } from '../ui/Marks.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { s } from './words.ts'
import * as css from './Site.css.ts'
import { fieldNames } from './site.ts'

/** Settings: who changed which of them, and when. */
export default function HistoryPart() {
  const words = s().shop.history
  const { data, error, refetch } = useQuery({ queryKey: ['site', 'history'], queryFn: () => api.site.history() })
  return (
    <PartPage name="history">
      <Section title={words.title} explanation={words.more}>
        <Fault error={error} again={() => refetch()} />
        {!data && !error && <Wait />}
        {data?.length === 0 && <p class={css.hint}>{words.none}</p>}
        <ol class={css.rows}>
          {data?.map(({ version, at, by, fields }) => (
            <li key={version} class={css.line}>
              <div class={css.grow}>
                <span class={css.strong}>{fieldNames(fields)}</span>
                <span class={css.hint}>{by.kind === 'system' ? words.system : by.name}</span>
              </div>
              <span class={css.hint}>
                <When at={at} />
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </PartPage>
  )
}
