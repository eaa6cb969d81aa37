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
  const read = Named.safeParse(body)
  if (!read.success) throw invalid(read.error, 'the body')
  return siteWithKey(services, read.data.site)
}

/** The site with this public key. Rejects with `site_unknown` when there is none. */
export async function siteWithKey(services: Pick<Services, 'directory'>, key: string): Promise<Known> {
  const known = services.directory.find(key)
  const found = known instanceof Promise ? await known : known
  if (found) return found
  throw new Problem('site_unknown', 'No site has this key. Compare it with the snippet that "earshot site list" shows.')
}
