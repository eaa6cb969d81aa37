import { isDeepStrictEqual } from 'node:util'
import type { Condition, Moment, MomentNote, Question, Text } from '@earshot/sdk/contract'
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
export function faultsOf(draft: Draft): MomentNote[] {
  const { questions, headings, after } = draft
  const faults: MomentNote[] = []
  const tell = (path: string, code: string, message: string) => faults.push({ path, code, message })
  for (const { path, text } of textsOf(draft)) {
    if (Object.values(text).some((words) => !words.isWellFormed() || words.includes('\0')))
      tell(path, 'unstorable', 'holds a NUL or half a surrogate pair, which cannot be stored')
    if (Object.keys(text).length > LANGUAGES_MAX) tell(path, 'too_big', `must be in ${LANGUAGES_MAX} languages at most`)
  }
  for (const { path, text, name } of textsOf(draft))
    if (/^(title|label)$/.test(name) && isBlank(text))
      tell(path, 'too_small', 'must hold words in one language at least')
  for (const [at, question] of questions.entries()) {
    const path = `questions.${at}`
    if (questions.findIndex(({ id }) => id === question.id) < at)
      tell(`${path}.id`, 'duplicate', 'is the id of an earlier question; answers are kept by it')
    if ('options' in question)
      for (const [i, { id }] of question.options.entries())
        if (question.options.findIndex((one) => one.id === id) < i)
          tell(`${path}.options.${i}.id`, 'duplicate', 'is the id of an earlier option')
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
): MomentNote[] {
  return (when ?? []).flatMap((condition, i): MomentNote[] => {
    const at = `${path}.${i}`
    const question = earlier.find(({ id }) => id === condition.question)
    if (!question) {
      const later = all.some(({ id }) => id === condition.question)
      const message = later
        ? 'is asked later; a condition looks at an earlier question'
        : 'is no question of this moment'
      return [{ path: `${at}.question`, code: later ? 'question_later' : 'question_unknown', message }]
    }
    return outOfReach(condition, question, at)
  })
}

/** Whether an answer to the question can meet the condition. */
function outOfReach({ min, max, is }: Condition, question: Question, at: string): MomentNote[] {
  if (question.kind === 'contact')
    return [{ path: `${at}.question`, code: 'misplaced', message: 'asks for a contact, which no condition looks at' }]
  const [low, high] = SCALES[question.kind] ?? []
  if (low === undefined || high === undefined) {
    if (min !== undefined || max !== undefined)
      return [
        { path: at, code: 'misplaced', message: 'compares with numbers, but the question is not answered by one' },
      ]
    if (!('options' in question)) return []
    return (is ?? []).flatMap((value, i) =>
      question.options.some(({ id }) => id === value)
        ? []
        : [{ path: `${at}.is.${i}`, code: 'option_unknown', message: 'is no option of that question' }],
    )
  }
  const met = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
    (one) => one >= (min ?? low) && one <= (max ?? high) && (is?.includes(one) ?? true),
  )
  if (met.length > 0) return []
  return [{ path: at, code: 'never', message: `no answer from ${low} to ${high} meets this` }]
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
        message: `looks like "${old}" by another id: what was answered before stays under "${old}", and figures part here`,
      })
    if (question.kind === 'voice')
      warnings.push({ path, code: 'not_asked', message: 'asks for a voice message, which is not asked yet' })
  }
  if (after.at(-1)?.when?.length)
    warnings.push({
      path: `after.${after.length - 1}.when`,
      code: 'no_ending',
      message: 'the last thing said after the receipt has a condition: who does not meet it is told nothing',
    })
  for (const [at, { view = 1 }] of headings.entries())
    if (!questions.some((question) => (question.view ?? 1) === view))
      warnings.push({ path: `headings.${at}.view`, code: 'no_view', message: `no question is asked on view ${view}` })
  for (const { path, text } of textsOf(draft)) {
    if (isBlank(text)) continue
    for (const tag of unsaid(text, locales))
      warnings.push({
        path: `${path}.${tag}`,
        code: 'text_missing',
        message: `has no words in ${tag}: its readers see another language (${locale} where there is one)`,
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
