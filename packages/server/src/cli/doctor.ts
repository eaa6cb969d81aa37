import * as crypto from 'node:crypto'
import { access, constants, statfs } from 'node:fs/promises'
import type { Command } from 'commander'
import { loadConfig, type Config } from '../config.ts'
import { openDatabase, type Database } from '../database/engine.ts'
import { brokenHistories } from '../complaint/audit.ts'
import { miscounted } from '../complaint/store.ts'
import { listSites, type Site } from '../site/store.ts'
import { backAgain } from '../privacy/again.ts'
import { copyIn, missing } from '../privacy/file.ts'
import { unfound } from '../search/audit.ts'
import { hasOwner } from '../staff/link.ts'
import { readWidget } from '../site/widget.ts'
import { duties } from './duties.ts'
import type { Finding } from './finding.ts'
import { printJson } from './print.ts'
import { requireData } from './store.ts'

const message = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Free space below which a server should not be left alone: some days of feedback and a checkpoint. */
const FREE_BYTES = 500 * 1024 * 1024

async function surroundings(config: Config): Promise<Finding[]> {
  const { hostname, protocol } = new URL(config.url)
  const local = hostname === 'localhost'
  const found: Finding[] = [
    typeof crypto.argon2 === 'function'
      ? { about: 'Node', state: 'ok', said: process.version }
      : { about: 'Node', state: 'fail', said: `${process.version} is too old: install Node 24.7 or newer.` },
    local
      ? {
          about: 'address',
          state: 'warn',
          said: `${config.url} is for this machine only. Set EARSHOT_URL to the public address.`,
        }
      : protocol === 'https:'
        ? { about: 'address', state: 'ok', said: config.url }
        : {
            about: 'address',
            state: 'warn',
            said: `${config.url} is not HTTPS; browsers block it on HTTPS shops. See docs/hosting.md.`,
          },
  ]
  if (config.rateLimit === 0)
    found.push({
      about: 'rate limit',
      state: 'warn',
      said: 'EARSHOT_RATE_LIMIT=0 switches every limit off; unset it outside of load tests.',
    })
  try {
    await access(config.data, constants.W_OK)
    const { bavail, bsize } = await statfs(config.data)
    const free = bavail * bsize
    const said = `${(free / 1024 ** 3).toFixed(1)} GiB free at ${config.data}`
    found.push({
      about: 'disk',
      state: free > FREE_BYTES ? 'ok' : 'warn',
      said: free > FREE_BYTES ? said : `${said}: make room.`,
    })
  } catch (error) {
    found.push({
      about: 'disk',
      state: 'fail',
      said: `${config.data} cannot be written (${message(error)}). Make the folder and give it to this user.`,
    })
  }
  try {
    const widget = await readWidget()
    found.push({ about: 'widget', state: 'ok', said: `${Object.keys(widget.files).length} load units` })
  } catch (error) {
    found.push({ about: 'widget', state: 'fail', said: message(error) })
  }
  return found
}

async function data(database: Database, config: Config): Promise<Finding[]> {
  const found: Finding[] = [{ about: 'database', state: 'ok', said: `${database.engine}, ${database.where}` }]
  try {
    await database.check()
    found.push({ about: 'writing', state: 'ok', said: 'a row was written and taken back' })
  } catch (error) {
    found.push({
      about: 'writing',
      state: 'fail',
      said: `${message(error)}. Free the disk, or bring the database back.`,
    })
  }
  const broken = await database.integrity()
  found.push(
    broken.length === 0
      ? { about: 'integrity', state: 'ok', said: 'the database finds no fault in itself' }
      : {
          about: 'integrity',
          state: 'fail',
          said: `${broken[0]!} (${broken.length} findings). Keep a copy of the files, then restore the last backup.`,
        },
  )
  const sites = await listSites(database)
  if (sites.length === 0) found.push({ about: 'sites', state: 'warn', said: 'none yet: earshot init' })
  for (const site of sites) {
    found.push(
      site.origins.length > 0
        ? { about: site.key, state: 'ok', said: `${site.name}, ${site.origins.join(' ')}` }
        : {
            about: site.key,
            state: 'warn',
            said: `no page may send: earshot site set ${site.key} --origin https://shop.example`,
          },
    )
    if (!(await hasOwner(database.write, site.id)))
      found.push({
        about: `${site.key} staff`,
        state: 'warn',
        said: 'no owner can sign in yet: the next "earshot start" prints a link for the first owner',
      })
    const wrong = await miscounted(database, site.id)
    found.push(
      wrong.length === 0
        ? {
            about: `${site.key} complaints`,
            state: 'ok',
            said: 'every number counts once, every complaint has its words',
          }
        : {
            about: `${site.key} complaints`,
            state: 'fail',
            said: `${wrong.join('; ')}. Please report this, with the output of "earshot doctor --json".`,
          },
    )
    found.push(await words(database, site))
    found.push(await erased(database, site, config.data))
    const broken = await brokenHistories(database, site.id)
    found.push(
      broken.length === 0
        ? { about: `${site.key} histories`, state: 'ok', said: 'every row is as it was written' }
        : {
            about: `${site.key} histories`,
            state: 'fail',
            said: `${broken.slice(0, 5).join('; ')} (${broken.length} in all). Somebody changed the database by hand: compare with a backup.`,
          },
    )
  }
  return found
}

/** Whether anything is here that was erased, as after a restore. */
async function erased(database: Database, site: Site, folder: string): Promise<Finding> {
  const about = `${site.key} privacy`
  const copy = copyIn(folder)
  const lacking = copy === undefined ? 0 : await missing(database, copy)
  const { feedback, customers, orders } = await backAgain(database, site.id)
  const back = feedback.length + customers.length + orders.length
  if (back === 0 && lacking === 0) return { about, state: 'ok', said: 'nothing that was erased is here' }
  const said =
    back > 0 ? `${back} things are here again that were erased` : `${copy} tells of erasures that are unknown here`
  return { about, state: 'fail', said: `${said}, as after a restore. Erase them: earshot privacy again` }
}

/** Whether all of a site can be found by its words. */
async function words(database: Database, site: Site): Promise<Finding> {
  const about = `${site.key} search`
  const missing = await unfound(database, site.id)
  if (missing === 'filling')
    return { about, state: 'ok', said: 'the newest words are about to become findable, while a server runs' }
  return missing.length === 0
    ? { about, state: 'ok', said: 'all is findable' }
    : { about, state: 'warn', said: `${missing.join('; ')}. Make it anew: earshot search rebuild --site ${site.key}` }
}

/** `earshot doctor`: what could go wrong, before it does. Exit code 1 when something has. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check settings, disk, database, figures, mail and jobs')
    .option('--json', 'print JSON')
    .action(async (flags: { json?: true }) => {
      const config = loadConfig()
      const found = await surroundings(config)
      try {
        requireData(config)
        const database = await openDatabase(config)
        try {
          found.push(...(await data(database, config)))
          found.push(...(await duties(config, database, Date.now())))
        } finally {
          await database.close()
        }
      } catch (error) {
        found.push({ about: 'database', state: 'fail', said: message(error) })
      }
      if (found.some(({ state }) => state === 'fail')) process.exitCode = 1
      if (flags.json) return printJson(found)
      const marks = { ok: 'ok  ', warn: 'look', fail: 'FAIL' }
      for (const { about, state, said } of found) console.log(`${marks[state]}  ${about.padEnd(20)} ${said}`)
    })
}
