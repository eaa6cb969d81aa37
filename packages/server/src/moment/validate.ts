import { PHOTOS_MAX, type Answer, type Moment, type Question } from '@earshot/sdk/contract'
import type { Named } from '../attachment/claim.ts'
import type { FieldError } from '../problem.ts'
import { type Fault, says } from '../rule.ts'
import type { MomentHistory } from './store.ts'

/** Longest words where a text question does not say otherwise, in UTF-16 code units. */
const TEXT_MAX = 5000

type Wrong = Omit<FieldError, 'path'> & { at?: number }

/** What the answers hold up to. */
export interface Checked {
  errors: FieldError[]
  /** Some answer's question, or some option named, is no longer asked. */
  retired: boolean
  /** 1 to 5, of the first satisfaction question that is answered. */
  satisfaction: number | null
  /** Files that answer photo questions. */
  photos: Named[]
}

/**
 * Holds answers against what the moment asks, or ever asked: a page loaded before an edit still sends the old questions.
 * Whether everything required is answered is the form's care: a shop's back end may know less than the customer.
 *
 * @param asked the version that was answered
 */
export function checkAnswers(
  answers: Readonly<Record<string, Answer>>,
  asked: Moment,
  history: MomentHistory,
): Checked {
  const checked: Checked = { errors: [], retired: false, satisfaction: null, photos: [] }
  for (const id in answers) {
    const answer = answers[id]!
    const now = questionOf(history.current, id)
    const question = questionOf(asked, id) ?? now ?? past(history, id)
    if (!question) {
      const said = says('question_never', { moment: asked.id })
      checked.errors.push({ path: `answers.${id}`, code: 'question_unknown', ...said })
      continue
    }
    const wrong = wrongAnswer(question, answer, (option) => everOffered(history, id, option))
    if (wrong) {
      const { at, ...said } = wrong
      checked.errors.push({ path: at === undefined ? `answers.${id}` : `answers.${id}.${at}`, ...said })
      continue
    }
    if (!now || !offersAll(now, answer)) checked.retired = true
    if (question.kind === 'satisfaction') checked.satisfaction ??= answer as number
    else if (question.kind === 'photo')
      checked.photos.push(...(answer as string[]).map((one, at) => ({ id: one, path: `answers.${id}.${at}` })))
  }
  return checked
}

function questionOf(moment: Moment, id: string): Question | undefined {
  return moment.questions.find((question) => question.id === id)
}

/** The youngest definition of a question that is no longer asked. */
function past(history: MomentHistory, id: string): Question | undefined {
  let found: Question | undefined
  for (const moment of history.versions.values()) found = questionOf(moment, id) ?? found
  return found
}

function everOffered(history: MomentHistory, id: string, option: string): boolean {
  return [...history.versions.values()].some((moment) => {
    const question = questionOf(moment, id)
    return question !== undefined && optionsOf(question).includes(option)
  })
}

function offersAll(question: Question, answer: Answer): boolean {
  const options = optionsOf(question)
  if (options.length === 0) return true
  return (Array.isArray(answer) ? answer : [answer]).every((one) => options.includes(String(one)))
}

function optionsOf(question: Question): string[] {
  return 'options' in question ? question.options.map((option) => option.id) : []
}

/** What is wrong with an answer to a question; undefined when nothing is. */
function wrongAnswer(question: Question, answer: Answer, offered: (option: string) => boolean): Wrong | undefined {
  switch (question.kind) {
    case 'satisfaction':
      return wholeNumber(answer, 1, 5)
    case 'nps':
      return wholeNumber(answer, 0, 10)
    case 'effort':
      return wholeNumber(answer, 1, 7)
    case 'text':
      return typeof answer === 'string' ? tooLong(answer, question.maxLength ?? TEXT_MAX) : type(says('answer_words'))
    case 'choice':
    case 'remedy':
      if (typeof answer !== 'string') return type(says('answer_option'))
      return offered(answer) ? undefined : unknownOption()
    case 'choices':
      return listOf(answer, says('answer_options'), (one) => (offered(one) ? undefined : unknownOption()))
    case 'product':
      return listOf(answer, says('answer_products'))
    case 'photo':
      return listOf(answer, says('answer_ids')) ?? tooMany(answer as string[], question.max ?? PHOTOS_MAX)
    case 'voice':
      return typeof answer === 'string' ? undefined : type(says('answer_upload'))
    default:
      return { code: 'misplaced', ...says('answer_contact') }
  }
}

function wholeNumber(answer: Answer, min: number, max: number): Wrong | undefined {
  const range = says('whole', { min, max })
  if (typeof answer !== 'number' || !Number.isInteger(answer)) return type(range)
  if (answer < min) return { code: 'too_small', ...range }
  return answer > max ? { code: 'too_big', ...range } : undefined
}

function listOf(answer: Answer, said: Fault, each?: (one: string) => Wrong | undefined): Wrong | undefined {
  if (!Array.isArray(answer)) return type(said)
  for (const [at, one] of answer.entries()) {
    const wrong = each?.(one)
    if (wrong) return { ...wrong, at }
  }
  return undefined
}

function tooLong(answer: string, max: number): Wrong | undefined {
  if (answer.length <= max) return undefined
  return { code: 'too_big', ...says('characters_told', { n: max, are: answer.length }) }
}

function tooMany(answer: readonly string[], max: number): Wrong | undefined {
  if (answer.length <= max) return undefined
  return { code: 'too_big', ...says('photos_max', { n: max, are: answer.length }) }
}

function type(said: Fault): Wrong {
  return { code: 'invalid_type', ...said }
}

function unknownOption(): Wrong {
  return { code: 'option_unknown', ...says('option_never') }
}
