import {
  type Answer,
  Contact,
  FeedbackId,
  type FeedbackInput,
  holds,
  type Moment,
  type Question,
  uuidv7,
} from '@earshot/sdk/contract'
import { checkAnswers } from '../../moment/validate.ts'
import type { Form } from '../complaint/form.ts'
import type { Ask } from './ask.ts'
import { canAsk, type Typed } from './question.ts'
import type { Wrong } from './words.ts'

/** A form as it was sent, as what the customer said. */
export interface Said {
  input: FeedbackInput
  /** The version that was asked. */
  asked: Moment
  satisfaction: number | null
  retired: boolean
  photos: { id: string; path: string }[]
}

/** What a form says; or what is wrong with it, with everything that was typed. */
export function readAnswer(ask: Ask, form: Form): { said: Said } | { typed: Typed } {
  const fields = new Map<string, string[]>()
  for (const [name, value] of form.pairs) fields.set(name, [...(fields.get(name) ?? []), value.replace(/\r\n?/g, '\n')])
  const wrong: Record<string, Wrong> = {}
  if (form.wrong !== undefined) {
    // Only what a form with photos can say; the rest is of the complaint's page.
    const known: Partial<Record<string, Wrong>> = {
      photo: 'photo',
      photoType: 'photoType',
      photoLarge: 'photoLarge',
      photoMany: 'photoMany',
      photoRoom: 'photoRoom',
      long: 'long',
    }
    wrong['form'] = known[form.wrong] ?? 'unreadable'
  }
  const { answers, asked, contact } = answersOf(ask, fields, form.photos, wrong)
  const checked = checkAnswers(answers, asked, ask.history)
  for (const { path, code } of checked.errors) {
    const id = path.split('.')[1]!
    wrong[id] ??= code === 'too_big' && typeof answers[id] === 'string' ? 'long' : 'check'
  }
  if (Object.keys(wrong).length === 0 && Object.keys(answers).length === 0 && !contact) wrong['form'] = 'nothing'
  if (Object.keys(wrong).length > 0) return { typed: { fields, photos: form.photos, wrong } }
  const given = fields.get('id')?.[0]
  const id = ask.followup?.answer_id ?? (FeedbackId.safeParse(given).success ? given! : uuidv7())
  const input: FeedbackInput = {
    id,
    site: ask.site.key,
    moment: asked.id,
    answers,
    locale: ask.locale,
    ...(contact ? { contact } : {}),
    ...(ask.order === undefined ? {} : { order: { id: ask.order } }),
    ...(fields.get('website')?.[0] ? { signals: { honeypot: fields.get('website')![0]!.slice(0, 200) } } : {}),
  }
  const { satisfaction, retired, photos } = checked
  return { said: { input, asked, satisfaction, retired, photos } }
}

/** Answers to what was really asked: what hung on another answer counts only where that was given. */
function answersOf(
  ask: Ask,
  fields: ReadonlyMap<string, readonly string[]>,
  photos: readonly string[],
  wrong: Record<string, Wrong>,
): { answers: FeedbackInput['answers']; asked: Moment; contact: Contact | undefined } {
  const asked = ask.history.versions.get(Number(fields.get('version')?.[0])) ?? ask.moment
  const answers: Record<string, Answer> = {}
  let contact: Contact | undefined
  let left = [...photos]
  for (const question of asked.questions) {
    if (!canAsk(question, ask) || !holds(question.when, answers)) continue
    if (question.kind === 'contact') {
      contact = contactOf(question, fields, wrong)
      continue
    }
    const answer = question.kind === 'photo' ? left : answerOf(question, fields.get(`q.${question.id}`) ?? [])
    if (question.kind === 'photo') left = []
    if (answer === undefined || (Array.isArray(answer) && answer.length === 0)) {
      if (question.required) wrong[question.id] = question.kind === 'text' ? 'write' : 'choose'
    } else answers[question.id] = answer
  }
  return { answers, asked, contact }
}

function answerOf({ kind }: Question, sent: readonly string[]): Answer | undefined {
  const [first = ''] = sent
  switch (kind) {
    case 'satisfaction':
    case 'nps':
    case 'effort':
      return first === '' ? undefined : Number(first)
    case 'choices':
    case 'product':
      return [...new Set(sent)]
    default:
      return first.trim() === '' ? undefined : first
  }
}

function contactOf(
  question: Extract<Question, { kind: 'contact' }>,
  fields: ReadonlyMap<string, readonly string[]>,
  wrong: Record<string, Wrong>,
): Contact | undefined {
  const given = question.fields.flatMap((field) => {
    const value = fields.get(`c.${field}`)?.[0]?.trim()
    return value ? [[field, value] as const] : []
  })
  if (given.length === 0) {
    if (question.required) wrong[question.id] = 'reach'
    return undefined
  }
  const read = Contact.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const field = read.error.issues[0]?.path[0]
  wrong[question.id] = field === 'email' ? 'email' : field === 'phone' ? 'phone' : 'check'
  return undefined
}
