import { type BulkInput, type BulkResult, COMMANDS, LabelApply } from '@earshot/sdk/contract'
import type { ComplaintTable } from '../database/schema.ts'
import { invalid, refuse } from '../invalid.ts'
import { applyLabels } from '../label/store.ts'
import { see } from '../mark/seen.ts'
import { Problem } from '../problem.ts'
import { says } from '../rule.ts'
import { among } from '../search/among.ts'
import type { StaffActor } from '../staff/actor.ts'
import { type Needs, perform, unknownComplaint } from './command.ts'

type Undo = BulkResult['items'][number]['undo']

/**
 * Gives one command to many complaints, each in a transaction of its own: one that is refused hinders no other. Rejects
 * with `invalid` where the command itself is not as it should be.
 */
export async function inBulk(
  needs: Needs,
  actor: StaffActor,
  { numbers, command, fields, versions }: BulkInput,
): Promise<BulkResult['items']> {
  const unique = [...new Set(numbers)]
  if (command === 'label') return label(needs, actor, unique, fields)
  const read = COMMANDS[command].safeParse(fields)
  if (!read.success) throw below(invalid(read.error, 'the fields'))
  const rows = await found(needs, actor, unique)
  const items: BulkResult['items'] = []
  const done: ComplaintTable[] = []
  for (const number of unique) {
    try {
      const row = rows.get(number)
      if (!row) throw unknownComplaint()
      const version = versions?.[numbers.indexOf(number)]
      const order = { siteId: actor.siteId, feedbackId: row.feedback_id, command, actor, payload: read.data, version }
      const after = await perform(needs, order)
      done.push(after)
      const undo = command === 'assign' || command === 'classify' ? undoOf(row, after) : []
      items.push({ number, done: true, version: after.version, problem: null, undo })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      items.push({ number, done: false, version: null, problem: error.body(needs.config.url), undo: [] })
    }
  }
  // What one has done oneself is nothing new.
  if (actor.kind === 'staff') await needs.database.transaction((tx) => see(tx, actor.siteId, actor.id, done, true))
  return items
}

/** What a complaint's row says of who has it and how it is filed. */
const FILED = ['feedback_id', 'version', 'assignee', 'department_id', 'category_id', 'safety'] as const
type Filed = Pick<ComplaintTable, (typeof FILED)[number]>

/** Commands that bring back what is otherwise now. */
function undoOf(before: Filed, after: Filed): Undo {
  const refiled = after.category_id !== before.category_id || after.safety !== before.safety
  const undo: Undo = []
  if (refiled) undo.push({ command: 'classify', fields: { category: before.category_id, safety: before.safety === 1 } })
  // Filed as before, it may go to whom the rules choose.
  if (refiled || after.assignee !== before.assignee || after.department_id !== before.department_id)
    undo.push({ command: 'assign', fields: { staff: before.assignee, department: before.department_id } })
  return undo
}

async function label(
  needs: Needs,
  actor: StaffActor,
  numbers: readonly string[],
  fields: BulkInput['fields'],
): Promise<BulkResult['items']> {
  const read = LabelApply.safeParse({ complaints: numbers, ...fields })
  if (!read.success) throw below(invalid(read.error, 'the fields'))
  const { add, remove } = read.data
  if (Object.keys(fields).some((name) => name !== 'add' && name !== 'remove'))
    throw refuse('the body', [{ path: 'fields', code: 'unrecognized_keys', ...says('labels_only') }])
  const input = { complaints: [...numbers], add, remove }
  const labelled = await needs.database.transaction((tx) => applyLabels(tx, actor.siteId, input))
  const rows = await found(needs, actor, numbers)
  const changes = new Map(labelled.map((one) => [one.feedback, one]))
  return numbers.map((number) => {
    const row = rows.get(number)
    const change = row && changes.get(row.feedback_id)
    if (!change)
      return { number, done: false, version: null, problem: unknownComplaint().body(needs.config.url), undo: [] }
    const { added, removed } = change
    const undo: Undo =
      added.length + removed.length === 0 ? [] : [{ command: 'label', fields: { add: removed, remove: added } }]
    return { number, done: true, version: row.version, problem: null, undo }
  })
}

async function found(
  { database }: Needs,
  { siteId }: StaffActor,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Filed>> {
  const rows = await database.write
    .selectFrom('complaint')
    .select(['number', ...FILED])
    .where(among('', 'number', siteId, numbers))
    .execute()
  return new Map(rows.map((row) => [row.number, row]))
}

/** The same, with paths as they stand in the body. */
function below({ errors = [] }: Problem): Problem {
  return refuse(
    'the body',
    errors.map((error) => ({ ...error, path: error.path === '' ? 'fields' : `fields.${error.path}` })),
  )
}
