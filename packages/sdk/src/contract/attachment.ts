import * as z from 'zod/mini'

/** Random name of a photo or voice message that was uploaded. */
export const AttachmentId = z
  .string()
  .check(z.regex(/^[\w-]{22}$/, { error: 'must be the id that an upload answered' }))

/** The answer to an upload: name the id in a feedback within a day, or the file is deleted. */
export const Upload = z.strictObject({ id: AttachmentId })
export type Upload = z.infer<typeof Upload>
