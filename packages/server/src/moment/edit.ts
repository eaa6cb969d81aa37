import type { Moment, MomentEdit, MomentEventData, MomentInput } from '@earshot/sdk/contract'
import type { Database, Tx } from '../database/engine.ts'
import type { MomentTable } from '../database/tables/moment.ts'
import { record } from '../event/record.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { BUILTIN_MOMENTS } from './builtin.ts'
import { changedKinds, faultsOf } from './draft.ts'
import { type Kept, readMoments, rowOf, sameContent, takeBuiltin } from './store.ts'
import { tidy } from './texts.ts'

/** Moments of a site, Earshot's own included. */
const MOMENTS_MAX = 60

/** Who edits. */
export interface Editor {
  kind: 'staff' | 'key' | 'system'
  name: string
}

/** What an edit is done with. */
export interface Editing {
  database: Database
  siteId: string
  by: Editor
}

type Step = (tx: Tx, all: Map<string, Kept>, now: number) => Promise<string>

/**
 * Runs one edit under the lock of the site's moments, tells of it, and answers with the moment as it stands then.
 * Nothing is told where nothing came out otherwise.
 *
 * @param step resolves with the id of what it edited
 */
async function editing({ database, siteId, by }: Editing, step: Step): Promise<Kept> {
  return database.transaction(async (tx) => {
    const now = Date.now()
    await lockMoments(tx, siteId)
    const all = await readMoments(tx.query, siteId)
    const uncopied = takeBuiltin(all, siteId, now)
    if (uncopied.length > 0) await tx.insertNew('moment', uncopied)
    const before = new Map(all)
    const id = await step(tx, all, now)
    const after = (await readMoments(tx.query, siteId)).get(id)!
    const was = before.get(id)
    if (was?.current.version !== after.current.version || was.state !== after.state) {
      const data: MomentEventData = {
        moment: id,
        version: after.current.version,
        enabled: after.state === 'on',
        deleted: after.state === 'deleted',
        by: { kind: by.kind, name: by.name },
      }
      record(tx, siteId, { type: 'moment.changed', subject: `moment:${id}`, data }, now)
    }
    return after
  })
}

/** Both engines lock a row that is updated, be it to what it is. */
async function lockMoments(tx: Tx, siteId: string): Promise<void> {
  await tx.query
    .updateTable('site')
    .set({ name: (eb) => eb.ref('name') })
    .where('site_id', '=', siteId)
    .execute()
}

/** Adds a moment of the shop's own. Rejects with `name_taken` or `invalid`. */
export function addMoment(doing: Editing, input: MomentInput): Promise<Kept> {
  return editing(doing, async (tx, all, now) => {
    const known = all.get(input.id)
    if (known && known.state !== 'deleted')
      throw new Problem('name_taken', 'Another moment has this id. Choose another, or edit that one.')
    if ([...all.values()].filter(({ state }) => state !== 'deleted').length >= MOMENTS_MAX)
      throw refuse('the body', [{ path: 'id', code: 'too_big', ...says('moments_max', { n: MOMENTS_MAX }) }])
    const moment = await checked(doing, input, known)
    await putVersion(tx, doing, known, moment, { origin: 'shop', made_by: doing.by.name }, now)
    // One that was deleted goes on with its numbers: what was said to it is kept by them.
    if (known) await putState(tx, doing, input.id, 'on', now)
    return input.id
  })
}

/**
 * Saves the next version of a moment; an edit that changes nothing makes none. Rejects with `moment_unknown`,
 * `moment_changed` where another version is current than the one that the edit was made from, or `invalid`.
 */
export function saveMoment(doing: Editing, id: string, { version, ...edit }: MomentEdit): Promise<Kept> {
  return editing(doing, async (tx, all, now) => {
    const known = present(all, id)
    if (known.current.version !== version) throw changed(known)
    const moment = await checked(doing, { id, ...edit }, known)
    if (!sameContent({ ...moment, version: 0 }, known.current))
      await putVersion(tx, doing, known, moment, { origin: 'shop', made_by: doing.by.name }, now)
    return id
  })
}

/** Makes a new version that is equal to an old one. */
export function restoreMoment(doing: Editing, id: string, version: number): Promise<Kept> {
  return editing(doing, async (tx, all, now) => {
    const known = present(all, id)
    const { version: _, ...old } = requireVersion(known, version)
    // An old one was right when it was saved; what its questions became since may stand against it.
    const moment = await checked(doing, old, known)
    if (!sameContent({ ...moment, version: 0 }, known.current))
      await putVersion(tx, doing, known, moment, { origin: 'shop', made_by: doing.by.name, restored: version }, now)
    return id
  })
}

