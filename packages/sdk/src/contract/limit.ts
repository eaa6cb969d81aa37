/**
 * The longest text that one answer may hold, in UTF-16 code units.
 * In a file without schemas, so that a page that needs the number does not load zod with it.
 */
export const ANSWER_MAX = 10_000

/** The largest photo that is taken, in bytes. */
export const PHOTO_MAX = 10 * 1024 * 1024

/** Photos that one question takes where it does not say otherwise. */
export const PHOTOS_MAX = 5
