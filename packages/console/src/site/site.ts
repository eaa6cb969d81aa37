import { EarshotError } from '@earshot/sdk'
import type { MailSettings, Site, SiteChange, SiteSnippet, WidgetText } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import { queries, stale, useQuery } from '../api/query.ts'
import { session } from '../session/session.ts'
import { useEdit, type Edit } from '../settings/edit.ts'
import { number } from '../words/format.ts'
import { s } from './words.ts'

export const SITE = { queryKey: ['site', 'own'], queryFn: (): Promise<Site> => api.site.get() }
export const TEXTS = { queryKey: ['site', 'texts'], queryFn: (): Promise<WidgetText[]> => api.site.texts() }

/** What the shop is set to. */
export function useSite() {
  return useQuery(SITE)
}

export function useTexts() {
  return useQuery(TEXTS)
}

/** @param watched whether somebody waits for it to change: times when a page was seen are told by no event */
export function useSnippet(watched = false) {
  return useQuery<SiteSnippet>({
    queryKey: ['site', 'snippet'],
    queryFn: () => api.site.snippet(),
    ...(watched ? { refetchInterval: 10_000 } : {}),
  })
}

export function useMail() {
  return useQuery<MailSettings>({ queryKey: ['site', 'mail'], queryFn: () => api.mail.settings() })
}

/** Has everything that shows the shop follow. */
function adopt(site: Site): void {
  queries.setQueryData(['site', 'own'], site)
  stale('site', 'snippet')
  stale('site', 'history')
  const { key, name, locale, timeZone } = site
  const by = session.peek()
  if (by) session.value = { ...by, site: { ...by.site, key, name, locale, timeZone } }
}

/** Changes the shop's settings, over what they were when `base` was read. */
export async function changeSite(changes: Omit<SiteChange, 'version'>, base: Site): Promise<void> {
  try {
    adopt(await api.site.change({ version: base.version, ...changes }))
  } catch (error) {
    // Whoever goes on does so from what there is now.
    if (error instanceof EarshotError && error.code === 'site_changed') adopt(await api.site.get())
    throw error
  }
}

/** What of `changes` is to be sent: of the texts those that are otherwise. */
function asChange(changes: Partial<Site>, base: Site): Omit<SiteChange, 'version'> {
  const { texts, launcher, key: _key, version: _version, changedAt: _at, limits: _limits, ...others } = changes
  const rest = { ...others, ...(launcher ? { launcher: withoutBlanks(launcher) } : {}) }
  if (!texts) return rest
  const keys = new Set([...Object.keys(texts), ...Object.keys(base.texts)])
  const otherwise = [...keys].filter((key) => JSON.stringify(texts[key]) !== JSON.stringify(base.texts[key]))
  return { ...rest, texts: Object.fromEntries(otherwise.map((key) => [key, texts[key] ?? null])) }
}

/** The button's pages without empty lines. */
export function withoutBlanks(launcher: Site['launcher']): Site['launcher'] {
  const lines = (list: readonly string[]) => list.map((line) => line.trim()).filter((line) => line !== '')
  return { ...launcher, only: lines(launcher.only), except: lines(launcher.except) }
}

/** Settings of the shop that are being changed. */
export function useSiteEdit(site: Site): Edit<Site> {
  return useEdit(site, (changes, base) => changeSite(asChange(changes, base), base))
}

/** The names of changed fields, as people call them: `theme.accent` is of the colours. */
export function fieldNames(fields: readonly string[]): string {
  const names = s().shop.history.fields
  return [...new Set(fields.map((field) => names[field.split('.')[0]!] ?? field))].join(', ')
}

/** What somebody else changed meanwhile, where an error tells of it. */
export function changedBy(error: EarshotError | undefined): string | undefined {
  const changes = error?.problem?.site?.changes
  if (!changes?.length) return undefined
  const names = [...new Set(changes.map(({ by }) => by))].join(', ')
  return s().shop.history.changedBy(names, fieldNames(changes.flatMap(({ fields }) => fields)))
}

/** A share of a hundred, as text. */
export function done(percent: number): string {
  return number(percent / 100, { style: 'percent' })
}
