import type { StaffClient } from '@earshot/sdk'

const STAGES = [
  'received',
  'explained',
  'investigating',
  'approving',
  'offered',
  'fulfilling',
  'confirming',
  'closed',
] as const

// oxfmt-ignore
const PARTS = [
  'shop', 'look', 'moments', 'origins',
  'staff', 'departments', 'categories', 'causes', 'labels',
  'policies', 'followups', 'courtesy',
  'mail', 'templates', 'outbox', 'webhooks', 'keys',
  'privacy', 'export', 'server', 'history',
]

/** What of a shop is opened; whatever a screen can show of it is in the shop. */
export type Things = Record<
  | (typeof STAGES)[number]
  | 'feedback'
  | 'customer'
  | 'followup'
  | 'task'
  | 'product'
  | 'cluster'
  | 'improvement'
  | 'solution'
  | 'member'
  | 'department'
  | 'category'
  | 'label'
  | 'webhook',
  string
>

/** Something of each kind, as long as there is one. */
export async function thingsOf(staff: StaffClient): Promise<Things> {
  const [feedback, followups, tasks, products, clusters, improvements, solutions, members, settings, ...complaints] =
    await Promise.all([
      staff.feedback.list({ photos: true }),
      staff.followups.list(),
      staff.tasks.list(),
      staff.products.list(),
      staff.clusters.list(),
      staff.improvements.list(),
      staff.solutions.list(),
      staff.staff.list(),
      Promise.all([staff.departments.list(), staff.categories.list(), staff.labels.list(), staff.webhooks.list()]),
      ...STAGES.map((stage) => staff.complaints.list({ stage })),
    ])
  const first = STAGES.map((stage, i) => [stage, complaints[i]!.items[0]!.number] as const)
  const [departments, categories, labels, hooks] = settings
  const closed = await staff.complaints.get(complaints.at(-1)!.items[0]!.number)
  return {
    ...(Object.fromEntries(first) as Record<(typeof STAGES)[number], string>),
    feedback: feedback.items[0]!.id,
    followup: followups.items[0]!.id,
    task: tasks.items[0]!.id,
    product: products.items[0]!.id,
    cluster: clusters.items[0]!.id,
    improvement: improvements.items[0]!.id,
    solution: solutions.items[0]!.id,
    member: members[0]!.id,
    department: departments[0]!.id,
    category: categories[0]!.id,
    label: labels[0]!.id,
    webhook: hooks[0]!.id,
    customer: closed.feedback.customer!,
  }
}

/**
 * Every address of the console at which something else is to be seen, in the order of the navigation. A screen that is
 * not here fails the journey that goes through all of them.
 */
// oxfmt-ignore
export function addressesOf(it: Things): string[] {
  return [
    '/inbox',
    `/inbox/${it.feedback}`,
    '/inbox?unread=true&satisfaction=1,2',
    '/complaints',
    ...STAGES.map((stage) => `/complaints/${it[stage]}`),
    ...['resolve', 'ask', 'answer', 'explain', 'note', 'promise', 'said', 'assign', 'classify', 'contact', 'merge']
      .map((act) => `/complaints/${it.received}?do=${act}`),
    ...['propose', 'assess'].map((act) => `/complaints/${it.investigating}?do=${act}`),
    ...['approve', 'return'].map((act) => `/complaints/${it.approving}?do=${act}`),
    `/complaints/${it.fulfilling}?do=complete`,
    `/complaints/${it.closed}?show=history`,
    '/complaints?as=board',
    '/approvals',
    `/approvals/${it.approving}`,
    '/followups',
    `/followups/${it.followup}`,
    '/followups?view=coverage',
    '/tasks',
    `/tasks/${it.task}`,
    '/capture',
    '/customers',
    `/customers/${it.customer}`,
    '/products',
    `/products/${encodeURIComponent(it.product)}`,
    '/clusters',
    `/clusters/${it.cluster}`,
    '/causes',
    '/improvements',
    `/improvements/${it.improvement}`,
    '/improvements?plan=true',
    '/solutions',
    `/solutions/${it.solution}`,
    '/solutions?new=true',
    '/dashboard',
    '/dashboard?period=year&table=satisfaction,opened,nps',
    '/dashboard/rows?of=opened',
    '/welcome',
    '/profile',
    '/settings',
    ...PARTS.map((part) => `/settings/${part}`),
    `/settings/staff/${it.member}`,
    `/settings/departments/${it.department}`,
    `/settings/categories/${it.category}`,
    `/settings/labels/${it.label}`,
    '/settings/templates/acknowledgement',
    `/settings/webhooks/${it.webhook}`,
    `/settings/privacy?customer=${it.customer}`,
    ...['?new=blank', '/purchase', '/purchase?show=preview', '/purchase?versions=1', '/purchase?versions=1&version=2'].map(
      (rest) => `/settings/moments${rest}`,
    ),
  ]
}
