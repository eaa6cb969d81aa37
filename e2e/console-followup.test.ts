import { openConsole, signedIn, walk } from './console.ts'
import { expect, test } from './test.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

// Neither the shop's clock nor the customer's.
test.use({ timezoneId: 'America/New_York' })

test.beforeEach(async ({ page }) => {
  // As within a shop's own walls, where the console is not served encrypted.
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }))
})

/** Hours that a customer is ahead for whom it is noon, whenever this runs: nobody is called at night. */
const aheadAtNoon = () => 12 - new Date().getUTCHours()

test('a member is called by keys: again at an hour of their own clock, then with a result that coverage counts', async ({
  page,
  earshot,
}) => {
  const { followups, orders } = earshot.staff
  const me = await signedIn(page, earshot, 'manager')
  const ahead = aheadAtNoon()
  const delivered = new Date(Date.now() - 4 * DAY).toISOString()
  await orders.upsert({
    id: 'called-1',
    placed: delivered,
    delivered,
    items: [{ name: 'Morning mug' }],
    customer: {
      id: 'called',
      name: 'Ada Brandt',
      phone: '+49 30 1234567',
      member: true,
      consent: { phone: true },
      timeZone: `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`,
    },
  })
  await earshot.cli('jobs', 'run', 'followups')
  const { id } = (await Array.fromAsync(followups.all())).find(({ order }) => order === 'called-1')!
  const { url } = await followups.reassign(id, me.id)
  const { members } = await followups.coverage()

  await openConsole(page, earshot, '/followups')
  await expect(page.getByRole('link', { name: /Ada Brandt/ })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByText(/^Hello, Ada Brandt\./)).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByText('Under way').last()).toBeVisible()

  await page.keyboard.press('l')
  const at = page.getByLabel('Call again at')
  await expect(at).toBeFocused()
  await expect(at).toHaveValue(/T1[56]:[0-5]\d$/)
  await at.fill('')
  await at.press('Enter')
  await expect(page.getByText('Say on which day, and at what time.')).toBeVisible()
  // Tomorrow at eleven, as they say it.
  const eleven = new Date(Math.floor((Date.now() + ahead * HOUR) / DAY) * DAY + DAY + 11 * HOUR)
  await at.fill(eleven.toISOString().slice(0, 16))
  await page.getByLabel('Why').pressSequentially('At the dentist ')
  // Somebody loads the page anew while they talk.
  await page.reload()
  await expect(page.getByLabel('Why')).toHaveValue('At the dentist ')
  await page.getByLabel('Why').press('Enter')
  await expect(page.getByRole('heading', { name: 'Earlier tries' })).toBeVisible()
  await expect(page.getByText(/^This is no time to call.* 11:00 AM where they are\.$/)).toBeVisible()
  expect((await followups.get(id)).attempts).toMatchObject([
    { words: 'At the dentist', again: new Date(eleven.getTime() - ahead * HOUR).toISOString() },
  ])

  // They call back themselves.
  await page.getByRole('button', { name: 'Copy their link' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  await page.keyboard.press('s')
  const said = page.getByLabel('What they said')
  await expect(said).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect(said).toHaveValue(url)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('The mug is lovely. ')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('The mug is lovely.', { exact: true })).toBeVisible()
  expect((await followups.get(id)).result).toMatchObject({ satisfied: true, words: 'The mug is lovely.' })
  await walk(page, '/followups?view=coverage')
  await expect(page.getByText(`${members.visited + 1} of ${members.bought}`, { exact: true })).toBeVisible()
})

test('a card is changed as it is typed, emptied of what is wrong, and leads to all orders', async ({
  page,
  earshot,
}) => {
  const { customers, orders } = earshot.staff
  await signedIn(page, earshot)
  const customer = {
    id: 'typed',
    name: 'Ada',
    email: 'typed@example.com',
    language: 'ko',
    quiet: { from: '21:00', until: '09:00' },
  }
  await orders.upsert(
    Array.from({ length: 23 }, (_, i) => ({
      id: `typed-${i}`,
      placed: new Date(Date.now() - i * HOUR).toISOString(),
      shipped: new Date(Date.now() - i * HOUR).toISOString(),
      customer,
    })),
  )
  const { id } = (await customers.list({ text: customer.email })).items[0]!

  await openConsole(page, earshot, `/customers/${id}`)
  await expect(page.getByText('한국어')).toBeVisible()
  await expect(page.getByText('Shipped')).toHaveCount(20)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(page.getByText('Shipped')).toHaveCount(23)
  await expect(page.getByRole('link', { name: 'typed-22' })).toHaveAttribute('href', /\/inbox\?order=typed-22$/)

  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Change the card' })
  const name = dialog.getByLabel('Name')
  await name.press('End')
  await name.pressSequentially(' Brandt ')
  await expect(name).toHaveValue('Ada Brandt ')
  await dialog.getByLabel('Mail address').press('Control+a')
  await page.keyboard.press('Delete')
  await expect(dialog.getByLabel('Mail address')).toHaveValue('')
  // A slip, and somebody who loads the page anew.
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ada', exact: true })).toBeVisible()
  await page.keyboard.press('e')
  await expect(name).toHaveValue('Ada Brandt ')
  await dialog.getByLabel('Left alone from').fill('')
  await dialog.getByLabel('until').fill('')
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Ada Brandt', exact: true })).toBeVisible()
  expect(await customers.get(id)).toMatchObject({ name: 'Ada Brandt', email: null, language: null, quiet: null })
})
