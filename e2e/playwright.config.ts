import { defineConfig } from '@playwright/test'
import { findChromium } from './browser.ts'

const executablePath = findChromium()
if (!executablePath) {
  throw new Error(
    'There is no Chromium on this machine. Install it ("apt install chromium"), or name one in PLAYWRIGHT_CHROMIUM.',
  )
}

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Two cores in CI: a browser and a server each.
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env['CI'],
  retries: 0,
  // A machine that is busy takes its time; what is there is not waited for.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath,
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
})
