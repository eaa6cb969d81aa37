import type { Config } from '../config.ts'
import type { Database } from '../database/engine.ts'
import { JOBS } from '../jobs/schedule.ts'
import { jobRuns } from '../jobs/store.ts'
import { MailFault } from '../notify/fault.ts'
import { createMailer, ownMailer } from '../notify/mail.ts'
import type { Mailer } from '../notify/message.ts'
import { ownMail } from '../notify/settings.ts'
import { listSites } from '../site/store.ts'
import type { Finding } from './finding.ts'
import { plain } from './print.ts'

const MINUTE = 60_000
/** Mail that is due longer than this is not going. */
const LATE_MS = 15 * MINUTE
/** A job that is late by more than this, and by more than its period, is run by nobody. */
const IDLE_MS = 10 * MINUTE

/** What the server should do by itself: whether mail goes, what waits, and whether the jobs run. */
export async function duties(config: Config, database: Database, now: number): Promise<Finding[]> {
  return [
    ...(await ways(config, database)),
    ...(await waiting(config, database, now)),
    ...(await webhooks(database)),
    ...(await jobs(database, now)),
  ]
}

/** The operator's way for mail, or that of each site that has one. */
async function ways(config: Config, database: Database): Promise<Finding[]> {
  const mailer = createMailer(config)
  if (mailer && config.mail) {
    const from = `from ${config.mail.from.address}`
    if ('smtp' in config.mail.by) return [await way('mail', mailer, from)]
    const said = `by the hook at ${mailer.where}, ${from}; try it: earshot mail test --to …`
    return [{ about: 'mail', state: 'ok', said }]
  }
  const found: Finding[] = []
  for (const site of await listSites(database)) {
    const own = await ownMail(database.write, site.id)
    const theirs = ownMailer(site, own, config.allowHosts)
    if (theirs) found.push(await way(`${site.key} mail`, theirs, `from ${own.from!.address}`))
  }
  if (found.length > 0) return found
  const said =
    'no way for mail is set up: it waits in the outbox, three days at most. ' +
    'Set EARSHOT_SMTP or EARSHOT_MAIL_HOOK, and EARSHOT_MAIL_FROM. See docs/mail.md.'
  return [{ about: 'mail', state: 'warn', said }]
}

async function way(about: string, mailer: Mailer, from: string): Promise<Finding> {
  try {
    await mailer.check()
    return { about, state: 'ok', said: `${mailer.where} lets us in, ${from}` }
  } catch (error) {
    if (!(error instanceof MailFault)) throw error
    return { about, state: 'fail', said: `${plain(error.message)} ${error.next}` }
  }
}

async function waiting(config: Config, database: Database, now: number): Promise<Finding[]> {
  const count = (state: 'queued' | 'dead') =>
    database.read
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('state', '=', state)
  const { rows: late } = await count('queued')
    .where('due_at', '<', now - LATE_MS)
    .executeTakeFirstOrThrow()
  const { rows: queued } = await count('queued').executeTakeFirstOrThrow()
  const { rows: dead } = await count('dead').executeTakeFirstOrThrow()
  const found: Finding[] = []
  if (late > 0 && config.mail)
    found.push({
      about: 'outbox',
      state: 'warn',
      said: `${late} mails should be gone by now. Does the server run? "earshot outbox list --state queued" says why.`,
    })
  if (dead > 0)
    found.push({
      about: 'outbox',
      state: 'warn',
      said: `${dead} ${dead === 1 ? 'mail' : 'mails'} did not go: "earshot outbox list --state dead" says why, "earshot outbox replay" tries again.`,
    })
  return found.length > 0 ? found : [{ about: 'outbox', state: 'ok', said: `${queued} mails wait for their time` }]
}

/** Addresses that are not told what happens, though somebody thinks so. */
async function webhooks(database: Database): Promise<Finding[]> {
  const rows = await database.read
    .selectFrom('webhook as w')
    .innerJoin('site as s', 's.site_id', 'w.site_id')
    .select(['s.key', 'w.webhook_id', 'w.state', 'w.reason', 'w.failures'])
    .select((eb) =>
      eb
        .selectFrom('delivery as d')
        .select((of) => of.fn.countAll<number>().as('rows'))
        .whereRef('d.site_id', '=', 'w.site_id')
        .whereRef('d.webhook_id', '=', 'w.webhook_id')
        .where('d.state', '=', 'dead')
        .as('dead'),
    )
    .orderBy('w.site_id')
    .orderBy('w.webhook_id')
    .execute()
  const found = rows.flatMap(({ key, webhook_id: id, state, reason, failures, dead }): Finding[] => {
    const about = `${key} webhook`
    const log = `"earshot webhook deliveries ${id} --site ${key}" says why`
    if (state === 'off')
      // What somebody switched off is off.
      return reason === null ? [] : [{ about, state: 'warn', said: `${id} was switched off. ${reason}` }]
    if (failures > 1) return [{ about, state: 'warn', said: `${id} does not answer: ${log}.` }]
    if (!dead) return []
    const again = `"earshot webhook replay ${id} --site ${key}" sends them again`
    return [{ about, state: 'warn', said: `${dead} events did not get to ${id}: ${log}, ${again}.` }]
  })
  if (found.length > 0 || rows.length === 0) return found
  return [{ about: 'webhooks', state: 'ok', said: `${rows.length} are told what happens` }]
}

async function jobs(database: Database, now: number): Promise<Finding[]> {
  const runs = await jobRuns(database)
  const known = JOBS.flatMap((job) => {
    const run = runs.get(job.name)
    return run ? [{ job, run }] : []
  })
  const failing = known.filter(({ run }) => run.error !== null)
  const late = known.filter(({ job, run }) => run.next_at + Math.max(job.every, IDLE_MS) < now)
  const found = failing.map(({ job, run }): Finding => ({
    about: 'jobs',
    state: 'warn',
    said: `${job.name} failed: ${plain(run.error!, 200)}`,
  }))
  if (late.length > 0)
    found.push({
      about: 'jobs',
      state: 'warn',
      said: `${late.map(({ job }) => job.name).join(', ')} should have run: is the server running?`,
    })
  return found.length > 0 ? found : [{ about: 'jobs', state: 'ok', said: `${known.length} of ${JOBS.length} have run` }]
}
