import { startEarshot, type Earshot } from './earshot.ts'
import { thingsOf, type Things } from './screens.ts'
import { test as base } from './test.ts'

/** A server of its own with the demo's story in its shop, and something of each kind in it. */
export interface Filled extends Earshot {
  things: Things
}

/** Starts a server, tells it the demo's story, and has done what its jobs would find in it. */
export async function startFilled(): Promise<Earshot> {
  const earshot = await startEarshot({ EARSHOT_ALLOW_HOSTS: '127.0.0.1' })
  await earshot.cli('demo')
  // It is told of the cluster that is found next, and nobody answers there.
  await earshot.staff.webhooks.add({ url: 'http://127.0.0.1:1/in', label: 'Warehouse' })
  await earshot.cli('jobs', 'run', 'claims', 'products', 'clusters', 'search')
  return earshot
}

export const test = base.extend<object, { filled: Filled }>({
  filled: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const earshot = await startFilled()
      await use({ ...earshot, things: await thingsOf(earshot.staff) })
      await earshot.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})
