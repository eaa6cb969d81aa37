import { startEarshot, type Earshot } from './earshot.ts'
import { thingsOf, type Things } from './screens.ts'
import { test as base } from './test.ts'

/** A server of its own with the demo's story in its shop, and something of each kind in it. */
export interface Filled extends Earshot {
  things: Things
}

/** Tells the demo's story, and has done what the server's jobs would find in it. */
export async function fill(earshot: Earshot): Promise<void> {
  await earshot.cli('demo')
  await earshot.cli('jobs', 'run', 'claims', 'products', 'clusters', 'search')
}

export const test = base.extend<object, { filled: Filled }>({
  filled: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const earshot = await startEarshot()
      await fill(earshot)
      await use({ ...earshot, things: await thingsOf(earshot.staff) })
      await earshot.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})
