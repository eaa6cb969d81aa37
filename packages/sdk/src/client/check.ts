import * as z from 'zod/mini'
import type { Rule } from '../contract/rule.ts'
import { EarshotError, type FieldError } from './error.ts'

type Issue = z.core.$ZodIssue

/**
 * The value as the contract knows it.
 *
 * @param what names the value in the message: "The feedback"
 * @throws EarshotError `invalid`, naming the path of every bad field
 */
export function check<T extends z.core.$ZodType>(schema: T, value: unknown, what: string, id?: string): z.output<T> {
  const result = z.safeParse(schema, value, { reportInput: true })
  if (result.success) return result.data
  const errors = result.error.issues.flatMap((issue) => fields(issue, []))
  const list = errors.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')
  throw new EarshotError('invalid', `${what} is not valid, so nothing was sent: ${list}. Correct it and call again.`, {
    errors,
    id,
  })
}

/** One field error for each thing that an issue names. */
function fields(issue: Issue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union') {
    // The branch that came furthest says most: a comment that is too long is "too long", not "no number".
    const best = issue.errors.find((branch) => branch.some((one) => one.code !== 'invalid_type' || one.path.length > 0))
    if (best) return best.flatMap((one) => fields(one, path))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: dotted([...path, key]),
      code: issue.code,
      message: 'is not a known field',
      rule: 'unknown_field',
    }))
  }
  return [{ path: dotted(path), code: issue.code, message: message(issue), ...rule(issue) }]
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}

/** zod/mini says "Invalid input" of everything, to stay small; this says what is wanted. */
function message(issue: Issue): string {
  if (issue.message !== 'Invalid input') return issue.message
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing'
      return issue.expected === 'int' ? 'must be a whole number' : `must be of type ${issue.expected}`
    case 'too_big':
      return `must be at most ${issue.maximum}${unit(issue.origin)}`
    case 'too_small':
      return `must be at least ${issue.minimum}${unit(issue.origin)}`
    case 'invalid_format':
      return `must be of the form ${issue.format}`
    case 'invalid_key':
      return 'is not a name that a field may have here (lower case, digits, dashes)'
    default:
      return 'is not of a type that is taken here'
  }
}

/** The rule, where it is known without the whole list of them: a page would carry it for a mistake that is seldom made. */
function rule(issue: Issue): { rule?: Rule; values?: FieldError['values'] } {
  if (issue.message !== 'Invalid input') return {}
  switch (issue.code) {
    case 'invalid_type':
      return { rule: issue.input === undefined ? 'missing' : 'not_valid' }
    case 'too_big':
      return { rule: sizeRule(issue.origin, 'max'), values: { n: Number(issue.maximum) } }
    case 'too_small':
      return { rule: sizeRule(issue.origin, 'min'), values: { n: Number(issue.minimum) } }
    case 'invalid_format':
      return { rule: issue.format === 'date' ? 'date' : issue.format === 'datetime' ? 'time' : 'not_valid' }
    default:
      return { rule: 'not_valid' }
  }
}

function sizeRule(origin: string, end: 'max' | 'min'): Rule {
  if (origin === 'string') return `characters_${end}`
  if (origin === 'array') return `items_${end}`
  return end === 'max' ? 'at_most' : 'at_least'
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' entries long' : ''
}
