import { openPostbox } from '../packages/server/test/postbox.ts'
import { startEarshot } from './earshot.ts'
import { buy, expect, test } from './test.ts'

test('a complaint is acknowledged by mail at once, its link leads to the page, and the answer comes by mail', async ({
  page,
}) => {
  const box = await openPostbox()
  const earshot = await startEarshot({ EARSHOT_SMTP: box.url, EARSHOT_MAIL_FROM: 'Lumen & Loaf <care@shop.example>' })
  await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Not quite' }).click()
  await place.getByLabel(/what should we improve/i).fill('The tulip is broken.')
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByLabel(/e-?mail/i).fill('ada@example.com')
  await place.getByRole('button', { name: 'Send' }).click()
  const number = (await place.getByText(/^\d{4}-\d{6}$/).textContent())!

  const toCustomer = () => box.mails.filter(({ recipients }) => recipients.includes('ada@example.com'))
  await expect.poll(() => toCustomer().length, { timeout: 30_000 }).toBe(1)
  const [acknowledgement] = toCustomer()
  expect(acknowledgement!.headers['subject']).toContain(number)
  // Nobody has verified the address: it gets none of the words that somebody typed.
  expect(acknowledgement!.text + acknowledgement!.html).not.toContain('tulip')
  const link = new RegExp(`${earshot.url}/c/[\\w-]+`).exec(acknowledgement!.text)![0]
  await page.goto(link)
  await expect(page.getByText('The tulip is broken.')).toBeVisible()

  await earshot.cli('complaint', 'answer', number, '--set', 'words=A new one is on its way to you.')
  await expect.poll(() => toCustomer().length, { timeout: 30_000 }).toBe(2)
  await page.goto(link)
  await expect(page.getByText('A new one is on its way to you.').first()).toBeVisible()
  await earshot.stop()
  await box.close()
})