/** Goes back to what Earshot brings, and to what later versions of Earshot will bring. Rejects with `moment_unknown`. */
export function resetMoment(doing: Editing, id: string): Promise<Kept> {
  return editing(doing, async (tx, all, now) => {
    const known = present(all, id)
    const builtin = BUILTIN_MOMENTS.find((one) => one.id === id)
    if (!builtin)
      throw new Problem(
        'moment_unknown',
        'Earshot brings no moment of this id. "restore" brings back an older version.',
      )
    const { version, ...content } = builtin
    if (known.rows.get(known.current.version)!.origin === 'shop') {
      const more = { origin: 'builtin', made_by: doing.by.name, copy_of: version } as const
      await putVersion(tx, doing, known, await checked(doing, content, known), more, now)
    }
    return id
  })
}

/** Asks at a moment, or no longer. */
export function switchMoment(doing: Editing, id: string, enabled: boolean): Promise<Kept> {
  return editing(doing, async (tx, all, now) => {
    const known = present(all, id)
    const state = enabled ? 'on' : 'off'
    if (known.state !== state) await putState(tx, doing, id, state, now)
    return id
  })
}

/** Deletes a moment of the shop's own. Rejects with `moment_unknown`, and with `in_use` for one that was answered. */
export async function removeMoment(doing: Editing, id: string): Promise<void> {
  await editing(doing, async (tx, all, now) => {
    present(all, id)
    if (BUILTIN_MOMENTS.some((one) => one.id === id))
      throw new Problem(
        'in_use',
        'It is one of Earshot’s own, which are not deleted. Switch it off: {"enabled": false}.',
        { why: says('moment_builtin') },
      )
    const answered = await tx.query
      .selectFrom('feedback')
      .select('feedback_id')
      .where('site_id', '=', doing.siteId)
      .where('moment', '=', id)
      .limit(1)
      .executeTakeFirst()
    if (answered)
      throw new Problem(
        'in_use',
        'Customers have answered it, and what they said names it. Switch it off: {"enabled": false}.',
        { why: says('moment_answered') },
      )
    await putState(tx, doing, id, 'deleted', now)
    return id
  })
}

/** A moment that is there. Rejects with `moment_unknown`. */
export function present<T extends Pick<Kept, 'state'>>(all: ReadonlyMap<string, T>, id: string): T {
  const known = all.get(id)
  if (known && known.state !== 'deleted') return known
  throw new Problem('moment_unknown', 'The site has no such moment. GET /api/moments lists those there are.')
}

/** A version that was. Rejects with `moment_unknown`. */
export function requireVersion({ versions }: Pick<Kept, 'versions'>, version: number): Moment {
  const found = versions.get(version)
  if (found) return found
  throw new Problem('moment_unknown', 'The moment has no such version. GET /api/moments/{id}/versions lists them.')
}

/** A draft that can be a version, tidied. Rejects with `invalid`. */
async function checked(doing: Editing, draft: MomentInput, known: Kept | undefined): Promise<MomentInput> {
  const moment = tidy(draft)
  const faults = [...faultsOf(moment), ...(await kindFaults(doing, moment, known))]
  if (faults.length > 0) throw refuse('the moment', faults)
  return moment
}

/** Questions that were answered as another kind. */
export async function kindFaults(
  { database, siteId }: Pick<Editing, 'database' | 'siteId'>,
  moment: MomentInput,
  known: Kept | undefined,
) {
  const faults = []
  for (const { at, versions, was } of changedKinds(moment, known)) {
    // Seldom asked, and where nothing is found it looks through all that was said at the moment.
    const answered = await database.read
      .selectFrom('feedback')
      .select('feedback_id')
      .where('site_id', '=', siteId)
      .where('moment', '=', moment.id)
      .where('moment_version', 'in', versions)
      .limit(1)
      .executeTakeFirst()
    if (answered)
      faults.push({
        path: `questions.${at}.kind`,
        code: 'kind_changed',
        ...says('kind_changed', { kind: was }),
      })
  }
  return faults
}

function changed({ current, rows }: Kept): Problem {
  const { version, created_at, made_by } = rows.get(current.version)!
  return new Problem(
    'moment_changed',
    'Somebody saved another version since. `moment` is the current one: bring both together, and name its version.',
    { moment: { version, at: new Date(created_at).toISOString(), by: made_by, moment: { ...current } } },
  )
}

async function putVersion(
  tx: Tx,
  { siteId }: Editing,
  known: Kept | undefined,
  moment: MomentInput,
  more: Pick<MomentTable, 'origin' | 'made_by'> & Partial<MomentTable>,
  now: number,
): Promise<void> {
  const { id, ...content } = moment
  const version = Math.max(0, ...(known?.versions.keys() ?? [])) + 1
  const [isNew] = await tx.insertNew('moment', [rowOf(siteId, { id, version, ...content }, more, now)])
  // The lock keeps others out; a copy of a built-in one is made without it.
  if (!isNew) throw changed(known!)
}

async function putState(
  tx: Tx,
  { siteId, by }: Editing,
  moment: string,
  state: 'on' | 'off' | 'deleted',
  now: number,
): Promise<void> {
  await tx.put('moment_state', [{ site_id: siteId, moment, state, changed_at: now, changed_by: by.name }])
}
