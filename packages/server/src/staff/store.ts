import { randomBytes } from 'node:crypto'
import type { Member, MemberChange, MemberInput, Preferences } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Tx } from '../database/engine.ts'
import type { StaffTable, Tables } from '../database/schema.ts'
import { refuse } from '../invalid.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { endLinks } from './link.ts'
import { endSessions } from './session.ts'

type Query = Kysely<Tables>

/** All of a site's staff by name, those disabled included. */
export async function listStaff(query: Query, siteId: string): Promise<Member[]> {
  const rows = await query.selectFrom('staff').selectAll().where('site_id', '=', siteId).execute()
  return rows.map(memberOf).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}

/** The member with this id. Rejects with `staff_unknown`. */
export async function getStaff(query: Query, siteId: string, id: string): Promise<Member> {
  return memberOf(await rowOf(query, siteId, id))
}

/** The member with this mail address, in lower case. */
export function findStaff(query: Query, siteId: string, email: string): Promise<StaffTable | undefined> {
  return query
    .selectFrom('staff')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('email', '=', email)
    .executeTakeFirst()
}

/**
 * Lets nobody else change the site's staff, departments or categories until the transaction ends: what must hold of
 * several rows together (one owner at least, a tree without circles) is looked at under it.
 */
export async function lockStaff(tx: Tx, siteId: string): Promise<void> {
  // Both engines lock a row that is updated, be it to what it is.
  await tx.query
    .updateTable('site')
    .set({ name: (eb) => eb.ref('name') })
    .where('site_id', '=', siteId)
    .execute()
}

/**
 * Adds a member. Rejects with `email_taken`, or `invalid` for a department that the site does not have.
 *
 * @param password in its kept form; null for a member who is invited
 * @param id random but for the demo, whose story is always the same
 */
export async function addStaff(
  tx: Tx,
  siteId: string,
  input: MemberInput,
  password: string | null = null,
  now = Date.now(),
  id = randomBytes(6).toString('hex'),
): Promise<Member> {
  await lockStaff(tx, siteId)
  await requireFree(tx.query, siteId, input.email)
  await requireDepartment(tx.query, siteId, input.department)
  const row: StaffTable = {
    site_id: siteId,
    staff_id: id,
    name: input.name,
    email: input.email,
    role: input.role,
    password,
    department_id: input.department ?? null,
    skills: JSON.stringify([...new Set(input.skills ?? [])]),
    language: input.language ?? null,
    absent_from: null,
    absent_until: null,
    created_at: now,
    disabled_at: null,
    preferences: '{}',
  }
  await tx.insertNew('staff', [row])
  return memberOf(row)
}

/** Changes what `change` names. Rejects with `staff_unknown`, `last_owner`, `email_taken` or `invalid`. */
export async function changeStaff(
  tx: Tx,
  siteId: string,
  id: string,
  change: MemberChange,
  now = Date.now(),
): Promise<Member> {
  await lockStaff(tx, siteId)
  const before = await rowOf(tx.query, siteId, id)
  const after: StaffTable = { ...before, ...columnsOf(change, before, now) }
  if (rules(before) && !rules(after)) await requireOtherOwner(tx.query, siteId, id)
  if (after.email !== before.email) await requireFree(tx.query, siteId, after.email)
  if (after.department_id !== before.department_id) await requireDepartment(tx.query, siteId, after.department_id)
  const { site_id: _, staff_id: __, password: ___, created_at: ____, ...columns } = after
  await tx.query.updateTable('staff').set(columns).where('site_id', '=', siteId).where('staff_id', '=', id).execute()
  if (after.disabled_at !== null && before.disabled_at === null) await endSessions(tx.query, siteId, id)
  // A link went to the address before, or to somebody who was to be let in.
  if (after.email !== before.email || after.disabled_at !== null) await endLinks(tx.query, siteId, id)
  return memberOf(after)
}

