import type { FeedbackInput } from '../contract/index.ts'

/**
 * In a browser the server alone holds feedback against the contract. Its answer is the same error with the same
 * paths, and the check here would cost every page as much again as all the rest of the client.
 */
export function validFeedback(feedback: FeedbackInput): FeedbackInput {
  return feedback
}
