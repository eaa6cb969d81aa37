import type { SiteSettings } from '@earshot/sdk/contract'
import type { Baked } from '../loader/baked.ts'
import type { PhotoWords } from '../photo/text/en.ts'
import type { LateWords } from '../text/late/en.ts'
import type { Words } from '../text/en.ts'

/** A file of src/text. */
export interface Language {
  default: Words
  late: () => Promise<{ default: LateWords; photo: () => Promise<{ default: PhotoWords }> }>
}

const kept: Record<string, Promise<SiteSettings>> = {}

async function settings(url: string): Promise<SiteSettings> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`Earshot: ${url} answered ${response.status}. Check key and origins.`)
  return response.json() as Promise<SiteSettings>
}

/** A site's settings and the widget's own words in a language of the site, fetched at the same time and once. */
export function load({ url, key, files, text }: Baked, locale: string): Promise<[SiteSettings, Language]> {
  const [, language] = /(.+)-/.exec(locale) ?? []
  const file = files[`text/${locale}`] ?? files[`text/${language}`] ?? files['text/en']
  const address = `${url}/v1/sites/${key}?locale=${locale}`
  return Promise.all([
    // A failure is forgotten, so that the next call tries again.
    (kept[address] ??= settings(address).catch((reason: unknown) => {
      delete kept[address]
      throw reason
    })),
    // Pages that bundle the widget bring its words with them.
    (text ? text(locale) : import(/* @vite-ignore */ `${url}/w/${file}`)) as Promise<unknown> as Promise<Language>,
  ])
}
