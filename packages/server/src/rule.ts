import { type Rule, ruleOf, type RULES, type RuleValues, sentence } from '@earshot/sdk/contract'

/** What is said of a rule: in English, and so that others can say it in their own words. */
export interface Fault {
  readonly message: string
  readonly rule: Rule
  readonly values?: RuleValues
}

/** The names of what is filled in: `n` and `are` of `at most {n}; there are {are}`. */
type Blanks<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | Blanks<Rest>
  : never

type Filled<R extends Rule> = [Blanks<(typeof RULES)[R]>] extends [never]
  ? []
  : [values: Readonly<Record<Blanks<(typeof RULES)[R]>, string | number>>]

/** Says a rule. */
export function says<R extends Rule>(rule: R, ...[values]: Filled<R>): Fault {
  return { message: sentence(rule, values), rule, ...(values && { values }) }
}

/** What a schema's own words tell of. */
export function heard(message: string): Fault {
  return { message, ...(ruleOf(message) ?? { rule: 'not_valid' }) }
}
