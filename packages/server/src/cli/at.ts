import type { Database } from '../database/engine.ts'
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

/** What is read, or an error of use. */
export function read<T>(parsed: {
  success: boolean
  data?: T
  error?: { issues: { path: PropertyKey[]; message: string }[] }
}): T {
  if (parsed.success) return parsed.data as T
  throw new Usage(parsed.error!.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; '))
}
