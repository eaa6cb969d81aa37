import type { LookupAddress } from 'node:dns'
import type { Agent } from 'undici'

/** How long a connection is left open for the next call: below what servers wait before they close one. */
const KEEP_MS = 4000
/** Places to which connections are kept. */
const KEPT_MAX = 64

/**
 * What was checked is what is called: nobody may answer otherwise the second time.
 *
 * @param options.most bytes of an answer
 */
export async function newAgent(
  addresses: LookupAddress[],
  { most, keep }: { most: number | undefined; keep: boolean },
): Promise<Agent> {
  // Loaded with the first call: most servers never make one.
  const undici = await import('undici')
  return new undici.Agent({
    connect: {
      lookup: (_host, options, done) =>
        options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family),
    },
    // Without it, each call would have a connection of its own.
    pipelining: keep ? 1 : 0,
    keepAliveTimeout: KEEP_MS,
    keepAliveMaxTimeout: KEEP_MS,
    ...(most === undefined ? {} : { maxResponseSize: most }),
  })
}

/** Connections that are kept, by where they lead: the place, and the addresses that its name was found to have. */
const kept = new Map<string, Agent>()

/**
 * The agent for a place. Its name is resolved and checked before each call, and an agent is only for the addresses that
 * were found then: where a name leads elsewhere by now, no open connection to where it led is used.
 */
export async function keptAgent(
  { origin }: URL,
  addresses: LookupAddress[],
  most: number | undefined,
): Promise<{ agent: Agent; used: boolean }> {
  const key = JSON.stringify([origin, addresses.map(({ address }) => address).toSorted(), most ?? null])
  const known = kept.get(key)
  kept.delete(key)
  const agent = known ?? (await newAgent(addresses, { most, keep: true }))
  // The one used last stands last.
  kept.set(key, agent)
  for (const [other, old] of kept) {
    if (kept.size <= KEPT_MAX) break
    kept.delete(other)
    // What is on its way there gets to its end.
    void old.close()
  }
  return { agent, used: known !== undefined }
}
