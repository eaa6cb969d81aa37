import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'
import type { Site } from '../site/store.ts'

const MINUTE_MS = 60_000

/** Limits writes a minute. Each rejects with `rate_limited` and the seconds to wait. */
export interface RateLimits {
  /** By address, before the body is read. */
  address(request: FastifyRequest): Promise<void>
  /** By site, and by address where the site asks for less than the server. */
  site(request: FastifyRequest, site: Site): Promise<void>
}

/** What the limiter's callbacks read of a request; set just before it is asked. */
const asked = new WeakMap<FastifyRequest, { key: string; max: number }>()

/** @param app with @fastify/rate-limit registered; its counters are this process's own */
export function createRateLimits(
  app: FastifyInstance,
  config: Pick<Config, 'rateLimit' | 'siteRateLimit'>,
): RateLimits {
  if (config.rateLimit === 0) return { address: async () => {}, site: async () => {} }
  const count = app.createRateLimit({
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => asked.get(request)!.key,
    max: (request) => asked.get(request)!.max,
  })

  async function limit(request: FastifyRequest, key: string, max: number, who: string): Promise<void> {
    asked.set(request, { key, max })
    const result = await count(request)
    if (result.isAllowed || !result.isExceeded) return
    throw new Problem(
      'rate_limited',
      `More than ${max} writes a minute ${who}. Try again in ${result.ttlInSeconds} seconds, with the same id.`,
      { retryAfter: result.ttlInSeconds },
    )
  }

  return {
    address: (request) => limit(request, `address ${network(request)}`, config.rateLimit, 'from this address'),
    async site(request, site) {
      if (site.limits.address !== undefined)
        await limit(request, `${site.id} ${network(request)}`, site.limits.address, 'from this address to this site')
      await limit(request, `site ${site.id}`, site.limits.site ?? config.siteRateLimit, 'to this site')
    },
  }
}

/** One household or company has a whole IPv6 network of 64 bits; each of its addresses is no one else. */
export function network(request: FastifyRequest): string {
  return normalizeIP(request.ip, 64)
}
