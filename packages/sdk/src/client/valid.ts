import { FeedbackInput } from '../contract/index.ts'
import { check } from './check.ts'

/** The feedback, once it fits the contract. */
export function validFeedback(feedback: FeedbackInput): FeedbackInput {
  return check(FeedbackInput, feedback, 'The feedback', feedback.id)
}
