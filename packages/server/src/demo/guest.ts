import { randomBytes } from 'node:crypto'
import type { Tx } from '../database/engine.ts'
import { addCategory, listCategories } from '../department/category.ts'
import { addDepartment, changeDepartment, listDepartments } from '../department/store.ts'
import type { Site } from '../site/store.ts'
import type { StaffActor } from '../staff/actor.ts'
import { NOBODYS } from '../staff/password.ts'
import { addStaff, findStaff } from '../staff/store.ts'
import { mark, marked } from './mark.ts'
import { CATEGORIES, DEPARTMENTS, PEOPLE, type Team } from './team.ts'

/*
 * The people of the demo's story in somebody's own shop. They come beside the shop's own staff, with the departments and
 * categories that the tales name, and each of them is marked. What the shop has by the same name stays the shop's.
 */

/** Lets them in; those who are there already stay. */
export async function guestTeam(tx: Tx, site: Site, until: number): Promise<Team> {
  const departments = await guestDepartments(tx, site)
  const people: Record<string, StaffActor> = {}
  for (const [key, { department, leads, away: _, ...member }] of Object.entries(PEOPLE)) {
    const there = await findStaff(tx.query, site.id, member.email)
    const id = there?.staff_id ?? randomBytes(6).toString('hex')
    if (!there) {
      const input = { ...member, department: department && departments[department] }
      // Nobody can sign in by this password: not even the owner of the story is one of the shop.
      await addStaff(tx, site.id, input, NOBODYS, until, id)
      await mark(tx, site.id, 'staff', [id])
      const led = leads && departments[leads]
      if (led && (await marked(tx.query, site.id, 'department')).includes(led))
        await changeDepartment(tx, site.id, led, { lead: id })
    }
    people[key] = { kind: 'staff', siteId: site.id, id, name: member.name, role: member.role }
  }
  const known = new Set((await listCategories(tx.query, site.id)).map(({ id }) => id))
  for (const { department, ...category } of CATEGORIES) {
    if (known.has(category.id)) continue
    await addCategory(tx, site.id, { ...category, department: department && departments[department] })
    await mark(tx, site.id, 'category', [category.id])
  }
  return { people, departments }
}

async function guestDepartments(tx: Tx, site: Site): Promise<Record<string, string>> {
  const there = await listDepartments(tx.query, site.id)
  const departments: Record<string, string> = {}
  for (const [key, name] of Object.entries(DEPARTMENTS)) {
    const known = there.find((one) => one.name === name)
    const id = known?.id ?? (await addDepartment(tx, site.id, { name })).id
    departments[key] = id
    if (!known) await mark(tx, site.id, 'department', [id])
  }
  return departments
}

/** The story is told: nothing of the shop's own goes to them, no mail, and they are not counted among its owners. */
export async function guestsLeave(tx: Tx, site: Site, now: number): Promise<void> {
  const ids = await marked(tx.query, site.id, 'staff')
  if (ids.length === 0) return
  await tx.query
    .updateTable('staff')
    .set({ disabled_at: now })
    .where('site_id', '=', site.id)
    .where('staff_id', 'in', ids)
    .where('disabled_at', 'is', null)
    .execute()
}
