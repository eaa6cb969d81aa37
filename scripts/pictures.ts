/** `node --conditions=source scripts/pictures.ts`: takes the README's picture anew, from the demo shop as it is. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Locator } from '@playwright/test'
import { findChromium } from '../e2e/browser.ts'
import { startEarshot } from '../e2e/earshot.ts'
import { buy } from '../e2e/test.ts'
import { ROOT } from './run.ts'

const earshot = await startEarshot()
const browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] })
const page = await browser.newPage({
  viewport: { width: 1280, height: 1400 },
  deviceScaleFactor: 2,
  reducedMotion: 'reduce',
})
await buy(page, `${earshot.url}/demo`)

const place = page.locator('[data-earshot-moment]')
const shots: string[] = []
const shoot = async (what: Locator) => {
  shots.push((await what.screenshot()).toString('base64'))
}
await place.getByRole('radio').first().waitFor()
await shoot(place)
await place.getByRole('radio', { name: 'Not quite' }).click()
await place.getByRole('checkbox', { name: 'Website' }).click()
await place.getByRole('textbox').fill('The basket forgot my address twice.')
await shoot(place)
await place.getByRole('button', { name: 'Next' }).click()
await place.getByRole('radio', { name: 'An apology' }).click()
await place.getByRole('button', { name: 'Send' }).click()
await place.getByText(/^\d{4}-\d{6}$/).waitFor()
await shoot(place)

await page.setViewportSize({ width: 1240, height: 560 })
await page.setContent(
  `<body style="margin:0;padding:28px;background:#f6f4ef;display:flex;gap:20px;align-items:flex-start;width:max-content">${shots
    .map((shot) => `<img width="380" src="data:image/png;base64,${shot}">`)
    .join('')}`,
)
mkdirSync(join(ROOT, 'docs/images'), { recursive: true })
await page.locator('body').screenshot({ path: join(ROOT, 'docs/images/journey.png') })
await browser.close()
await earshot.stop()
