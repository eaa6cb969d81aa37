import type { ProblemCode, Rule, RuleValues } from '@earshot/sdk/contract'
import { signal } from '@preact/signals'
import { languageName } from '../words/format.ts'
import { language, w } from '../words/words.ts'
import type { ruleOf } from './rules.ts'

/*
 * What the server answers, in the reader's words. It speaks English itself, so English needs none; the other languages
 * are loaded with the first fault, as most days have none.
 */

/** Rules that only a program can break: the console sends nothing of the kind, or people never see what comes of it. */
export const PROGRAMS = [
  'answer_contact',
  'answer_elsewhere',
  'answer_ids',
  'answer_option',
  'answer_options',
  'answer_products',
  'answer_upload',
  'answer_words',
  'currency_missing',
  'cursor',
  'draft_key',
  'event_id',
  'event_types',
  'followup_states',
  'heard_staff',
  'ids_with_read',
  'kind',
  'labels_only',
  'language_tag',
  'list',
  'measure_parts',
  'member_own',
  'merged_or_parts',
  'needs_from',
  'not_before',
  'not_with_from',
  'object',
  'one_person',
  'option_never',
  'points_max',
  'preview',
  'question_never',
  'satisfactions',
  'search_kinds',
  'sent_twice',
  'since_1970',
  'site_key',
  'site_missing',
  'some_named',
  'stages',
  'staff_only',
  'system_only',
  'unknown_field',
  'upload',
  'uuid',
  'versions_or_from',
  'webhook_format',
  'zoned_time',
] as const satisfies readonly Rule[]

/** What the server says, in another language than its own. What stands in braces is filled in. */
export interface FaultWords {
  /** By the code of a problem: what happened and what to do next. */
  codes: Readonly<Record<ProblemCode | 'bad_answer', string>>
  /** By the rule that is broken. */
  rules: Readonly<Record<Exclude<Rule, (typeof PROGRAMS)[number]>, string>>
}

/** The words, and what tells from English words what they are about: the SDK checks fields before it sends them. */
type Loaded = FaultWords & { ruleOf: typeof ruleOf }

const LOADERS: Readonly<Record<string, () => Promise<{ default: FaultWords }>>> = {
  ko: () => import('../text/ko/fault.ts'),
  'zh-Hant': () => import('../text/zh-Hant/fault.ts'),
}

/** By language; null where they did not come, so that the server's own words stand in. */
const loaded = signal<Readonly<Record<string, Loaded | null>>>({})
const asked = new Set<string>()

/** The words of the reader's language; undefined while they are on their way. */
function faultWords(): Loaded | null | undefined {
  const tag = language.value
  const load = LOADERS[tag]
  if (!load) return null
  if (!asked.has(tag)) {
    asked.add(tag)
    void Promise.all([load(), import('./rules.ts')])
      .then(([{ default: words }, { ruleOf }]) => ({ ...words, ruleOf }))
      .catch(() => {
        asked.delete(tag)
        return null
      })
      .then((words) => (loaded.value = { ...loaded.peek(), [tag]: words }))
  }
  return loaded.value[tag]
}

/** Something that is against a rule, as the server tells it. */
interface Broken {
  message: string
  rule?: string | undefined
  values?: RuleValues | undefined
}

/** A problem, as the server tells it. */
interface Told {
  code: string
  title?: string | undefined
  detail?: string | undefined
  rule?: string | undefined
  values?: RuleValues | undefined
  errors?: readonly (Broken & { path: string })[] | undefined
}

/** What is wrong with a field. A component that shows it is drawn anew when the words have come. */
export function ruleText({ message, rule, values }: Broken): string {
  const words = faultWords()
  if (words === undefined) return w().common.state.failed
  if (words === null) return message
  const known = rule === undefined ? words.ruleOf(message) : { rule, values }
  const said = known && (words.rules as Readonly<Record<string, string>>)[known.rule]
  return said === undefined ? message : filled(said, known?.values)
}

/** What a problem means: by its code, and by what stands in the way where the server told it. */
export function problemText({ code, title, detail, rule, values, errors = [] }: Told): string {
  const words = faultWords()
  if (words === undefined) return w().common.state.failed
  const said = (words?.codes as Readonly<Record<string, string>> | undefined)?.[code]
  if (said === undefined) return inEnglish(code, detail ?? title, errors)
  const why = rule === undefined ? '' : ruleText({ message: '', rule, values })
  const fields = errors.map((one) => (one.path === '' ? ruleText(one) : `${ruleText(one)} (${one.path})`))
  if (code === 'invalid' && fields.length > 0) return w().common.state.refused(fields.join(' '))
  return [said, why, ...fields].filter(Boolean).join(' ')
}

/** In the server's own words, each thing once. */
function inEnglish(code: string, said = '', errors: NonNullable<Told['errors']>): string {
  const fields = errors.map(({ path, message }) => `${path} ${message}`.trim())
  if (code === 'invalid' && fields.length > 0) return w().common.state.refused(fields.join('; '))
  return [said, ...fields.filter((field) => !said.includes(field))].join(' ')
}

/** Fills in what the server named, in the reader's words where it is one of the shop's own. */
function filled(said: string, values: RuleValues = {}): string {
  const { common } = w()
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    stage: common.stage,
    role: common.me.roles,
  }
  return said.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return name === 'language' ? languageName(String(value)) : (own[name]?.[value] ?? String(value))
  })
}
