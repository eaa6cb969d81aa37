import { isDeepStrictEqual } from 'node:util'
import type { Condition, Moment, MomentNote, Question, Text } from '@earshot/sdk/contract'
import type { FieldError } from '../problem.ts'
import { type Fault, says } from '../rule.ts'
import type { Kept } from './store.ts'
import { textsOf, unsaid } from './texts.ts'

/** Languages that one text may be in. */
const LANGUAGES_MAX = 40
/** Warnings told at a time. */
const WARNINGS_MAX = 100

/** The ends of the scales. */
const SCALES: Partial<Record<Question['kind'], readonly [number, number]>> = {
  satisfaction: [1, 5],
  nps: [0, 10],
  effort: [1, 7],
}

/** What a moment is like as it shall be. */
type Draft = Omit<Moment, 'version'>

/** Why a draft cannot be a version of a moment: what its schema cannot tell. Paths are those of the draft. */
export function faultsOf(draft: Draft): FieldError[] {
  const { questions, headings, after } = draft
  const faults: FieldError[] = []
  const tell = (path: string, code: string, said: Fault) => faults.push({ path, code, ...said })
  for (const { path, text } of textsOf(draft)) {
    if (Object.values(text).some((words) => !words.isWellFormed() || words.includes('\0')))
      tell(path, 'unstorable', says('unstorable'))
    if (Object.keys(text).length > LANGUAGES_MAX) tell(path, 'too_big', says('languages_max', { n: LANGUAGES_MAX }))
  }
  for (const { path, text, name } of textsOf(draft))
    if (/^(title|label)$/.test(name) && isBlank(text)) tell(path, 'too_small', says('some_words'))
  for (const [at, question] of questions.entries()) {
    const path = `questions.${at}`
    if (questions.findIndex(({ id }) => id === question.id) < at)
      tell(`${path}.id`, 'duplicate', says('question_twice'))
    if ('options' in question)
      for (const [i, { id }] of question.options.entries())
        if (question.options.findIndex((one) => one.id === id) < i)
          tell(`${path}.options.${i}.id`, 'duplicate', says('option_twice'))
    faults.push(...conditions(question.when, `${path}.when`, questions.slice(0, at), questions))
  }
  for (const [name, list] of [['headings', headings] as const, ['after', after] as const])
    for (const [at, { when }] of list.entries())
      faults.push(...conditions(when, `${name}.${at}.when`, questions, questions))
  return faults
}

function isBlank(text: Text): boolean {
  return Object.values(text).every((words) => words.trim() === '')
}

/** What is wrong with conditions that look at answers to `earlier` questions. */
function conditions(
  when: readonly Condition[] | undefined,
  path: string,
  earlier: readonly Question[],
  all: readonly Question[],
): FieldError[] {
  return (when ?? []).flatMap((condition, i): FieldError[] => {
    const at = `${path}.${i}`
    const question = earlier.find(({ id }) => id === condition.question)
    if (!question) {
      const later = all.some(({ id }) => id === condition.question)
      const rule = later ? 'question_later' : 'question_unknown'
      return [{ path: `${at}.question`, code: rule, ...says(rule) }]
    }
    return outOfReach(condition, question, at)
  })
}

/** Whether an answer to the question can meet the condition. */
function outOfReach({ min, max, is }: Condition, question: Question, at: string): FieldError[] {
  if (question.kind === 'contact') return [{ path: `${at}.question`, code: 'misplaced', ...says('contact_condition') }]
  const [low, high] = SCALES[question.kind] ?? []
  if (low === undefined || high === undefined) {
    if (min !== undefined || max !== undefined) return [{ path: at, code: 'misplaced', ...says('no_number') }]
    if (!('options' in question)) return []
    return (is ?? []).flatMap((value, i) =>
      question.options.some(({ id }) => id === value)
        ? []
        : [{ path: `${at}.is.${i}`, code: 'option_unknown', ...says('option_unknown') }],
    )
  }
  const met = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
    (one) => one >= (min ?? low) && one <= (max ?? high) && (is?.includes(one) ?? true),
  )
  if (met.length > 0) return []
  return [{ path: at, code: 'never', ...says('never_met', { min: low, max: high }) }]
}

/** Questions whose id had another kind, with the versions that asked it so: wrong once one of those was answered. */
export function changedKinds(draft: Draft, kept: Kept | undefined): { at: number; versions: number[]; was: string }[] {
  return draft.questions.flatMap(({ id, kind }, at) => {
    const other = [...(kept?.versions ?? [])].flatMap(([version, { questions }]) => {
      const was = questions.find((one) => one.id === id)?.kind
      return was !== undefined && was !== kind ? [{ version, was }] : []
    })
    return other.length > 0 ? [{ at, versions: other.map(({ version }) => version), was: other.at(-1)!.was }] : []
  })
}

/** What is allowed and yet deserves a look. */
export function warningsOf(
  draft: Draft,
  kept: Kept | undefined,
  { locales, locale }: { locales: readonly string[]; locale: string },
): MomentNote[] {
  const { questions, after, headings } = draft
  const warnings: MomentNote[] = []
  for (const [at, question] of questions.entries()) {
    const path = `questions.${at}`
    const old = renamedFrom(question, questions, kept?.current.questions ?? [])
    if (old !== undefined)
      warnings.push({
        path: `${path}.id`,
        code: 'renamed',
        ...says('renamed', { id: old }),
      })
    if (question.kind === 'voice') warnings.push({ path, code: 'not_asked', ...says('not_asked') })
  }
  if (after.at(-1)?.when?.length)
    warnings.push({
      path: `after.${after.length - 1}.when`,
      code: 'no_ending',
      ...says('no_ending'),
    })
  for (const [at, { view = 1 }] of headings.entries())
    if (!questions.some((question) => (question.view ?? 1) === view))
      warnings.push({ path: `headings.${at}.view`, code: 'no_view', ...says('no_view', { n: view }) })
  for (const { path, text } of textsOf(draft)) {
    if (isBlank(text)) continue
    for (const tag of unsaid(text, locales))
      warnings.push({
        path: `${path}.${tag}`,
        code: 'text_missing',
        ...says('text_missing', { language: tag, locale }),
      })
  }
  return warnings.slice(0, WARNINGS_MAX)
}

/** The id of a question that is gone and was the same but for its id. */
function renamedFrom(question: Question, all: readonly Question[], before: readonly Question[]): string | undefined {
  if (before.some(({ id }) => id === question.id)) return undefined
  return before.find(
    (old) =>
      !all.some(({ id }) => id === old.id) &&
      old.kind === question.kind &&
      isDeepStrictEqual(old.label, question.label),
  )?.id
}
