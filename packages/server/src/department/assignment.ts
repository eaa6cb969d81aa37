import { bestLocale, type Category } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import type { Tx } from '../database/engine.ts'
import { lookOf } from '../site/store.ts'
import { reaches, type Role } from '../staff/roles.ts'
import { listCategories, routingOf } from './category.ts'

/** What decides who becomes responsible for a complaint. */
export interface Need {
  categoryId?: string | null | undefined
  /** Instead of the category's. */
  departmentId?: string | null | undefined
  /** Least role, as after an objection; an agent by default. */
  role?: Role | undefined
  /** In which the customer speaks; null where only the site's own is known. */
  language?: string | null | undefined
  /** Id of a member whom it must not be, as it is theirs already. */
  except?: string | undefined
}

/** Who becomes responsible. Nobody where there is nobody; the department is known all the same. */
export interface Assigned {
  staffId: string | null
  departmentId: string | null
  /** Whether the category says that somebody may come to harm. */
  safety: boolean
}

/** A member of staff, as far as it matters for assignment. */
export interface Candidate {
  id: string
  role: Role
  /** Departments that the member belongs to or leads. */
  departments: readonly string[]
  skills: readonly string[]
  /** In which the member can answer: that in which they are written to, and what of their skills is a language. */
  languages: readonly string[]
  /** Unix ms; `until` null: until further notice. */
  absence: { from: number; until: number | null } | null
  /** Open complaints that are theirs. */
  load: number
  /** When they were last given one; null: never. */
  lastAt: number | null
}

/**
 * Chooses among the staff: of the department (of all, where there is none), never somebody absent; then whoever has the
 * skill, if anybody there has it; then the lightest open load; then whoever speaks the customer's language; then
 * whoever has waited longest for one.
 */
export function choose(
  staff: readonly Candidate[],
  need: Omit<Need, 'categoryId' | 'departmentId'> & { departmentId: string | null; skill: string | null },
  now: number,
): string | null {
  const { departmentId, skill, role = 'agent', except, language = null } = need
  const able = staff.filter((one) => one.id !== except && reaches(one.role, role) && !isAbsent(one, now))
  const near = departmentId === null ? able : able.filter((one) => one.departments.includes(departmentId))
  // Few departments have an owner of their own: who is above them all may stand outside.
  const there = near.length === 0 && role !== 'agent' ? able : near
  const skilled = skill === null ? there : there.filter((one) => one.skills.includes(skill))
  const foreign = (one: Candidate) => (language === null || speaks(one, language) ? 0 : 1)
  const [first] = (skilled.length > 0 ? skilled : there).toSorted(
    (a, b) => a.load - b.load || foreign(a) - foreign(b) || (a.lastAt ?? 0) - (b.lastAt ?? 0) || (a.id < b.id ? -1 : 1),
  )
  return first?.id ?? null
}

function isAbsent({ absence }: Candidate, now: number): boolean {
  return absence !== null && absence.from <= now && (absence.until === null || now < absence.until)
}

/** Whether a member can answer somebody of this language; Chinese is told apart by script, as in every text. */
function speaks({ languages }: Candidate, language: string): boolean {
  const none = ''
  return bestLocale([...languages, none], language, none) !== none
}

/**
 * Reads a site's staff and categories once, for any number of complaints of one transaction: each that is assigned
 * counts for the next.
 */
export async function assigner(tx: Tx, siteId: string, now = Date.now()): Promise<(need: Need) => Assigned> {
  const staff = await candidates(tx, siteId)
  const categories: Category[] = await listCategories(tx.query, siteId)
  return (need) => {
    const routing = routingOf(categories, need.categoryId ?? null)
    const departmentId = need.departmentId ?? routing.departmentId
    const staffId = choose(staff, { ...need, departmentId, skill: routing.skill }, now)
    const chosen = staff.find(({ id }) => id === staffId)
    if (chosen) Object.assign(chosen, { load: chosen.load + 1, lastAt: now })
    return { staffId, departmentId, safety: routing.safety }
  }
}

/** Chooses who becomes responsible for one complaint, and in which department. */
export async function assign(tx: Tx, siteId: string, need: Need, now = Date.now()): Promise<Assigned> {
  return (await assigner(tx, siteId, now))(need)
}

/** Loads are counted up to here: above it nobody has time for more, and counting on would cost with history. */
const LOAD_MAX = 100

/** Everybody who could be given a complaint, absent or not: neither those disabled nor those who never signed in. */
async function candidates(tx: Tx, siteId: string): Promise<Candidate[]> {
  const leads = await tx.query
    .selectFrom('department')
    .select(['department_id', 'lead'])
    .where('site_id', '=', siteId)
    .where('lead', 'is not', null)
    .execute()
  // The stage stands as it does in the index `complaint_load`, or the databases would not see that it fits.
  const load = sql<number>`(select count(*) from (select 1 as one from complaint as c
    where c.site_id = s.site_id and c.assignee = s.staff_id and c.stage <> 'closed' limit ${sql.lit(LOAD_MAX)}) as few)`
  const last = sql<number | null>`(select max(c.opened_at) from complaint as c
    where c.site_id = s.site_id and c.assignee = s.staff_id)`
  const rows = await tx.query
    .selectFrom('staff as s')
    .innerJoin('site', 'site.site_id', 's.site_id')
    .select(['s.staff_id', 's.role', 's.department_id', 's.skills', 's.absent_from', 's.absent_until'])
    .select(['s.language', 'site.settings'])
    .select([load.as('load'), last.as('last_at')])
    .where('s.site_id', '=', siteId)
    .where('s.password', 'is not', null)
    .where('s.disabled_at', 'is', null)
    .execute()
  const [first] = rows
  const own = first ? lookOf(first).locale : ''
  return rows.map((row) => ({
    id: row.staff_id,
    role: row.role,
    departments: [
      ...(row.department_id === null ? [] : [row.department_id]),
      ...leads.filter(({ lead }) => lead === row.staff_id).map(({ department_id }) => department_id),
    ],
    skills: JSON.parse(row.skills) as string[],
    languages: [row.language ?? own, ...(JSON.parse(row.skills) as string[])],
    absence: row.absent_from === null ? null : { from: row.absent_from, until: row.absent_until },
    load: row.load,
    lastAt: row.last_at,
  }))
}
