import { type FeedbackInput, Outcome, Stage } from '@earshot/sdk/contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ENGINES, freshConfig } from '../../test/engines.ts'
import { lookForClusters } from '../cluster/look.ts'
import { brokenHistories } from '../complaint/audit.ts'
import { breakSilence } from '../complaint/silence.ts'
import { miscounted } from '../complaint/store.ts'
import { type Database, openDatabase } from '../database/engine.ts'
import { planFollowups } from '../followup/plan.ts'
import { loadMoments } from '../moment/store.ts'
import { checkAnswers } from '../moment/validate.ts'
import { escalateDue } from '../promise/escalate.ts'
import type { Site } from '../site/store.ts'
import { signIn, setUp } from '../staff/account.ts'
import { addStaff, listStaff } from '../staff/store.ts'
import { ensureDemoSite, seedDemo } from './seed.ts'
import { ownerLink } from './team.ts'

/** A Saturday in November, so that weekends and working hours are always the same. */
const UNTIL = Date.parse('2026-11-21T15:30:00Z')
const URL = 'https://earshot.example'

interface Told {
  database: Database
  site: Site
  made: { feedback: number; complaints: number }
}

async function told(
  engine: Database['engine'],
  before?: (database: Database, site: Site) => Promise<void>,
  until = UNTIL,
): Promise<Told> {
  const database = await openDatabase(await freshConfig(engine))
  onTestFinished(() => database.close())
  const site = await ensureDemoSite(database)
  await before?.(database, site)
  return { database, site, made: await again(database, site, 42, until) }
}

function again(database: Database, site: Site, days = 42, until = UNTIL) {
  return seedDemo(database, site, { seed: 1, days, until }, () => {})
}

const complaints = ({ database }: Pick<Told, 'database'>) =>
  database.read.selectFrom('complaint').selectAll().orderBy('number').execute()

