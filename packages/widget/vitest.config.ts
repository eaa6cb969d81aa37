import { defineProject } from 'vitest/config'
import { base } from './base.ts'

const { configFile: _, ...shared } = base()

export default defineProject({
  ...shared,
  ssr: { resolve: { conditions: ['source'] } },
  // Style sheets come out empty otherwise.
  test: {
    name: 'widget',
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
    css: true,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
