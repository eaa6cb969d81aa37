import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfig, type Config } from '../config.ts'
import { openDatabase, type Database } from '../database/engine.ts'
import { Problem } from '../problem.ts'
import { findSite, listSites, type Site } from '../site/store.ts'
import { Usage } from './print.ts'

/** A slip in EARSHOT_DATA must not make a second, empty place that everything then seems to be missing from. */
export function requireData({ data, databaseUrl }: Config): void {
  if (databaseUrl === undefined && !existsSync(join(data, 'earshot.db')))
    throw new Usage(`There is no data in ${data}. Compare EARSHOT_DATA, or make the first site with "earshot init".`)
}

/**
 * Opens the configured database for one command, and closes it whatever happens. A running server is not disturbed.
 *
 * @param make whether the command may make a new one
 */
export async function withDatabase<R>(
  work: (database: Database, config: Config) => Promise<R>,
  make = false,
): Promise<R> {
  const config = loadConfig()
  if (!make) requireData(config)
  const database = await openDatabase(config)
  try {
    return await work(database, config)
  } finally {
    await database.close()
  }
}

/** What a store refuses because of what was asked is the user's to mend: said in one line. */
export async function told<R>(work: Promise<R>): Promise<R> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Problem && error.status < 500) throw new Usage(error.message)
    throw error
  }
}

/** The site that a command means: the one named, or the only one there is. */
export async function chosenSite(database: Database, key: string | undefined): Promise<Site> {
  if (key !== undefined) {
    const site = await findSite(database, key)
    if (site) return site
    throw new Usage(`There is no site ${key} in ${database.where}. "earshot site list" shows those there are.`)
  }
  const [first, second] = await listSites(database)
  if (!first) throw new Usage(`There is no site in ${database.where} yet. "earshot init" makes the first.`)
  if (second) throw new Usage('There are several sites: name one with --site. "earshot site list" shows them.')
  return first
}
