import { SiteKey } from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { invalid } from '../invalid.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { Known } from './directory.ts'

/** The one field that decides whose the rest is. */
const Named = z.looseObject({ site: SiteKey })

/** The site that a body names. Rejects with `invalid` when it names none, with `site_unknown` when there is no such. */
export async function siteNamed(services: Pick<Services, 'directory'>, body: unknown): Promise<Known> {
  const key: unknown = (body as { site?: unknown } | null)?.site
  if (typeof key === 'string') {
    // As every feedback comes this way, the schema is asked only to explain what is wrong.
    const known = services.directory.find(key)
    const found = known instanceof Promise ? await known : known
    if (found) return found
  }
  const read = Named.safeParse(body)
  if (!read.success) throw invalid(read.error, 'the body')
  throw unknown()
}

/** The site with this public key. Rejects with `site_unknown` when there is none. */
export async function siteWithKey(services: Pick<Services, 'directory'>, key: string): Promise<Known> {
  const known = services.directory.find(key)
  const found = known instanceof Promise ? await known : known
  if (found) return found
  throw unknown()
}

function unknown(): Problem {
  return new Problem(
    'site_unknown',
    'No site has this key. Compare it with the snippet that "earshot site list" shows.',
  )
}
