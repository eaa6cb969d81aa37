import type { ImprovementInput } from '@earshot/sdk/contract'
import { addCause, listCauses } from '../cause/store.ts'
import { addNote } from '../customer/change.ts'
import type { Tx } from '../database/engine.ts'
import { changeImprovement, checkImprovement, planImprovement } from '../improvement/store.ts'
import { addLabel, applyLabels, listLabels } from '../label/store.ts'
import type { Site } from '../site/store.ts'
import { addSolution } from '../solution/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { addView } from '../view/store.ts'
import { CAUSES, IMPROVEMENTS, LABELS, NOTES, REMEDIES, ROOTS, SAVED } from './lessons.ts'
import { mark } from './mark.ts'
import { addressOf } from './shop.ts'
import { type Act, DAYS, type Tale } from './tale.ts'
import { TALES } from './tales/index.ts'
import type { Team } from './team.ts'

/* What the demo shop has learned: what helped, what it came from, what is done about it, and what its people noted. */

const DAY = 86_400_000

/** What a complaint came from, filed a while after all else. */
export function rootOf({ key, acts }: Tale): Act[] {
  const rootCause = ROOTS[key]
  if (rootCause === undefined) return []
  const after = Math.max(2, ...acts.map((act) => act.after)) + 0.5
  return [{ after: Math.min(after, 20 * DAYS), do: 'classify', with: { rootCause }, by: 'manager' }]
}

/** Adds the causes that the site does not have. */
export async function knowCauses(tx: Tx, site: Site, apart: boolean): Promise<void> {
  const known = new Set((await listCauses(tx.query, site.id)).map(({ id }) => id))
  for (const cause of CAUSES) {
    if (known.has(cause.id)) continue
    await addCause(tx, site.id, cause)
    if (apart) await mark(tx, site.id, 'cause', [cause.id])
  }
}

/** Saves the remedies that the tales offer. @returns their ids, by kind */
export async function knowSolutions(tx: Tx, site: Site, team: Team, apart: boolean): Promise<Record<string, string>> {
  const actor = team.people['manager']!
  const solutions: Record<string, string> = {}
  for (const [kind, input] of Object.entries(REMEDIES)) {
    const known = await solutionOf(tx, site, input.title)
    const id = known ?? (await addSolution(tx, actor, input)).id
    if (!known && apart) await mark(tx, site.id, 'solution', [id])
    solutions[kind] = id
  }
  return solutions
}

async function solutionOf(tx: Tx, site: Site, title: string): Promise<string | undefined> {
  const row = await tx.query
    .selectFrom('solution')
    .select('solution_id')
    .where('site_id', '=', site.id)
    .where('title', '=', title)
    .executeTakeFirst()
  return row?.solution_id
}

/** Keeps what else the demo's people have: words saved, improvements, labels, notes, a view. Once. */
export async function keepLearned(tx: Tx, site: Site, team: Team, until: number, apart: boolean): Promise<void> {
  const manager = team.people['manager']!
  const tales = await talesOf(tx, site)
  await saveWords(tx, site, manager, tales, apart)
  await improve(tx, site, manager, until, apart)
  await label(tx, site, tales, apart)
  await note(tx, site, team.people['mina']!, until)
  await view(tx, manager, apart)
}

/** Where a tale stands in the shop. */
type Known = ReadonlyMap<string, { number: string; feedback_id: string }>

/** Complaints by their tales, the newest of each. */
async function talesOf(tx: Tx, site: Site): Promise<Known> {
  const rows = await tx.query
    .selectFrom('complaint as c')
    .innerJoin('feedback as f', (join) =>
      join.onRef('f.site_id', '=', 'c.site_id').onRef('f.feedback_id', '=', 'c.feedback_id'),
    )
    .select(['c.number', 'c.feedback_id', 'f.answers'])
    .where('c.site_id', '=', site.id)
    .orderBy('c.opened_at')
    .execute()
  const said = new Map(rows.map((row) => [(JSON.parse(row.answers) as { comment?: string }).comment, row]))
  return new Map(
    TALES.flatMap(({ key, comment }) => {
      const row = said.get(comment)
      return row ? [[key, row] as const] : []
    }),
  )
}

