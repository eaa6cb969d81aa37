import type { Site } from '@earshot/sdk/contract'
import { useSignal } from '@preact/signals'
import { may } from '../session/session.ts'
import { Preview } from '../settings/Preview.tsx'
import { Section } from '../settings/Section.tsx'
import { href } from '../shell/address.ts'
import { Bar } from '../shell/Panes.tsx'
import { Fault, Hint, Wait } from '../ui/States.tsx'
import { s } from './words.ts'
import { w } from '../words/words.ts'
import { Launcher } from './Launcher.tsx'
import * as css from './Site.css.ts'
import { useSite, useSiteEdit, useTexts } from './site.ts'
import { Texts } from './Texts.tsx'
import { drawable, Theme } from './Theme.tsx'

/** Settings: colours, the button, and the widget's words, with the widget beside them. */
export default function LookPart() {
  const site = useSite()
  return (
    <>
      <Bar level={2} title={w().settings.parts.look} back={href('/settings')} />
      {site.data ? (
        <Look site={site.data} />
      ) : site.error ? (
        <Fault error={site.error} again={() => site.refetch()} />
      ) : (
        <Wait />
      )}
    </>
  )
}

function Look({ site }: { site: Site }) {
  const words = s().shop
  const colours = useSiteEdit(site)
  const button = useSiteEdit(site)
  const wording = useSiteEdit(site)
  const texts = useTexts()
  const locale = useSignal(site.locale)
  const shown = site.locales.includes(locale.value) ? locale.value : site.locale
  const drafts = { ...site, theme: colours.value.theme, launcher: button.value.launcher, texts: wording.value.texts }
  return (
    <div class={css.beside}>
      <div class={css.scroll}>
        {!may('owner') && <Hint>{words.ownerOnly}</Hint>}
        <Section title={words.theme.title} explanation={words.theme.more} edit={colours}>
          <Theme edit={colours} />
        </Section>
        <Section title={words.launcher.title} explanation={words.launcher.more} edit={button}>
          <Launcher edit={button} />
        </Section>
        <Section title={words.texts.title} explanation={words.texts.more} edit={wording}>
          <Fault error={texts.error} again={() => texts.refetch()} />
          {texts.data && (
            <Texts edit={wording} texts={texts.data} locale={shown} onLocale={(tag) => (locale.value = tag)} />
          )}
        </Section>
      </div>
      {may('owner') && <Shown site={site} drafts={drafts} locale={shown} onLocale={(tag) => (locale.value = tag)} />}
    </div>
  )
}

/** The widget with what is being changed. */
export function Shown({
  site,
  drafts,
  locale,
  onLocale,
}: {
  site: Site
  drafts: Site
  locale?: string
  onLocale?: (locale: string) => unknown
}) {
  return (
    <div class={css.shown}>
      <Preview
        drafts={{ show: 'purchase', site: drawable(drafts, site) }}
        locales={drafts.locales}
        {...(locale === undefined ? {} : { locale })}
        {...(onLocale ? { onLocale } : {})}
      />
    </div>
  )
}
