import { defineProject } from 'vitest/config'
import { base } from './base.ts'

const { configFile: _, build: _build, logLevel: _level, ...shared } = base()

export default defineProject({
  ...shared,
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'console',
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
