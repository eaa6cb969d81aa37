/** What a condition looks at: the answers so far, by question id. */
export type Answers = Readonly<Record<string, unknown>>

/** The part of a condition that deciding needs; the schema is `Condition` in moment.ts. */
interface Test {
  question: string
  min?: number | undefined
  max?: number | undefined
  is?: readonly (string | number)[] | undefined
}

/**
 * Whether all of `when` hold for the answers so far; no conditions hold always.
 * A question that is not answered meets no condition. For several chosen options, one that matches is enough.
 */
export function holds(when: readonly Test[] | undefined, answers: Answers): boolean {
  return (when ?? []).every((test) => {
    const answer = answers[test.question]
    if (answer === undefined || answer === null || answer === '') return false
    if (test.min !== undefined && !(Number(answer) >= test.min)) return false
    if (test.max !== undefined && !(Number(answer) <= test.max)) return false
    const given: unknown[] = Array.isArray(answer) ? answer : [answer]
    return !test.is || given.some((one) => test.is!.includes(one as string))
  })
}
