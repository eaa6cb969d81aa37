/**
 * The longest text that one answer may hold, in UTF-16 code units.
 * In a file without schemas, so that a page that needs the number does not load zod with it.
 */
export const ANSWER_MAX = 10_000
