import { FeedbackInput } from '../contract/index.ts'
import { check } from './check.ts'

/** The feedback, once it fits the contract. */
export function validFeedback(feedback: FeedbackInput): FeedbackInput {
  return check(FeedbackInput, { ...feedback, answers: unixLines(feedback.answers) }, 'The feedback', feedback.id)
}

/** A form posts its lines with CRLF: two characters, of which the server counts one. */
function unixLines(answers: unknown): unknown {
  if (typeof answers !== 'object' || answers === null) return answers
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]: [string, unknown]) => [
      id,
      typeof answer === 'string' ? answer.replace(/\r\n?/g, '\n') : answer,
    ]),
  )
}
