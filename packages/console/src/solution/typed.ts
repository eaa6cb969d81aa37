import type { RemedyKind, Solution, SolutionInput } from '@earshot/sdk/contract'
import { minorOf, typedOf } from '../complaint/amount.ts'

/** What stands in the fields of a solution. */
export interface Typed {
  title: string
  category: string
  product: string
  /** Words by language, in the order of the fields. */
  versions: readonly (readonly [language: string, words: string])[]
  /** Empty: it is an answer. */
  kind: RemedyKind | ''
  cost: string
  currency: string
  tasks: readonly { kind: string; words: string; department: string }[]
}

/** The fields of a solution; of none yet, in this language. */
export function typedFrom(solution: Solution | undefined, language: string, currency: string): Typed {
  const { title = '', category, product, versions = { [language]: '' }, remedy } = solution ?? {}
  const of = remedy?.currency ?? currency
  return {
    title,
    category: category ?? '',
    product: product ?? '',
    versions: Object.entries(versions),
    kind: remedy?.kind ?? '',
    cost: remedy?.cost === undefined ? '' : typedOf(remedy.cost, of),
    currency: of,
    tasks: (remedy?.tasks ?? []).map(({ kind, words = '', department = '' }) => ({ kind, words, department })),
  }
}

/** What is sent; undefined where the amount is none. */
export function inputOf(typed: Typed): (SolutionInput & { versions: Record<string, string> }) | undefined {
  const { title, category, product, versions, kind, cost, currency, tasks } = typed
  const amount = cost.trim() === '' ? undefined : minorOf(cost, currency)
  if (kind !== '' && cost.trim() !== '' && amount === undefined) return undefined
  return {
    title: title.trim(),
    category: category || null,
    product: product.trim() || null,
    versions: Object.fromEntries(versions.filter(([, words]) => words.trim() !== '')),
    remedy:
      kind === ''
        ? null
        : {
            kind,
            ...(amount === undefined ? {} : { cost: amount, currency }),
            ...(tasks.length === 0
              ? {}
              : {
                  tasks: tasks.map((task) => ({
                    kind: task.kind as 'ship',
                    ...(task.words.trim() ? { words: task.words.trim() } : {}),
                    ...(task.department ? { department: task.department } : {}),
                  })),
                }),
          },
  }
}