async function saveWords(tx: Tx, site: Site, actor: StaffActor, tales: Known, apart: boolean): Promise<void> {
  for (const { tale, title } of SAVED) {
    const complaint = tales.get(tale)
    if (!complaint || (await solutionOf(tx, site, title))) continue
    const message = await tx.query
      .selectFrom('complaint_message')
      .select('message_id')
      .where('site_id', '=', site.id)
      .where('feedback_id', '=', complaint.feedback_id)
      .where('by', '=', 'staff')
      .where('words', '!=', '')
      .orderBy('message_id')
      .limit(1)
      .executeTakeFirst()
    if (!message) continue
    const from = { complaint: complaint.number, message: message.message_id }
    const { id } = await addSolution(tx, actor, { title, from })
    if (apart) await mark(tx, site.id, 'solution', [id])
  }
}

async function improve(tx: Tx, site: Site, actor: StaffActor, until: number, apart: boolean): Promise<void> {
  const any = await tx.query
    .selectFrom('improvement')
    .select('improvement_id')
    .where('site_id', '=', site.id)
    .limit(1)
    .executeTakeFirst()
  if (any) return
  for (const { input, planned, due, done, checked } of IMPROVEMENTS) {
    const whole: ImprovementInput = { ...input, dueAt: new Date(until - due * DAY).toISOString(), owner: actor.id }
    const { improvement_id: id } = await planImprovement(tx, actor, whole, until - planned * DAY)
    if (done !== undefined)
      await changeImprovement(tx, site.id, id, { doneAt: new Date(until - done * DAY).toISOString() }, until)
    if (checked !== undefined) await checkImprovement(tx, site.id, id, { effective: true, words: checked }, until)
    if (!apart) continue
    await mark(tx, site.id, 'improvement', [id])
    // Nobody of the shop is reminded of what is made up.
    await tx.query
      .updateTable('improvement')
      .set({ remind_at: null })
      .where('site_id', '=', site.id)
      .where('improvement_id', '=', id)
      .execute()
  }
}

async function label(tx: Tx, site: Site, tales: Known, apart: boolean): Promise<void> {
  const known = new Set((await listLabels(tx.query, site.id)).map(({ name }) => name.toLowerCase()))
  for (const { tales: keys, ...input } of LABELS) {
    if (known.has(input.name.toLowerCase())) continue
    const { id } = await addLabel(tx, site.id, input)
    if (apart) await mark(tx, site.id, 'label', [id])
    await applyLabels(tx, site.id, { complaints: keys.flatMap((key) => tales.get(key)?.number ?? []), add: [id] })
  }
}

async function note(tx: Tx, site: Site, actor: StaffActor, until: number): Promise<void> {
  for (const [name, words] of Object.entries(NOTES)) {
    const card = await tx.query
      .selectFrom('customer as c')
      .innerJoin('customer_key as k', (join) =>
        join.onRef('k.site_id', '=', 'c.site_id').onRef('k.customer_id', '=', 'c.customer_id'),
      )
      .leftJoin('customer_note as n', (join) =>
        join.onRef('n.site_id', '=', 'c.site_id').onRef('n.customer_id', '=', 'c.person_id'),
      )
      .select(['c.person_id', 'n.note_id'])
      .where('c.site_id', '=', site.id)
      .where('k.kind', '=', 'email')
      .where('k.value', '=', addressOf(name))
      .executeTakeFirst()
    if (card && card.note_id === null) await addNote(tx, actor, card.person_id, words, until - 10 * DAY)
  }
}

async function view(tx: Tx, actor: StaffActor, apart: boolean): Promise<void> {
  const name = 'Bread, still open'
  const known = await tx.query
    .selectFrom('saved_view')
    .select('view_id')
    .where('site_id', '=', actor.siteId)
    .where('name', '=', name)
    .executeTakeFirst()
  if (known) return
  const query = { category: 'bread', stage: 'open' }
  const { id } = await addView(tx, actor, { kind: 'complaints', name, query, shared: true })
  if (apart) await mark(tx, actor.siteId, 'view', [id])
}
