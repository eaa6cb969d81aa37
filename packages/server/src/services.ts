import type { Config } from './config.ts'
import type { Database } from './database/engine.ts'
import type { Live } from './event/live.ts'
import type { Batch } from './feedback/batch.ts'
import type { RateLimits } from './guard/rate.ts'
import type { Told } from './mark/told.ts'
import type { Present } from './presence/present.ts'
import type { Assets } from './site/assets.ts'
import type { Directory } from './site/directory.ts'
import type { Seen } from './site/seen.ts'

/** What the routes of one server share. */
export interface Services {
  readonly config: Config
  /** Origin of the server's own public address. */
  readonly origin: string
  readonly database: Database
  readonly directory: Directory
  readonly live: Live
  readonly present: Present
  readonly marks: Told
  readonly batch: Pick<Batch, 'add'>
  readonly limits: RateLimits
  readonly assets: Assets
  readonly seen: Seen
}
