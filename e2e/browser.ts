import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Path of a Chromium: `PLAYWRIGHT_CHROMIUM`, the system's, or the one that Playwright brought. */
export function findChromium(): string | undefined {
  return [
    process.env['PLAYWRIGHT_CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ].find((path) => path && existsSync(path))
}
