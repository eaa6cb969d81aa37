import type { Site } from '@earshot/sdk/contract'
import { Seen } from '../site/Seen.tsx'
import { useSiteEdit, useSnippet } from '../site/site.ts'
import { Snippet } from '../site/Snippet.tsx'
import { Input } from '../ui/Field.tsx'
import { Fault, Wait } from '../ui/States.tsx'
import { s } from '../site/words.ts'
import { Step } from './Step.tsx'
import * as css from './Welcome.css.ts'

/** The line to paste, whether it was seen, and the privacy notice that the shop's customers are led to. */
export function PageStep({ site }: { site: Site }) {
  const words = s().welcome.page
  const snippet = useSnippet(true)
  const edit = useSiteEdit(site)
  const privacy = s().shop.privacy
  const works = snippet.data?.seen.some(({ allowed }) => allowed) ?? false
  return (
    <Step name="page" title={words.title} more={words.more} edits={[edit]} isDone={works}>
      <Fault error={snippet.error} again={() => snippet.refetch()} />
      {snippet.data ? (
        <>
          <section class={css.part}>
            <Snippet snippet={snippet.data} />
          </section>
          <section class={css.part}>
            <h2 class={css.sub}>{s().shop.seen.title}</h2>
            <Seen snippet={snippet.data} waiting />
          </section>
        </>
      ) : (
        !snippet.error && <Wait />
      )}
      <section class={css.part}>
        <Input
          label={privacy.url}
          hint={privacy.more}
          type="url"
          optional
          placeholder="https://shop.example/privacy"
          value={edit.value.privacyUrl ?? ''}
          error={edit.errorAt('privacyUrl')}
          onInput={(event) => edit.set({ privacyUrl: event.currentTarget.value.trim() || null })}
        />
      </section>
      {!works && (
        <p class={css.more}>
          <strong>{words.withoutTitle}</strong> {words.without}
        </p>
      )}
    </Step>
  )
}