describe.each(ENGINES)('the demo on %s', (engine) => {
  it('has complaints at every stage and of every outcome, in three languages, each with a true history', async () => {
    const { database, site, made } = await told(engine)
    const rows = await complaints({ database })
    expect(rows.length).toBe(made.complaints)
    expect(rows.length).toBeGreaterThanOrEqual(30)
    expect(new Set(rows.map(({ stage }) => stage))).toEqual(new Set(Stage.options))
    expect(new Set(rows.flatMap(({ outcome }) => outcome ?? []))).toEqual(new Set(Outcome.options))
    expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['en', 'ko', 'zh-Hant']))
    expect(rows.some(({ asked }) => asked === 1)).toBe(true)
    expect(rows.some(({ safety, stage }) => safety === 1 && stage !== 'closed')).toBe(true)
    expect(await brokenHistories(database, site.id)).toEqual([])
    expect(await miscounted(database, site.id)).toEqual([])
    const photos = await database.read.selectFrom('attachment').select('claimed_by').execute()
    expect(photos.length).toBeGreaterThan(3)
    expect(photos.every(({ claimed_by }) => claimed_by !== null)).toBe(true)
  })

  it('knows its customers by their orders, and what helped, what went wrong and what is done about it', async () => {
    const { database, site } = await told(engine)
    const { read } = database
    const cards = await read.selectFrom('feedback').select('customer_id').where('order_id', 'is not', null).execute()
    expect(cards.length).toBeGreaterThan(100)
    expect(cards.every(({ customer_id }) => customer_id !== null)).toBe(true)
    const used = await read.selectFrom('solution').selectAll().where('uses', '>', 0).execute()
    expect(used.some(({ decided, confirmed }) => decided > 0 && confirmed > 0)).toBe(true)
    const saved = await read.selectFrom('solution').select('source').where('source', 'is not', null).execute()
    expect(saved.length).toBeGreaterThan(0)
    const done = await read.selectFrom('improvement').selectAll().where('effective', '=', 1).execute()
    expect(done).toHaveLength(1)
    expect(await read.selectFrom('labelled').selectAll().execute()).not.toEqual([])
    const needs = { database, config: { url: URL } }
    await lookForClusters(needs, UNTIL)
    const found = await read.selectFrom('cluster').select(['kind', 'label']).where('kind', '=', 'batch').execute()
    expect(found).toEqual([{ kind: 'batch', label: 'M47' }])
    await planFollowups(needs, UNTIL)
    const calls = await read.selectFrom('followup').selectAll().where('state', '=', 'open').execute()
    expect(calls.filter(({ kind, channel }) => kind === 'purchase' && channel === 'phone').length).toBeGreaterThan(1)
    expect(await brokenHistories(database, site.id)).toEqual([])
  })

  it.each([5, 19])('mails nobody about the past at %i o’clock: neither the telling nor jobs', async (hour) => {
    const until = Date.parse('2026-11-25T00:10:00Z') + hour * 3_600_000
    const { database } = await told(engine, undefined, until)
    const late = await database.read.selectFrom('clock').select('kind').where('escalated', '=', 3).execute()
    expect(late.length).toBeGreaterThan(0)
    expect(await escalateDue(database, URL, until)).toBe(0)
    expect(await breakSilence({ database, config: { url: URL } }, until)).toBe(0)
    expect(await database.read.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  it('says nothing that customers could not have said', async () => {
    const { database, site } = await told(engine)
    const moments = await loadMoments(database, site.id)
    const rows = await database.read.selectFrom('feedback').select(['moment', 'answers']).execute()
    for (const { moment, answers } of rows) {
      const history = moments.get(moment)!
      const given = JSON.parse(answers) as FeedbackInput['answers']
      expect([moment, given, checkAnswers(given, history.current, history).errors]).toEqual([moment, given, []])
    }
  })

  it('is the same from the same seed, and told twice adds nothing', async () => {
    const one = await told(engine)
    const other = await told(engine)
    const plot = async ({ database }: Told) =>
      (await complaints({ database })).map(({ number, feedback_id, stage, opened_at, due_at, version }) => ({
        number,
        feedback_id,
        stage,
        opened_at,
        due_at,
        version,
      }))
    expect(await plot(other)).toEqual(await plot(one))
    expect(await again(one.database, one.site)).toEqual({ feedback: 0, complaints: 0 })
    expect(await plot(one)).toEqual(await plot(other))
  })

  it('goes back as far as it is asked to, and what is older has come to its end', async () => {
    const { database, site } = await told(engine)
    const { complaints: more } = await again(database, site, 84)
    expect(more).toBeGreaterThan(5)
    const old = await database.read
      .selectFrom('complaint')
      .select(['stage', 'due_at'])
      .where('opened_at', '<', UNTIL - 42 * 86_400_000)
      .execute()
    expect(old.length).toBe(more)
    expect(old.every(({ stage, due_at }) => stage === 'closed' && due_at === null)).toBe(true)
    expect(await brokenHistories(database, site.id)).toEqual([])
  })

  it('lets nobody in but by the link, by which its owner comes once', async () => {
    const { database, site } = await told(engine)
    const staff = await listStaff(database.read, site.id)
    expect(staff.length).toBeGreaterThanOrEqual(5)
    expect(staff.filter(({ absence }) => absence !== null)).toHaveLength(1)
    for (const password of ['', 'password', 'demo', 'nobody'])
      await expect(signIn(database, { email: staff[0]!.email, password }, '::1')).rejects.toMatchObject({
        code: 'sign_in_failed',
      })
    const link = (await ownerLink(database, URL, site))!
    const token = link.slice(link.lastIndexOf('/') + 1)
    await setUp(database, { token, password: 'a long enough password' })
    const owner = staff.find(({ role }) => role === 'owner')!
    await signIn(database, { email: owner.email, password: 'a long enough password' }, '::1')
    expect(await ownerLink(database, URL, site)).toBeUndefined()
  })

  it('puts none of its people into a site that has staff of its own', async () => {
    const { database, site, made } = await told(engine, async (there, { id }) => {
      await there.transaction((tx) => addStaff(tx, id, { name: 'Ada', email: 'ada@shop.example', role: 'owner' }))
    })
    expect((await listStaff(database.read, site.id)).map(({ name }) => name)).toEqual(['Ada'])
    expect(made.complaints).toBeGreaterThan(20)
    expect((await complaints({ database })).every(({ stage }) => stage === 'received')).toBe(true)
  })
})
