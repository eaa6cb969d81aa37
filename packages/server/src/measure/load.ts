import type { Measures, Stage } from '@earshot/sdk/contract'
import { sql } from 'kysely'
import { listDepartments } from '../department/store.ts'
import { listStaff } from '../staff/store.ts'
import { type Basis, sum } from './basis.ts'
import { countBy, countNow, percentiles } from './count.ts'
import { ANSWER_MS } from './handled.ts'
import { time } from './said.ts'
import { NONE } from './scope.ts'
import { setOf } from './set.ts'
import { spanOf } from './stat.ts'

/* Where complaints stand now, and who has how many of them. */

type Now = NonNullable<Measures['now']>
type Department = NonNullable<Measures['departments']>[number]

/** The language tag of what has one name in all languages. */
const NAME = 'und'

interface Standing {
  stage: Stage
  assignee: string | null
  department: string | null
  late: number
}

/** Open complaints, by all that is asked of them. */
function standing({ query, scope }: Basis) {
  return countNow<Standing>(query, setOf('open', scope), {
    stage: sql`c.stage`,
    assignee: sql`c.assignee`,
    department: sql`c.department_id`,
    late: sql`case when c.due_at <= cast(${scope.now} as bigint) then 1 else 0 end`,
  })
}

/** In the order of a complaint's life. */
const OPEN_STAGES = [
  'received',
  'explained',
  'investigating',
  'approving',
  'offered',
  'fulfilling',
  'confirming',
] as const satisfies Stage[]

export async function nowOf(basis: Basis): Promise<Now> {
  const groups = await standing(basis)
  const of = (which: (one: Standing) => boolean) => sum(groups.filter(which))
  const rows = (more: object = {}) => basis.rows('open', null, more)
  return {
    at: time(basis.scope.now),
    open: sum(groups),
    overdue: of(({ late }) => late === 1),
    unassigned: of(({ assignee }) => assignee === null),
    approving: of(({ stage }) => stage === 'approving'),
    openRows: rows(),
    overdueRows: basis.rows('overdue', null),
    unassignedRows: rows({ assignee: NONE }),
    approvingRows: rows({ stage: 'approving' }),
    stages: OPEN_STAGES.map((stage) => ({
      stage,
      count: of((one) => one.stage === stage),
      overdue: of((one) => one.stage === stage && one.late === 1),
      rows: rows({ stage }),
    })),
  }
}

/** By department, or by who is responsible: what is open, what was closed, how soon it was first answered. */
async function loadBy(basis: Basis, by: 'assignee' | 'department'): Promise<Omit<Department, 'label'>[]> {
  const { query, scope, both } = basis
  const column = by === 'assignee' ? sql<string | null>`c.assignee` : sql<string | null>`c.department_id`
  const [open, closed, answers] = await Promise.all([
    standing(basis),
    countBy<{ key: string | null }>(query, setOf('closed', scope), [both[0]], { key: column }),
    percentiles(query, setOf('answered', scope), [both[0]], ANSWER_MS, column),
  ])
  const ids = new Set([
    ...open.map((one) => one[by]),
    ...closed.map(({ key }) => key),
    ...answers.map(({ key }) => key),
  ])
  return [...ids].map((id) => {
    const mine = open.filter((one) => one[by] === id)
    const answer = answers.find(({ key }) => key === id)
    const to = { [by]: id ?? NONE }
    return {
      id,
      open: sum(mine),
      overdue: sum(mine.filter(({ late }) => late === 1)),
      closed: sum(closed.filter(({ key }) => key === id)),
      answer: answer ? spanOf(answer.n, answer.median, answer.p90) : spanOf(0, null, null),
      openRows: basis.rows('open', null, to),
      overdueRows: basis.rows('overdue', null, to),
      closedRows: basis.rows('closed', basis.period, to),
    }
  })
}

export async function departmentsOf(basis: Basis): Promise<NonNullable<Measures['departments']>> {
  const [loads, known] = await Promise.all([
    loadBy(basis, 'department'),
    listDepartments(basis.query, basis.scope.siteId),
  ])
  const names = new Map<string | null, string>(known.map(({ id, name }) => [id, name]))
  const labelled = loads.map((load) => {
    const name = names.get(load.id)
    return { ...load, label: name === undefined ? null : { [NAME]: name } }
  })
  return labelled.toSorted(busiest)
}

export async function staffOf(basis: Basis): Promise<NonNullable<Measures['staff']>> {
  const [loads, known] = await Promise.all([loadBy(basis, 'assignee'), listStaff(basis.query, basis.scope.siteId)])
  const names = new Map<string | null, string>(known.map(({ id, name }) => [id, name]))
  return loads.map((load) => ({ ...load, name: names.get(load.id) ?? null })).toSorted(busiest)
}

function busiest(a: Omit<Department, 'label'>, b: Omit<Department, 'label'>): number {
  return b.open - a.open || b.closed - a.closed || ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
}
