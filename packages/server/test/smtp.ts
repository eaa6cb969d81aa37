import type { SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { openPostbox, type Postbox } from './postbox.ts'

export type { Postbox, Received } from './postbox.ts'

/** A postbox that is closed when the test is finished. Takes what `openPostbox` takes. */
export async function freshPostbox(options?: SMTPServerOptions, port?: number): Promise<Postbox> {
  const postbox = await openPostbox(options, port)
  onTestFinished(() => postbox.close())
  return postbox
}
