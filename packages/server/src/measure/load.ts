import type { Measures, Stage } from '@earshot/sdk/contract'
import { listDepartments } from '../department/store.ts'
import { listStaff } from '../staff/store.ts'
import { type Basis, type Standing, sum } from './basis.ts'
import { lasted } from './handled.ts'
import { time } from './said.ts'
import { NONE } from './scope.ts'

/* Where complaints stand now, and who has how many of them. */

type Now = NonNullable<Measures['now']>
type Department = NonNullable<Measures['departments']>[number]

/** The language tag of what has one name in all languages. */
const NAME = 'und'

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
  const groups = await basis.standing()
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
  const [open, closed, answers] = await Promise.all([basis.standing(), basis.closed(), basis.answers()])
  const answered = answers.filter(({ part }) => part === by)
  const ids = new Set([
    ...open.map((one) => one[by]),
    ...closed.map((one) => one[by]),
    ...answered.map(({ key }) => key),
  ])
  return [...ids].map((id) => {
    const mine = open.filter((one) => one[by] === id)
    const done = (slot: number) => sum(closed.filter((one) => one[by] === id && one.slot === slot))
    const to = { [by]: id ?? NONE }
    return {
      id,
      open: sum(mine),
      overdue: sum(mine.filter(({ late }) => late === 1)),
      closed: done(0),
      closedBefore: done(1),
      answer: lasted(
        answered.filter(({ key }) => key === id),
        basis.rows('answered', basis.period, to),
      ),
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
  return (
    b.open - a.open || b.closed - a.closed || b.closedBefore - a.closedBefore || ((a.id ?? '') < (b.id ?? '') ? -1 : 1)
  )
}
