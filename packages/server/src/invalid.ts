import * as z from 'zod/mini'
import { type FieldError, Problem } from './problem.ts'
import { type Fault, heard, says } from './rule.ts'

// zod/mini says only "Invalid input" until it is given a language.
z.config(z.locales.en())

/** Fields named in one answer; who sends more mistakes than these has one that explains them. */
const ERRORS_MAX = 20
/** Keys are the sender's own words: long ones are cut, so that a bad body is not echoed whole. */
const KEY_MAX = 60

type Issue = z.core.$ZodIssue

/** What a schema found, as the problem `invalid` with a path for each bad field. */
export function invalid(error: z.core.$ZodError, what: string): Problem {
  const errors: FieldError[] = []
  for (const issue of error.issues) {
    if (errors.length >= ERRORS_MAX) break
    errors.push(...fieldErrors(issue, []))
  }
  return refuse(what, errors.slice(0, ERRORS_MAX))
}

/** A request's body, once it fits the schema. Rejects with `invalid`. */
export function bodyOf<T extends z.ZodMiniType>(request: { body?: unknown }, schema: T): z.infer<T> {
  const read = schema.safeParse(request.body)
  if (!read.success) throw invalid(read.error, 'the body')
  return read.data
}

/** A request's query, once it fits the schema. Rejects with `invalid`. */
export function queryOf<T extends z.ZodMiniType>(request: { query: unknown }, schema: T): z.infer<T> {
  const read = schema.safeParse(request.query)
  if (!read.success) throw invalid(read.error, 'the query')
  return read.data
}

/** The `:id` of a request's address; one that cannot be an id is like one that is unknown. */
export function idOf(request: { params: unknown }): string {
  const { id } = request.params as { id: string }
  return /^[\w-]{1,64}$/.test(id) ? id : '-'
}

/** The problem `invalid` for fields found bad. */
export function refuse(what: string, errors: readonly FieldError[]): Problem {
  const [first] = errors
  const fields = errors.length === 1 ? 'one field is' : `${errors.length} fields are`
  const detail = first
    ? `In ${what} ${fields} not valid: ${first.path || 'it'} ${lower(first.message)}`
    : `${what} is not valid`
  return new Problem('invalid', `${detail}.`, { errors })
}

function fieldErrors(issue: Issue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .slice(0, ERRORS_MAX)
      .map((key) => ({ path: dotted([...path, key]), code: issue.code, ...says('unknown_field') }))
  if (issue.code === 'invalid_union') {
    // A union that says itself what it takes.
    if (issue.message !== 'Invalid input') return [{ path: dotted(path), code: issue.code, ...heard(issue.message) }]
    const branch = closest(issue.errors)
    if (branch) return branch.flatMap((one) => fieldErrors(one, path))
    const wanted = issue.errors
      .flatMap((one) => one.map((each) => ('expected' in each ? each.expected : '')))
      .filter(Boolean)
    return [
      {
        path: dotted(path),
        code: 'invalid_type',
        ...says('kind', { kind: [...new Set(wanted)].join(' or ') || 'value of another type' }),
      },
    ]
  }
  if (issue.code === 'invalid_key')
    return [{ path: dotted(path), code: issue.code, ...heard(issue.issues[0]?.message ?? issue.message) }]
  if (issue.code === 'invalid_type') return [{ path: dotted(path), code: issue.code, ...wrongType(issue) }]
  // A schema that says itself what it takes keeps its own words.
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid option'))
    return [{ path: dotted(path), code: issue.code, ...says('one_of', { values: issue.values.join(', ') }) }]
  if (issue.code === 'invalid_format' && issue.format === 'datetime')
    return [{ path: dotted(path), code: issue.code, ...says('time') }]
  if (issue.code === 'invalid_format' && issue.format === 'date' && heard(issue.message).rule === 'not_valid')
    return [{ path: dotted(path), code: issue.code, ...says('date') }]
  if (issue.code === 'too_big' || issue.code === 'too_small')
    return [{ path: dotted(path), code: issue.code, ...outOfBounds(issue) }]
  return [{ path: dotted(path), code: issue.code, ...heard(issue.message) }]
}

/** zod tells only in its message whether there was a value at all. */
function wrongType(issue: Extract<Issue, { code: 'invalid_type' }>): Fault {
  if (issue.message.endsWith('undefined')) return says('missing')
  if (issue.expected === 'record' || issue.expected === 'object') return says('object')
  if (issue.expected === 'array') return says('list')
  const article = /^[aeiou]/.test(issue.expected) ? 'an' : 'a'
  return { ...says('kind', { kind: issue.expected }), message: `must be ${article} ${issue.expected}` }
}

const UNITS: Readonly<Record<string, 'characters' | 'items'>> = {
  string: 'characters',
  array: 'items',
  set: 'items',
  map: 'items',
}

function outOfBounds(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): Fault {
  // A schema that says itself what it takes keeps its own words.
  const own = heard(issue.message)
  if (own.rule !== 'not_valid') return own
  const isBig = issue.code === 'too_big'
  const n = Number(isBig ? issue.maximum : issue.minimum)
  const unit = UNITS[issue.origin]
  if (!unit)
    return says(issue.inclusive === false ? (isBig ? 'below' : 'beyond') : isBig ? 'at_most' : 'at_least', { n })
  if (!isBig && n === 1) return says('empty')
  const said = says(`${unit}_${isBig ? 'max' : 'min'}`, { n })
  return n === 1 ? { ...said, message: said.message.replace(/s$/, '') } : said
}

/** Of a union's branches the one that the value was meant for: the one that got past the value's own type. */
function closest(branches: readonly Issue[][]): Issue[] | undefined {
  return branches.find((issues) => issues.every((issue) => issue.code !== 'invalid_type' || issue.path.length > 0))
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map((key) => (String(key).length > KEY_MAX ? `${String(key).slice(0, KEY_MAX)}…` : String(key))).join('.')
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
