import type { Database } from '../database/engine.ts'
import { instantOf } from '../promise/calendar.ts'
import type { Site } from '../site/store.ts'
import { Usage } from './print.ts'
import { chosenSite, withDatabase } from './store.ts'

/** What most commands take. */
export interface Flags {
  site?: string
  json?: true
}

export const site = ['--site <key>', 'the site (needed when there are several)'] as const
export const json = ['--json', 'print JSON'] as const

/** Does something at the chosen site. */
export function at(flags: Flags, work: (database: Database, site: Site) => Promise<void>): Promise<void> {
  return withDatabase(async (database) => work(database, await chosenSite(database, flags.site)))
}

/** A time as somebody types it: a date begins where the shop is. What is no time is given back for others to refuse. */
export function timeAt({ timeZone }: Pick<Site, 'timeZone'>, typed: string): string {
  const date = /^\d{4}-\d\d-\d\d$/.test(typed)
  const at = Date.parse(date ? `${typed}T00:00:00Z` : typed)
  return Number.isNaN(at) ? typed : new Date(date ? instantOf(timeZone, at) : at).toISOString()
}

/** What is read, or an error of use. */
export function read<T>(parsed: {
  success: boolean
  data?: T
  error?: { issues: { path: PropertyKey[]; message: string }[] }
}): T {
  if (parsed.success) return parsed.data as T
  throw new Usage(parsed.error!.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; '))
}
