/**
 * `node --conditions=source scripts/pictures.ts`: takes the pictures of README and docs anew, from the demo shop as it
 * is. With `--all <folder>`: one of every screen on a desktop and a phone, light, dark and in Korean, to be looked at.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Locator, type Page } from '@playwright/test'
import { findChromium } from '../e2e/browser.ts'
import { openConsole, settled, signedIn, walk } from '../e2e/console.ts'
import { startEarshot } from '../e2e/earshot.ts'
import { startFilled } from '../e2e/filled.ts'
import { addressesOf, thingsOf, type Things } from '../e2e/screens.ts'
import { buy } from '../e2e/test.ts'
import { ROOT } from './run.ts'

const { all } = parseArgs({ options: { all: { type: 'string' } } }).values
const browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] })
if (all === undefined) {
  await customerPicture()
  await consolePictures()
} else await everyScreen(all)
await browser.close()

/** What a customer sees, from the first question to the number of the complaint. */
async function customerPicture(): Promise<void> {
  const earshot = await startEarshot()
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
    `<!doctype html><body style="margin:0;padding:28px;background:#f6f4ef;display:flex;gap:20px;align-items:flex-start;width:max-content">${shots
      .map((shot) => `<img width="380" src="data:image/png;base64,${shot}">`)
      .join('')}`,
  )
  mkdirSync(join(ROOT, 'docs/images'), { recursive: true })
  await page.locator('body').screenshot({ path: join(ROOT, 'docs/images/journey.png') })
  await page.close()
  await earshot.stop()
}

/** The console over the demo's story: what staff have before them all day. */
async function consolePictures(): Promise<void> {
  const shop = await startFilled()
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
    await drawn(one)
    writeFileSync(join(ROOT, `docs/images/${name}.webp`), await webp(one))
  }
  await take(light, `/inbox/${spoken!.id}`, 'console-inbox')
  await take(light, `/complaints/${number}`, 'console-complaint')
  await take(light, '/dashboard?period=quarter', 'console-dashboard')
  await take(dark, `/complaints/${number}`, 'console-dark')
  await take(phone, '/complaints', 'console-phone')
  await shop.stop()
}

/** Resolves when fonts, photos and charts are there as well: they come after the words. */
async function drawn(page: Page): Promise<void> {
  await settled(page)
  await page.evaluate(async () => {
    await document.fonts.ready
    const photos = Promise.all([...document.images].map((image) => image.decode().catch(() => {})))
    // One that is far down comes when somebody gets there.
    await Promise.race([photos, new Promise((enough) => setTimeout(enough, 2000))])
    await new Promise((next) => requestIdleCallback(next))
  })
}

/** Every address of the console, as each device and reader sees it: `<folder>/phone-dark/01-inbox.jpg`. */
async function everyScreen(folder: string): Promise<void> {
  const shop = await startFilled()
  const things = await thingsOf(shop.staff)
  const first = await browser.newPage()
  await signedIn(first, shop, 'owner', 'Elena Brandt')
  const storageState = await first.context().storageState()
  for (const [device, viewport] of Object.entries({ desktop: [1280, 800], phone: [390, 844] } as const))
    for (const locale of ['en', 'ko']) {
      const [width, height] = viewport
      const page = await browser.newPage({ storageState, locale, viewport: { width, height }, reducedMotion: 'reduce' })
      await openConsole(page, shop, '/inbox')
      for (const [i, address] of addressesOf(things).entries()) {
        await walk(page, address)
        for (const colorScheme of locale === 'en' ? (['light', 'dark'] as const) : (['light'] as const)) {
          await page.emulateMedia({ colorScheme })
          await drawn(page)
          const kind = [device, locale === 'en' ? colorScheme : locale].join('-')
          const name = `${String(i + 1).padStart(3, '0')}-${named(address, things)}.jpg`
          await page.screenshot({ path: join(folder, kind, name), type: 'jpeg', quality: 85 })
        }
      }
      await page.context().close()
    }
  await shop.stop()
}

/** An address as the name of a file, with what each thing is in place of its id. */
function named(address: string, things: Things): string {
  const kinds = new Map(Object.entries(things).map(([kind, id]) => [id, kind]))
  const parts = decodeURIComponent(address).split(/[/?&=]/)
  return parts.flatMap((part) => (part ? [kinds.get(part) ?? part.replace(/\W+/g, '-')] : [])).join('-')
}

/** A screenshot in the format that takes the fewest bytes, as the browser writes it. */
async function webp(of: Page): Promise<Buffer> {
  const png = (await of.screenshot()).toString('base64')
  const page = await browser.newPage()
  const url = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = `data:image/png;base64,${source}`
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    canvas.getContext('2d')!.drawImage(image, 0, 0)
    return canvas.toDataURL('image/webp', 0.6)
  }, png)
  await page.close()
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}
