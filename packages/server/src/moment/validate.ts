import { PHOTOS_MAX, type Answer, type Moment, type Question } from '@earshot/sdk/contract'
import type { Named } from '../attachment/claim.ts'
import type { FieldError } from '../problem.ts'
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
      const message = `is no question that the moment "${asked.id}" asks or ever asked`
      checked.errors.push({ path: `answers.${id}`, code: 'question_unknown', message })
      continue
    }
    const wrong = wrongAnswer(question, answer, (option) => everOffered(history, id, option))
    if (wrong) {
      const path = wrong.at === undefined ? `answers.${id}` : `answers.${id}.${wrong.at}`
      checked.errors.push({ path, code: wrong.code, message: wrong.message })
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
      return typeof answer === 'string' ? tooLong(answer, question.maxLength ?? TEXT_MAX) : type('must be words')
    case 'choice':
    case 'remedy':
      if (typeof answer !== 'string') return type('must be the id of one option')
      return offered(answer) ? undefined : unknownOption()
    case 'choices':
      return listOf(answer, 'must be a list of option ids', (one) => (offered(one) ? undefined : unknownOption()))
    case 'product':
      return listOf(answer, 'must be a list of SKUs or names')
    case 'photo':
      return listOf(answer, 'must be a list of ids') ?? tooMany(answer as string[], question.max ?? PHOTOS_MAX)
    case 'voice':
      return typeof answer === 'string' ? undefined : type('must be the id of an attachment')
    default:
      return { code: 'misplaced', message: 'is answered in `contact`, not in `answers`' }
  }
}

function wholeNumber(answer: Answer, min: number, max: number): Wrong | undefined {
  const range = `must be a whole number from ${min} to ${max}`
  if (typeof answer !== 'number' || !Number.isInteger(answer)) return type(range)
  if (answer < min) return { code: 'too_small', message: range }
  return answer > max ? { code: 'too_big', message: range } : undefined
}

function listOf(answer: Answer, message: string, each?: (one: string) => Wrong | undefined): Wrong | undefined {
  if (!Array.isArray(answer)) return type(message)
  for (const [at, one] of answer.entries()) {
    const wrong = each?.(one)
    if (wrong) return { ...wrong, at }
  }
  return undefined
}

function tooLong(answer: string, max: number): Wrong | undefined {
  if (answer.length <= max) return undefined
  return { code: 'too_big', message: `must be at most ${max} characters long; it has ${answer.length}` }
}

function tooMany(answer: readonly string[], max: number): Wrong | undefined {
  if (answer.length <= max) return undefined
  return { code: 'too_big', message: `must be at most ${max} photos; there are ${answer.length}` }
}

function type(message: string): Wrong {
  return { code: 'invalid_type', message }
}

function unknownOption(): Wrong {
  return { code: 'option_unknown', message: 'is no option that the question offers or ever offered' }
}
