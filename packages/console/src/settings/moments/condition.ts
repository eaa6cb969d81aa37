import type { Condition, Question } from '@earshot/sdk/contract'

/** How a condition looks at an answer. */
export type How = 'answered' | 'most' | 'least' | 'exactly' | 'between' | 'one'

/** The ends of the scales. */
const SCALES: Partial<Record<Question['kind'], readonly [number, number]>> = {
  satisfaction: [1, 5],
  nps: [0, 10],
  effort: [1, 7],
}

/** Figures that can be answered; none where the question is not answered by one. */
export function figuresOf(question: Question | undefined): number[] {
  const [low, high] = (question && SCALES[question.kind]) ?? []
  return low === undefined ? [] : Array.from({ length: high! - low + 1 }, (_, i) => low + i)
}

/** The ways in which an answer to the question can be looked at. */
export function howsOf(question: Question | undefined): How[] {
  if (figuresOf(question).length > 0) return ['most', 'least', 'exactly', 'between', 'one', 'answered']
  return question && 'options' in question ? ['one', 'answered'] : ['answered']
}

export function howOf({ min, max, is }: Condition): How {
  if (is) return 'one'
  if (min !== undefined && max !== undefined) return min === max ? 'exactly' : 'between'
  if (max !== undefined) return 'most'
  return min === undefined ? 'answered' : 'least'
}

/** The same condition, looked at in another way; as much of it stays as can. */
export function withHow(condition: Condition, how: How, question: Question | undefined): Condition {
  const figures = figuresOf(question)
  const { min, max, is } = condition
  const about = { question: condition.question }
  const middle = figures[Math.floor((figures.length - 1) / 2)] ?? 0
  const one = max ?? min ?? (typeof is?.[0] === 'number' ? is[0] : middle)
  switch (how) {
    case 'most':
      return { ...about, max: one }
    case 'least':
      return { ...about, min: min ?? one }
    case 'exactly':
      return { ...about, min: one, max: one }
    case 'between':
      return { ...about, min: min ?? figures[0] ?? one, max: max ?? figures.at(-1) ?? one }
    case 'one':
      return { ...about, is: is ?? (figures.length > 0 ? [one] : firstOption(question)) }
    default:
      return about
  }
}

function firstOption(question: Question | undefined): string[] {
  return question && 'options' in question ? question.options.slice(0, 1).map(({ id }) => id) : []
}

/** A condition on a question, as it begins. */
export function newCondition(question: Question): Condition {
  return withHow({ question: question.id }, howsOf(question)[0]!, question)
}

/** Questions that a condition can look at. */
export function lookable(questions: readonly Question[]): Question[] {
  return questions.filter(({ kind }) => kind !== 'contact')
}

/** Answers with which a question is asked; those that its conditions' own questions need come first. */
export function answersFor(
  questions: readonly Question[],
  { when = [] }: Pick<Question, 'when'>,
): Record<string, string | number> {
  return Object.assign(
    {},
    ...when.flatMap((condition) => {
      const at = questions.findIndex(({ id }) => id === condition.question)
      const question = questions[at]
      if (!question) return []
      const answer = meeting(condition, question)
      const before = answersFor(questions.slice(0, at), question)
      return [{ ...before, ...(answer === undefined ? {} : { [question.id]: answer }) }]
    }),
  ) as Record<string, string | number>
}

/** An answer that meets a condition; undefined where it is not one of a few. */
function meeting({ min, max, is }: Condition, question: Question): string | number | undefined {
  if (is) return is[0]
  return max ?? min ?? figuresOf(question).at(-1) ?? firstOption(question)[0]
}
