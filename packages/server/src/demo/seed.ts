import { commit, type Candidate } from '../feedback/commit.ts'
import { rowOf } from '../feedback/row.ts'
import type { Database } from '../database/engine.ts'
import { loadMoments } from '../moment/store.ts'
import { addSite, findSite, type Site } from '../site/store.ts'
import { demoStory } from './shop.ts'

/** Feedback stored in one transaction. */
const CHUNK = 200

/** The site of the demo: pages of any port of this machine may send to it. */
export async function ensureDemoSite(database: Database, key = 'pk_demo'): Promise<Site> {
  return (
    (await findSite(database, key)) ??
    addSite(database, {
      key,
      name: 'Lumen & Loaf',
      origins: ['loopback'],
      look: { privacyUrl: 'https://example.com/privacy' },
    })
  )
}

/**
 * Tells the demo shop's story to a site: feedback with orders inside, and complaints.
 *
 * @returns how many feedbacks and complaints came in; told twice on one day, the second adds none
 */
export async function seedDemo(
  database: Database,
  site: Site,
  story: { seed: number; days: number; until: number },
  onProgress: (done: number, total: number) => void,
): Promise<{ feedback: number; complaints: number }> {
  const moments = await loadMoments(database, site.id)
  const said = demoStory(story.seed, story.until, story.days)
  const candidates = said.map(({ input, receivedAt }): Candidate => {
    const { satisfaction } = input.answers
    const row = rowOf(
      { ...input, site: site.key },
      {
        siteId: site.id,
        momentVersion: moments.get(input.moment)?.current.version ?? 1,
        receivedAt,
        satisfaction: typeof satisfaction === 'number' ? satisfaction : null,
        flags: [],
        proven: false,
        test: site.test,
      },
    )
    return { row, timeZone: site.timeZone }
  })
  let feedback = 0
  let complaints = 0
  for (let at = 0; at < candidates.length; at += CHUNK) {
    const outcomes = await database.transaction((tx) => commit(tx, candidates.slice(at, at + CHUNK)))
    for (const outcome of outcomes) {
      if (outcome.is !== 'new') continue
      feedback++
      if (outcome.complaint) complaints++
    }
    onProgress(Math.min(at + CHUNK, candidates.length), candidates.length)
  }
  return { feedback, complaints }
}
