import { lay } from './line.ts'
import { buy, expect, heard, test } from './test.ts'

test('a customer who is delighted says so in two clicks, and the owner reads it', async ({ page, earshot }) => {
  const order = await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await expect(place.getByRole('heading', { name: 'Is everything as you hoped?' })).toBeVisible()
  await place.getByRole('radio', { name: 'Delighted' }).click()
  await place.getByLabel(/anything we could do even better/i).fill('The ribbon was a lovely touch.')
  await place.getByRole('button', { name: 'Send' }).click()
  await expect(place.getByRole('status')).toContainText('Thank you')

  const [feedback] = await heard(earshot, order, 'purchase')
  expect(feedback).toMatchObject({
    satisfaction: 5,
    answers: { satisfaction: 5, praise: 'The ribbon was a lovely touch.' },
    order: { id: order, currency: 'EUR', proven: false },
    contact: null,
    complaint: null,
    locale: 'en',
  })
})

test('a customer who is not satisfied gets a number and a private page with their words', async ({ page, earshot }) => {
  const order = await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Not quite' }).click()
  await expect(place.getByRole('heading', { name: 'Thank you for telling us.' })).toBeVisible()
  await place.getByRole('checkbox', { name: 'Website' }).click()
  await place.getByRole('checkbox', { name: 'Price' }).click()
  await place.getByLabel(/what should we improve/i).fill('The basket forgot my address <b>twice</b>.')
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByRole('radio', { name: 'An apology' }).click()
  await place.getByLabel(/e-?mail/i).fill('ada@example.com')
  await place.getByRole('button', { name: 'Send' }).click()
  const number = place.getByText(/^\d{4}-\d{6}$/)
  await expect(number).toBeVisible()

  const [feedback] = await heard(earshot, order, 'purchase')
  expect(feedback).toMatchObject({
    satisfaction: 2,
    answers: { satisfaction: 2, reasons: ['website', 'price'], remedy: 'apology' },
    contact: { email: 'ada@example.com' },
    complaint: { number: await number.textContent(), stage: 'received' },
  })

  const [own] = await Promise.all([page.waitForEvent('popup'), place.getByRole('link', { name: /follow/i }).click()])
  await expect(own.getByText(feedback!.complaint!.number)).toBeVisible()
  await expect(own.getByText('The basket forgot my address <b>twice</b>.')).toBeVisible()
})

test('each order is asked about once: not again after an answer', async ({ page, earshot }) => {
  const order = await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Good' }).click()
  await place.getByRole('button', { name: 'Skip' }).click()
  await expect(place.getByRole('status')).toContainText('Thank you')
  await heard(earshot, order, 'purchase')

  const panels: string[] = []
  page.on('request', (request) => /panel-.*\.js/.test(request.url()) && panels.push(request.url()))
  await page.reload()
  await expect(page.getByText(order)).toBeVisible()
  // Whether to ask is decided as the script starts.
  await page.waitForFunction(`typeof globalThis.earshot?.open === 'function'`)
  await page.waitForLoadState('networkidle')
  expect(panels).toEqual([])
  await expect(place.getByRole('radio')).toHaveCount(0)

  await buy(page, `${earshot.url}/demo`)
  await expect(place.getByRole('radio', { name: 'Good' })).toBeVisible()
})

test('a dismissal is respected', async ({ page, earshot }) => {
  await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('button', { name: /close|no thanks/i }).click()
  await expect(place.getByRole('radio')).toHaveCount(0)
  await page.reload()
  await page.waitForLoadState('networkidle')
  await expect(place.getByRole('radio')).toHaveCount(0)
})

test('when sending fails, what was typed stays, the reason is plain, and one tap tries again', async ({
  page,
  earshot,
  context,
}) => {
  const order = await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Delighted' }).click()
  await place.getByLabel(/anything we could do even better/i).fill('Do not lose this.')
  await context.setOffline(true)
  await place.getByRole('button', { name: 'Send' }).click()
  await expect(place.getByRole('alert')).toContainText(/kept/i)
  await expect(place.getByLabel(/anything we could do even better/i)).toHaveValue('Do not lose this.')
  await expect(place.getByText(/thank you/i)).toHaveCount(0)
  await context.setOffline(false)
  await place.getByRole('button', { name: 'Try again' }).click()
  await expect(place.getByRole('status')).toContainText('Thank you')
  expect(await heard(earshot, order, 'purchase')).toHaveLength(1)
})

test('an answer that got lost on its way back is not counted twice', async ({ page, earshot }) => {
  const line = await lay(page, '**/v1/feedback')
  line.by = async (route) => {
    line.by = undefined
    await route.fetch()
    await route.abort('connectionreset')
  }
  const order = await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Delighted' }).click()
  await place.getByRole('button', { name: 'Send' }).click()
  await place.getByRole('button', { name: 'Try again' }).click()
  await expect(place.getByRole('status')).toContainText('Thank you')
  expect(await heard(earshot, order, 'purchase')).toHaveLength(1)
})

test('everything can be done by keyboard alone', async ({ page, earshot }) => {
  const order = await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(place.getByRole('radio', { name: 'Not quite' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(place.getByRole('radio', { name: 'Not quite' })).toBeChecked()
  await expect(place.getByRole('checkbox', { name: 'Website' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  while (
    !(await place
      .getByLabel(/what should we improve/i)
      .evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))
  ) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type('By keys alone.')
  await page.keyboard.press('Tab')
  while (
    !(await place
      .getByRole('button', { name: 'Next' })
      .evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))
  ) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(place.getByRole('heading', { name: 'What would put it right?' })).toBeVisible()
  while (
    !(await place
      .getByRole('button', { name: 'Send' })
      .evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))
  ) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(place.getByRole('status')).toBeFocused()
  const [feedback] = await heard(earshot, order, 'purchase')
  expect(feedback).toMatchObject({
    satisfaction: 2,
    answers: { reasons: ['website'], comment: 'By keys alone.' },
    // The address that the shop knew stood in the field, and was sent with it.
    contact: { email: 'ada@example.com' },
  })
})

for (const [language, tag, heading, best, send] of [
  ['한국어', 'ko', '모든 것이 마음에 드셨나요?', '매우 만족', '보내기'],
  ['繁體中文', 'zh-Hant', '一切都如您所願嗎?', '非常滿意', '送出'],
] as const) {
  test(`asks in the page's language: ${language}`, async ({ page, earshot }) => {
    await page.goto(`${earshot.url}/demo/index.html`)
    await page.getByRole('button', { name: language }).click()
    const order = await buy(page, `${earshot.url}/demo`)
    const place = page.locator('[data-earshot-moment]')
    await expect(place.getByRole('heading', { name: heading })).toBeVisible()
    await place.getByRole('radio', { name: best }).click()
    await place.getByRole('button', { name: send }).click()
    const [feedback] = await heard(earshot, order, 'purchase')
    expect(feedback!.locale).toBe(tag)
  })
}
