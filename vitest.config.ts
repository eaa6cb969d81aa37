import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests run on the sources: no build is needed to test the SDK and the server. */
const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } }

export default defineConfig({
  test: {
    // Many tests wait for a server of their own or for the disk: with one worker for two cores, half of them would idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...source,
        test: { name: 'sdk', include: ['packages/sdk/src/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
      },
      {
        ...source,
        test: {
          name: 'server',
          include: ['packages/server/{src,test}/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['packages/server/test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      'packages/widget',
      'packages/console',
      {
        ...source,
        test: {
          name: 'examples',
          include: ['{examples,docs,scripts}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
