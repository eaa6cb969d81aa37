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

/**
 * Gives one command to many complaints, each in a transaction of its own: one that is refused hinders no other. Rejects
 * with `invalid` where the command itself is not as it should be.
 */
export async function inBulk(
  needs: Needs,
  actor: StaffActor,
  { numbers, command, fields }: BulkInput,
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
      const order = { siteId: actor.siteId, feedbackId: row.feedback_id, command, actor, payload: read.data }
      const after = await perform(needs, order)
      done.push(after)
      items.push({ number, done: true, version: after.version, problem: null })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      items.push({ number, done: false, version: null, problem: error.body(needs.config.url) })
    }
  }
  // What one has done oneself is nothing new.
  if (actor.kind === 'staff') await needs.database.transaction((tx) => see(tx, actor.siteId, actor.id, done, true))
  return items
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
  await needs.database.transaction((tx) => applyLabels(tx, actor.siteId, { complaints: [...numbers], add, remove }))
  const rows = await found(needs, actor, numbers)
  return numbers.map((number) => {
    const row = rows.get(number)
    if (row) return { number, done: true, version: row.version, problem: null }
    return { number, done: false, version: null, problem: unknownComplaint().body(needs.config.url) }
  })
}

async function found(
  { database }: Needs,
  { siteId }: StaffActor,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Pick<ComplaintTable, 'feedback_id' | 'version'>>> {
  const rows = await database.write
    .selectFrom('complaint')
    .select(['number', 'feedback_id', 'version'])
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