function columnsOf(change: MemberChange, before: StaffTable, now: number): Partial<StaffTable> {
  const { name, email, role, department, skills, language, absence, disabled } = change
  return {
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(role === undefined ? {} : { role }),
    ...(department === undefined ? {} : { department_id: department }),
    ...(skills === undefined ? {} : { skills: JSON.stringify([...new Set(skills)]) }),
    ...(language === undefined ? {} : { language }),
    ...(absence === undefined
      ? {}
      : {
          absent_from: absence && Date.parse(absence.from),
          absent_until: absence?.until ? Date.parse(absence.until) : null,
        }),
    ...(disabled === undefined ? {} : { disabled_at: disabled ? (before.disabled_at ?? now) : null }),
  }
}

/** Whether the member can sign in as an owner. */
function rules(row: StaffTable): boolean {
  return row.role === 'owner' && row.password !== null && row.disabled_at === null
}

async function requireOtherOwner(query: Query, siteId: string, id: string): Promise<void> {
  const other = await query
    .selectFrom('staff')
    .select('staff_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '!=', id)
    .where('role', '=', 'owner')
    .where('password', 'is not', null)
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (other) return
  throw new Problem('last_owner', 'This is the only owner who can sign in. Make somebody else an owner first.')
}

async function requireFree(query: Query, siteId: string, email: string): Promise<void> {
  if (await findStaff(query, siteId, email))
    throw new Problem('email_taken', 'Somebody on the staff has this mail address. Change that member instead.')
}

/** Rejects with `invalid` for a department that the site does not have; null and undefined pass. */
export async function requireDepartment(
  query: Query,
  siteId: string,
  id: string | null | undefined,
  path = 'department',
): Promise<void> {
  if (id === null || id === undefined) return
  const found = await query
    .selectFrom('department')
    .select('department_id')
    .where('site_id', '=', siteId)
    .where('department_id', '=', id)
    .executeTakeFirst()
  if (!found) throw refuse('the body', [{ path, code: 'unknown', ...says('department_unknown') }])
}

async function rowOf(query: Query, siteId: string, id: string): Promise<StaffTable> {
  const row = await query
    .selectFrom('staff')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem('staff_unknown', 'Nobody on the staff of this site has this id. "earshot staff list" shows them.')
}

const time = (at: number) => new Date(at).toISOString()

function memberOf(row: StaffTable): Member {
  return {
    id: row.staff_id,
    name: row.name,
    email: row.email,
    role: row.role,
    department: row.department_id,
    skills: JSON.parse(row.skills) as string[],
    language: row.language,
    absence:
      row.absent_from === null
        ? null
        : { from: time(row.absent_from), until: row.absent_until === null ? null : time(row.absent_until) },
    state: row.disabled_at !== null ? 'disabled' : row.password === null ? 'invited' : 'active',
    createdAt: time(row.created_at),
  }
}

/** Departments that a member belongs to or leads. */
export async function departmentsOf(query: Query, siteId: string, staffId: string): Promise<string[]> {
  const member = await query
    .selectFrom('staff')
    .select('department_id')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  const led = await query
    .selectFrom('department')
    .select('department_id')
    .where('site_id', '=', siteId)
    .where('lead', '=', staffId)
    .execute()
  return [...(member?.department_id ? [member.department_id] : []), ...led.map(({ department_id }) => department_id)]
}

/** How a member likes their screens. */
export async function preferencesOf(query: Query, siteId: string, id: string): Promise<Preferences> {
  const row = await query
    .selectFrom('staff')
    .select('preferences')
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .executeTakeFirst()
  return row ? (JSON.parse(row.preferences) as Preferences) : {}
}

/** Changes of a member's preferences what is named; after `changeStaff`, which lets nobody else change them meanwhile. */
export async function changePreferences(tx: Tx, siteId: string, id: string, change: Preferences): Promise<void> {
  const preferences = JSON.stringify({ ...(await preferencesOf(tx.query, siteId, id)), ...change })
  await tx.query
    .updateTable('staff')
    .set({ preferences })
    .where('site_id', '=', siteId)
    .where('staff_id', '=', id)
    .execute()
}
