import { sql } from 'kysely'
import type { Tx } from '../database/engine.ts'

/** The skill that makes somebody a specialist for follow-ups. */
const SKILL = /^follow-?up$/i

/** Who of a site's staff may be given follow-ups at present. */
export interface Team {
  /** Specialists who are there; where none is, agents; where there are none, whoever is there. */
  there: string[]
  /** Those whose follow-ups somebody else must do. */
  away: string[]
  /** Open follow-ups of each. */
  loads: Map<string, number>
}

export async function teamAt(tx: Pick<Tx, 'query'>, siteId: string, now: number): Promise<Team> {
  const staff = await tx.query
    .selectFrom('staff')
    .select(['staff_id', 'role', 'skills', 'absent_from', 'absent_until', 'disabled_at', 'password'])
    .where('site_id', '=', siteId)
    .orderBy('staff_id')
    .execute()
  const absent = ({ absent_from: from, absent_until: until }: (typeof staff)[number]) =>
    from !== null && from <= now && (until === null || now < until)
  const present = staff.filter((one) => one.disabled_at === null && one.password !== null && !absent(one))
  const skilled = present.filter((one) => (JSON.parse(one.skills) as string[]).some((skill) => SKILL.test(skill)))
  const agents = present.filter(({ role }) => role === 'agent')
  const chosen = [skilled, agents, present].find((some) => some.length > 0) ?? []
  const loads = await tx.query
    .selectFrom('followup')
    .select(['staff_id', sql<number>`count(*)`.as('load')])
    .where('site_id', '=', siteId)
    .where('state', 'in', ['open', 'taken'])
    .where('staff_id', 'is not', null)
    .groupBy('staff_id')
    .execute()
  return {
    there: chosen.map(({ staff_id }) => staff_id),
    away: staff.filter((one) => !present.includes(one)).map(({ staff_id }) => staff_id),
    loads: new Map(loads.map(({ staff_id, load }) => [staff_id!, load])),
  }
}
