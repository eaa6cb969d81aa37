import type { Site } from '@earshot/sdk/contract'
import { may } from '../session/session.ts'
import { PartPage, Section } from '../settings/Section.tsx'
import { Input } from '../ui/Field.tsx'
import { Fault, Hint, Wait } from '../ui/States.tsx'
import { s } from './words.ts'
import { Origins } from './Origins.tsx'
import { Seen } from './Seen.tsx'
import { useSite, useSiteEdit, useSnippet } from './site.ts'
import { Snippet } from './Snippet.tsx'

/** Settings: the line for the shop's pages, and whose pages may send. */
export default function OriginsPart() {
  const words = s().shop
  const site = useSite()
  const snippet = useSnippet(true)
  const error = site.error ?? snippet.error
  return (
    <PartPage name="origins">
      <Fault error={error} again={() => Promise.all([site.refetch(), snippet.refetch()])} />
      {!may('owner') && <Hint>{words.ownerOnly}</Hint>}
      {site.data && snippet.data ? (
        <>
          <Section title={words.snippet.title} explanation={words.snippet.more}>
            <Snippet snippet={snippet.data} />
          </Section>
          <Section title={words.seen.title} explanation={words.seen.more}>
            <Seen snippet={snippet.data} />
          </Section>
          <OriginsSection site={site.data} />
          <PrivacySection site={site.data} />
        </>
      ) : (
        !error && <Wait />
      )}
    </PartPage>
  )
}

function OriginsSection({ site }: { site: Site }) {
  const words = s().shop.origins
  const edit = useSiteEdit(site)
  return (
    <Section title={words.title} explanation={words.more} edit={edit}>
      <Origins edit={edit} />
    </Section>
  )
}

function PrivacySection({ site }: { site: Site }) {
  const words = s().shop.privacy
  const edit = useSiteEdit(site)
  return (
    <Section title={words.title} explanation={words.more} edit={edit}>
      <Input
        label={words.url}
        type="url"
        optional
        placeholder="https://shop.example/privacy"
        value={edit.value.privacyUrl ?? ''}
        error={edit.errorAt('privacyUrl')}
        onInput={(event) => edit.set({ privacyUrl: event.currentTarget.value.trim() || null })}
      />
    </Section>
  )
}
