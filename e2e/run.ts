/** Runs the browser journeys, writing Playwright's JSON report to the file named. */
import { spawnSync } from 'node:child_process'
import { ENV, ROOT } from '../scripts/run.ts'

const { status } = spawnSync(
  'playwright',
  ['test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'],
  {
    cwd: ROOT,
    env: { ...ENV, PLAYWRIGHT_JSON_OUTPUT_NAME: process.argv[2], NODE_OPTIONS: '--conditions=source' },
    stdio: 'inherit',
  },
)
process.exitCode = status ?? 1
