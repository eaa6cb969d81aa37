import type { ComplaintFilter } from '@earshot/sdk'
import { type ComplaintPage, Stage } from '@earshot/sdk/contract'
import { api } from '../api/client.ts'
import type { ListOptions } from '../api/query.ts'
import { useCustomerChoice } from '../customer/choice.ts'
import type { Filter } from '../view/Filters.tsx'
import { useLabels } from '../label/Labels.tsx'
import { useCategories, useCategoryName, useCauses, useDepartments, useStaff } from '../team/team.ts'
import { address, param } from '../shell/address.ts'
import { textOf } from '../words/format.ts'
import { w } from '../words/words.ts'

/** The tabs of the queue, each a question to the API. */
export const VIEWS = {
  due: { stage: 'open', sort: 'due' },
  mine: { stage: 'open', sort: 'due', assignee: 'me' },
  department: { stage: 'open', sort: 'due', department: 'mine' },
  overdue: { sort: 'due', overdue: true },
  approval: { approval: 'true' },
  unclassified: { unclassified: 'true' },
  all: {},
} as const satisfies Record<string, ComplaintFilter>

export type View = keyof typeof VIEWS

/** Parameters of the address that narrow a view. */
const NARROW = [
  'stage',
  'assignee',
  'department',
  'category',
  'cause',
  'label',
  'safety',
  'customer',
  'product',
  'batch',
  'text',
] as const

export function viewNow(): View {
  const asked = param('view') ?? 'due'
  return asked in VIEWS ? (asked as View) : 'due'
}

/** What the address asks for, as the API is asked. */
export function queryNow(): ComplaintFilter {
  const given = NARROW.flatMap((name) => {
    const value = param(name)
    return value === undefined ? [] : [[name, value]]
  })
  return { ...VIEWS[viewNow()], ...(Object.fromEntries(given) as ComplaintFilter) }
}

/** What of the address is of the one complaint that is open: its form, its history. */
const OF_ONE = new Set(['do', 'with', 'task', 'show'])

/** What of the address belongs to the list, wherever in it one is. */
export function kept(): Record<string, string> {
  return Object.fromEntries([...address.value.searchParams].filter(([name]) => !OF_ONE.has(name)))
}

/** How a list is asked for. */
export function listing(asked: ComplaintFilter): ListOptions<ComplaintPage> {
  return {
    queryKey: ['complaints', 'list', JSON.stringify(asked)],
    queryFn: (cursor) => api.complaints.list({ ...asked, ...(cursor ? { cursor } : {}) }),
  }
}

/** The same as a saved view keeps it: strings. */
export function savedQuery(): Record<string, string> {
  return Object.fromEntries(Object.entries(queryNow()).map(([name, value]) => [name, String(value)]))
}

/** The address of a saved view: its tab, and what narrows it. */
export function savedParams(query: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const base = (view: View) =>
    Object.entries(VIEWS[view]).map(([name, value]): [string, string] => [name, String(value)])
  // The tab that asks for most of what the view asks.
  const fitting = (Object.keys(VIEWS) as View[]).filter((view) =>
    base(view).every(([name, value]) => query[name] === value),
  )
  const view = fitting.sort((a, b) => base(b).length - base(a).length)[0] ?? 'all'
  const rest = Object.entries(query).filter(
    ([name, value]) => !base(view).some(([one, same]) => one === name && same === value),
  )
  return { view: view === 'due' ? undefined : view, ...Object.fromEntries(rest.filter(([name]) => name !== 'sort')) }
}

/** By what the queue can be narrowed. */
export function useFilters(): Filter[] {
  const words = w()
  const staff = useStaff()
  const departments = useDepartments()
  const categories = useCategories()
  const categoryName = useCategoryName()
  const causes = useCauses()
  const labels = useLabels()
  return [
    {
      name: 'stage',
      label: words.queue.stage,
      options: Stage.options.map((stage) => [stage, words.common.stage[stage]]),
    },
    {
      name: 'assignee',
      label: words.queue.assignee,
      options: [
        ['me', words.queue.me],
        ['none', words.queue.nobody],
        ...staff.filter(({ state }) => state === 'active').map(({ id, name }) => [id, name] as const),
      ],
    },
    { name: 'department', label: words.queue.departments, options: departments.map(({ id, name }) => [id, name]) },
    {
      name: 'category',
      label: words.queue.category,
      options: categories.map(({ id }) => [id, categoryName(id) ?? id]),
    },
    { name: 'cause', label: words.queue.cause, options: causes.map(({ id, label }) => [id, textOf(label)]) },
    { name: 'label', label: words.list.label, options: labels.map(({ id, name }) => [id, name]) },
    { name: 'safety', label: words.queue.safety, options: [['true', words.queue.safetyOnly]] },
    // Set by links of other screens.
    { name: 'customer', label: words.common.nav.customers, options: useCustomerChoice() },
    { name: 'product', label: words.common.nav.products, options: [] },
    { name: 'batch', label: words.queue.batch, options: [] },
    { name: 'text', label: words.list.find, options: [] },
  ]
}
