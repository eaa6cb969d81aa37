import type { Heading, MomentInput, Option, Question, QuestionKind, Text } from '@earshot/sdk/contract'
import type { Starters } from './starters.ts'

/** Kinds that can be asked, in the order in which they are offered. */
export const KINDS = [
  'satisfaction',
  'nps',
  'effort',
  'choice',
  'choices',
  'text',
  'photo',
  'product',
  'contact',
  'remedy',
] as const satisfies QuestionKind[]

/** Ids that the figures look for; a first question of the kind gets its own. */
const USUAL: Partial<Record<QuestionKind, string>> = {
  nps: 'recommend',
  choices: 'reasons',
  text: 'comment',
  photo: 'photos',
  product: 'products',
}

/** A lasting name made of words: `A new one` is `a-new-one`. Empty where they have no Latin letters. */
export function slug(words: string): string {
  const plain = words.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
}

/** `base`, or with a number where it is taken. */
export function free(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base
  for (let n = 2; ; n++) {
    const id = `${base.slice(0, 36)}-${n}`
    if (!taken.includes(id)) return id
  }
}

/** A new question of a kind. @param taken ids that were ever asked: another question never gets one of them */
export function newQuestion(
  kind: QuestionKind,
  taken: readonly string[],
  { labels }: Pick<Starters, 'labels'>,
): Question {
  const about = { id: free(USUAL[kind] ?? kind, taken), label: {} }
  switch (kind) {
    case 'satisfaction':
      return { ...about, kind, required: true, labels: [...labels] }
    case 'choice':
    case 'choices':
    case 'remedy':
      return { ...about, kind, options: [newOption([]), newOption(['option-1'])] }
    case 'contact':
      return { ...about, kind, fields: ['email'] }
    default:
      return { ...about, kind }
  }
}

export function newOption(taken: readonly string[]): Option {
  let n = taken.length + 1
  while (taken.includes(`option-${n}`)) n++
  return { id: `option-${n}`, label: {} }
}

export function newHeading(): Heading {
  return { title: {} }
}

/** A moment that asks one thing. */
export function blank(id: string, title: Text, starters: Starters): MomentInput {
  return {
    id,
    title,
    headings: [],
    questions: [{ ...newQuestion('satisfaction', [], starters), label: starters.label }],
    after: [{ title: starters.thanks }],
  }
}

/** Whether an id is one that nobody chose, so that it may follow the words. */
export function follows(id: string, words: string | undefined): boolean {
  return /^option-\d+$/.test(id) || (words !== undefined && slug(words) === id)
}
