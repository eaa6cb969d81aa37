import { type Complaint, ContactKind, type Disputed, type Member } from '@earshot/sdk/contract'
import { type Clock, plain } from './print.ts'

/** What people say for ids and times. */
export interface Names {
  time: Clock
  staff: ReadonlyMap<string, Pick<Member, 'name'>>
  departments: ReadonlyMap<string, string>
}

/** When the next clock is due, and whether that is over. Of a closed one, only the visit is waited for. */
export function dueOf(
  { stage, dueAt, asked }: Pick<Complaint, 'stage' | 'dueAt' | 'asked'>,
  time: Clock,
  now: number,
): string {
  if (dueAt === null) return asked ? 'customer asked' : ''
  const late = Date.parse(dueAt) <= now
  if (stage === 'closed') return `${time(dueAt)} visit${late ? ' late' : ''}`
  return late ? `${time(dueAt)} OVERDUE` : time(dueAt)
}

export function stageOf({ stage, outcome }: Pick<Complaint, 'stage' | 'outcome'>): string {
  return outcome ? `${stage} (${outcome})` : stage
}

export function severityOf({ severity, safety }: Pick<Complaint, 'severity' | 'safety'>): string {
  return safety ? `${severity}, safety` : severity
}

/** Who is responsible: the name, or the department that has yet to find somebody. */
export function responsibleOf(
  { assignee, department }: Pick<Complaint, 'assignee' | 'department'>,
  names: Names,
): string {
  const name = assignee === null ? 'nobody' : (names.staff.get(assignee)?.name ?? assignee)
  const where = department === null ? undefined : (names.departments.get(department) ?? department)
  return plain(where === undefined ? name : `${name} (${where})`)
}

/** An amount of minor units: `49.90 EUR`. */
function money({ amount, currency }: Disputed): string {
  if (!currency) return String(amount)
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`
}

/** Prints everything that whoever works on a complaint needs to see. */
export function printDossier(complaint: Complaint, names: Names, now: number): void {
  const { time } = names
  for (const [label, value] of facts(complaint, names, now))
    if (value) console.log(`${label.padEnd(13)} ${plain(value)}`)
  for (const clock of complaint.clocks)
    if (clock.state !== 'stopped')
      console.log(
        `clock         ${clock.kind}, due ${time(clock.dueAt)}${clock.state === 'paused' ? ' (stands still)' : ''}`,
      )
  for (const { at, by, author, note, words, attachments } of complaint.messages) {
    const photos = attachments.length > 0 ? `  [photos: ${attachments.length}]` : ''
    console.log(`\n${time(at)}  ${note ? 'note, ' : ''}${plain(author ?? by)}\n  ${plain(words)}${photos}`)
  }
  for (const { id, kind, state, cost, currency, terms, signedBy, signedAt } of complaint.remedies) {
    const price = cost === undefined ? '' : `, costs ${money({ amount: cost, currency: currency ?? '' })}`
    const signed = signedBy === null ? '' : `\n  accepted by ${plain(signedBy)}, ${time(signedAt)}`
    console.log(`\nremedy ${id}  ${kind}, ${state}${price}\n  ${plain(terms)}${signed}`)
  }
  if (complaint.stage === 'approving') {
    const { words, reason } = complaint.history.findLast(({ command }) => command === 'propose')?.payload ?? {}
    if (typeof words === 'string') console.log(`\nbeside the offer, once it is approved\n  ${plain(words)}`)
    if (typeof reason === 'string') console.log(`\nwhy it should be approved\n  ${plain(reason)}`)
  }
  for (const { id, kind, state, dueAt, words, result, department } of complaint.tasks) {
    const where = department === null ? '' : `, ${plain(names.departments.get(department) ?? department)}`
    console.log(`\ntask ${id}  ${kind}, ${state}, due ${time(dueAt)}${where}`)
    for (const text of [words, result]) if (text !== null) console.log(`  ${plain(text)}`)
  }
  console.log(`\npossible now: ${complaint.possible.join(', ')}`)
}

/** How the customer is reached, and what of it is known to be theirs. */
function customerOf({ contact, verified }: Complaint): string {
  const parts = Object.entries(contact ?? {}).map(([part, value]) => {
    const kind = ContactKind.safeParse(part)
    if (!kind.success) return value
    return `${value} (${verified.includes(kind.data) ? 'verified' : 'not verified'})`
  })
  return parts.join(', ')
}

function facts(complaint: Complaint, names: Names, now: number): [label: string, value: string | null][] {
  const { time } = names
  const { feedback, channel, recordedBy, saidAt, disputed, level } = complaint
  const { order, product, attachments, answers } = feedback
  const brought = [channel, recordedBy && `recorded by ${recordedBy}`, saidAt && `said ${time(saidAt)}`]
  return [
    ['number', `${complaint.number}, version ${complaint.version}`],
    [
      'stage',
      level === 0 ? stageOf(complaint) : `${stageOf(complaint)}, judged by ${level === 1 ? 'a manager' : 'an owner'}`,
    ],
    ['part of', complaint.mergedInto],
    ['erased', feedback.flags.includes('erased') ? 'yes: words, contact and photos are gone, its course stays' : null],
    ['opened', time(complaint.openedAt)],
    ['due', complaint.asked ? 'clocks stand still until the customer answers' : dueOf(complaint, time, now)],
    ['severity', complaint.safety ? `${complaint.severity}, somebody’s safety is at stake` : complaint.severity],
    ['category', complaint.category],
    ['cause', complaint.cause],
    ['in dispute', disputed && money(disputed)],
    ['came by', brought.filter(Boolean).join(', ')],
    ['responsible', responsibleOf(complaint, names)],
    ['customer', customerOf(complaint) || 'left no contact'],
    ['language', complaint.language],
    [
      'order',
      order && [order.id, ...(order.items ?? []).map(({ name, quantity = 1 }) => `${quantity} × ${name}`)].join(', '),
    ],
    ['product', product && Object.values(product).join(', ')],
    ['private page', complaint.url],
    ...Object.entries(answers).map(([id, answer]): [string, string] => [
      // What the customer wishes for is not what the shop offers, which is shown below.
      id === 'remedy' ? 'wants' : id,
      Array.isArray(answer) ? answer.join(', ') : String(answer),
    ]),
    ['photos', attachments.length > 0 ? String(attachments.length) : null],
    ['rating', complaint.rating === null ? null : `${complaint.rating} of 5`],
  ]
}
