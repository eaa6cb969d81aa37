import { AxeBuilder } from '@axe-core/playwright'
import { lay } from './line.ts'
import { buy, expect, heard, test } from './test.ts'

// What is still coming in gently can be seen less than it will be.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a customer shows what is broken, under the strictest policy of a shop', async ({ page, shop, earshot }) => {
  const order = await buy(page, shop.url)
  const mug = { name: 'mug.png', mimeType: 'image/png', buffer: await page.screenshot() }
  const place = page.locator('[data-earshot-moment]')
  const loaded: string[] = []
  page.on('response', (response) => loaded.push(response.url()))
  await place.getByRole('radio', { name: 'Not quite' }).click()
  await place.getByLabel('Add a photo').setInputFiles([mug, mug])
  await expect(place.getByRole('img', { name: /^Photo/ })).toHaveCount(2)
  await place.getByRole('button', { name: 'Remove photo 1' }).click()
  await expect(place.getByRole('img', { name: /^Photo/ })).toHaveCount(1)
  // The photo is drawn, not only framed: each after the one before.
  const drawn = () =>
    place.getByRole('img', { name: 'Photo 1' }).evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return data.some((value) => value > 0)
    })
  await expect.poll(drawn).toBe(true)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByRole('radio', { name: 'A new one' }).click()
  await place.getByRole('button', { name: 'Send' }).click()
  await expect(place.getByText(/^\d{4}-\d{6}$/)).toBeVisible()
  expect(loaded.filter((url) => /Photos-/.test(url))).toHaveLength(1)

  const [feedback] = await heard(earshot, order, 'purchase')
  expect(feedback!.attachments).toHaveLength(1)
  expect(feedback!.answers['photos']).toEqual(feedback!.attachments)
  const [own] = await Promise.all([page.waitForEvent('popup'), place.getByRole('link', { name: /follow/i }).click()])
  const shown = own.getByRole('img', { name: 'Photo 1' })
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)
})

test('a photo that does not arrive can be tried again, and nothing is sent without it meanwhile', async ({
  page,
  earshot,
}) => {
  const line = await lay(page, '**/v1/attachments*')
  line.by = async (route) => {
    line.by = undefined
    await route.abort()
  }
  const order = await buy(page, `${earshot.url}/demo`)
  const mug = { name: 'mug.png', mimeType: 'image/png', buffer: await page.screenshot() }
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Not at all' }).click()
  await place.getByLabel('Add a photo').setInputFiles(mug)
  const again = place.getByRole('button', { name: 'Try photo 1 again' })
  await expect(again).toBeVisible()
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByRole('button', { name: 'Send' }).click()
  await expect(place.getByText('A photo has not arrived.')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await again.click()
  await expect(again).toHaveCount(0)
  await expect(place.getByRole('button', { name: 'Remove photo 1' })).toBeFocused()
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByRole('button', { name: 'Send' }).click()
  await expect(place.getByRole('status')).toContainText('We are on it')
  const [feedback] = await heard(earshot, order, 'purchase')
  expect(feedback!.attachments).toHaveLength(1)
})
