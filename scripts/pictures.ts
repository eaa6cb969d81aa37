/** `node --conditions=source scripts/pictures.ts`: takes the pictures of README and docs anew, from the demo shop as it is. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Locator, type Page } from '@playwright/test'
import { findChromium } from '../e2e/browser.ts'
import { openConsole, settled, signedIn } from '../e2e/console.ts'
import { startEarshot } from '../e2e/earshot.ts'
import { fill } from '../e2e/filled.ts'
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
await earshot.stop()
await consolePictures()
await browser.close()

/** The console over the demo's story: what staff have before them all day. */
async function consolePictures(): Promise<void> {
  const shop = await startEarshot()
  await fill(shop)
  const desk = { viewport: { width: 1360, height: 820 }, deviceScaleFactor: 1.25, reducedMotion: 'reduce' as const }
  const light = await browser.newPage(desk)
  await signedIn(light, shop, 'owner', 'Elena Brandt')
  const storageState = await light.context().storageState()
  const dark = await browser.newPage({ ...desk, storageState, colorScheme: 'dark' })
  const phone = await browser.newPage({
    storageState,
    viewport: { width: 390, height: 780 },
    deviceScaleFactor: 1.5,
    isMobile: true,
  })
  const photos = (await shop.staff.feedback.list({ photos: true, complaint: true })).items
  const number = photos.find(({ complaint }) => complaint && complaint.stage !== 'closed')!.complaint!.number
  const [spoken] = (await shop.staff.feedback.list({ satisfaction: [1, 2], photos: false })).items
  const take = async (one: Page, path: string, name: string) => {
    await openConsole(one, shop, path)
    await settled(one)
    // Fonts, photos and charts come after the words.
    await one.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {})
    writeFileSync(join(ROOT, `docs/images/${name}.webp`), await webp(one))
  }
  await take(light, `/inbox/${spoken!.id}`, 'console-inbox')
  await take(light, `/complaints/${number}`, 'console-complaint')
  await take(light, '/dashboard?period=quarter', 'console-dashboard')
  await take(dark, `/complaints/${number}`, 'console-dark')
  await take(phone, '/complaints', 'console-phone')
  await shop.stop()
}

/** A screenshot in the format that takes the fewest bytes, as the browser writes it. */
async function webp(of: Page): Promise<Buffer> {
  const png = (await of.screenshot()).toString('base64')
  await page.goto('about:blank')
  const url = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = `data:image/png;base64,${source}`
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    canvas.getContext('2d')!.drawImage(image, 0, 0)
    return canvas.toDataURL('image/webp', 0.6)
  }, png)
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}
