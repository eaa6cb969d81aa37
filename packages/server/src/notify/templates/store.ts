import { Locale, words } from '@earshot/sdk/contract'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/engine.ts'
import type { MailTemplateTable, Tables } from '../../database/schema.ts'
import { type Fault, says } from '../../rule.ts'
import { placeholdersOf, type Topic, TOPICS } from './topic.ts'
import type { Template } from './wording.ts'

const SUBJECT_MAX = 200
const BODY_MAX = 10_000

/** A wording that cannot be kept. Its message names everything that is wrong with it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(`${faults.map(({ message }) => message).join('; ')}.`)
    this.faults = faults
  }
}

/** A site's own wordings. */
export function ownTemplates(query: Kysely<Tables>, siteId: string): Promise<MailTemplateTable[]> {
  return query.selectFrom('mail_template').selectAll().where('site_id', '=', siteId).execute()
}

/**
 * Keeps a site's own wording of one mail in one language, which need not be one that Earshot knows.
 * Rejects with a `TemplateError` when a placeholder is unknown or missing.
 */
export async function setTemplate(
  database: Database,
  siteId: string,
  topic: Topic,
  language: string,
  template: Template,
): Promise<void> {
  const wrong = [
    ...(isLanguage(language) ? [] : [says('template_language', { language })]),
    ...faultsOf(topic, template),
  ]
  if (wrong.length > 0) throw new TemplateError(wrong)
  const row = { subject: template.subject.trim(), body: template.body.trim(), changed_at: Date.now() }
  await database.write
    .insertInto('mail_template')
    .values({ site_id: siteId, topic, language, ...row })
    .onConflict((conflict) => conflict.columns(['site_id', 'topic', 'language']).doUpdateSet(row))
    .execute()
}

/** Goes back to Earshot's own wording. @returns whether there was another */
export async function resetTemplate(
  database: Database,
  siteId: string,
  topic: Topic,
  language: string,
): Promise<boolean> {
  const { numDeletedRows } = await database.write
    .deleteFrom('mail_template')
    .where('site_id', '=', siteId)
    .where('topic', '=', topic)
    .where('language', '=', language)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Everything that is wrong with a wording; empty when it may be kept. */
export function faultsOf(topic: Topic, { subject, body }: Template): Fault[] {
  const kinds = placeholdersOf(topic)
  const known = Object.keys(kinds).map((name) => `{${name}}`)
  const wrong: Fault[] = []
  if (subject.trim() === '' || body.trim() === '') wrong.push(says('template_words'))
  if (/\p{Cc}/u.test(subject.trim())) wrong.push(says('template_line'))
  for (const [part, text, max] of [['subject', subject, SUBJECT_MAX] as const, ['body', body, BODY_MAX] as const])
    if (!words(max).safeParse(text).success) wrong.push(says('template_max', { part, n: max }))
  const named = [...`${subject}\n${body}`.matchAll(/\{([^{}\n]*)\}/g)].map((match) => match[1]!)
  const unknown = new Set(named.filter((name) => !Object.hasOwn(kinds, name)))
  if (unknown.size > 0)
    wrong.push(
      says('template_unknown', {
        names: [...unknown].map((name) => `{${name}}`).join(', '),
        known: known.join(', '),
      }),
    )
  if (/[{}]/.test(`${subject}\n${body}`.replace(/\{\w+\}/g, '')) && unknown.size === 0)
    wrong.push(says('template_brace', { example: '{like_this}' }))
  const lacking = Object.keys(TOPICS[topic].must).filter((name) => !named.includes(name))
  if (lacking.length > 0)
    wrong.push(says('template_lacks', { names: lacking.map((name) => `{${name}}`).join(' and ') }))
  const astray = [...body.matchAll(/\]\(\{(\w+)\}\)/g)].filter(([, name]) => kinds[name!] !== 'url')
  if (astray.length > 0) wrong.push(says('template_button', { link: '{link}', name: `{${astray[0]![1]}}` }))
  // A subject is read over shoulders and on locked screens.
  const loud = [...subject.matchAll(/\{(\w+)\}/g)].filter(([, name]) =>
    ['words', 'said', 'url'].includes(kinds[name!] ?? ''),
  )
  if (loud.length > 0) wrong.push(says('template_subject', { names: loud.map(([name]) => name).join(', ') }))
  return wrong
}

/** A tag that the contract takes and dates can be written in. */
function isLanguage(tag: string): boolean {
  try {
    return Locale.safeParse(tag).success && Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
