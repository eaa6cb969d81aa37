import { AxeBuilder } from '@axe-core/playwright'
import { openConsole, pressInTurn, settled, signedIn } from './console.ts'
import { lay } from './line.ts'
import { expect, test } from './test.ts'

test('what a customer says by phone is recorded by keyboard, with their card and order, once', async ({
  page,
  earshot,
}) => {
  await earshot.staff.orders.upsert({ id: 'C-770', placed: '2026-11-02T08:00:00Z', items: [{ name: 'Lamp' }] })
  await earshot.staff.orders.upsert({
    id: 'C-77',
    placed: '2026-11-01T08:00:00Z',
    total: 4400,
    currency: 'EUR',
    items: [
      { sku: 'MUG-2', name: 'Morning mug', quantity: 2, batch: 'B7', price: 2200 },
      { sku: 'LAMP', name: 'Lamp', price: 100 },
    ],
    customer: { id: 'wilma', name: 'Wilma Ruiz', email: 'wilma@example.com', language: 'de' },
  })
  await signedIn(page, earshot)
  const line = await lay(page, '**/api/feedback')
  await openConsole(page, earshot, '/inbox')
  await settled(page)
  await pressInTurn(page, 'g', 'n')
  const said = page.getByLabel('What the customer said')
  await expect(said).toBeFocused()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  // Nothing is lost: neither by a fault nor by leaving.
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Write what the customer said.')).toBeVisible()
  await page.getByText('Counter', { exact: true }).click()
  await said.fill('The saucer wobbles.')
  await openConsole(page, earshot, '/inbox')
  await openConsole(page, earshot, '/capture')
  await expect(said).toHaveValue('The saucer wobbles.')

  // An order is looked up by how its number begins; arrows and Enter choose it, and with it who placed it.
  const order = page.getByRole('combobox', { name: 'Order number', exact: true })
  await order.fill('unheard-of')
  await expect(page.getByText('No order begins so. It is kept as you typed it.')).toBeVisible()
  await order.fill('c-7')
  await expect(page.getByRole('listbox', { name: 'Order number', exact: true }).getByRole('option')).toHaveText([
    /^C-770/,
    /^C-77.*Wilma Ruiz/,
  ])
  await order.press('ArrowDown')
  await order.press('Enter')
  await expect(order).toHaveValue('C-77')
  const chosen = page.getByText('It goes on the card of Wilma Ruiz')
  const mail = page.getByLabel('Mail address', { exact: true })
  await expect(chosen).toBeVisible()
  await expect(mail).toHaveValue('wilma@example.com')

  // The card can be put back, and looked up by itself; what was written down stays as it is.
  await page.getByRole('textbox', { name: 'Phone' }).fill('0912 345 678')
  await page.getByRole('button', { name: 'Somebody else' }).press('Enter')
  const find = page.getByRole('combobox', { name: /customer or order number/ })
  await expect(find).toBeFocused()
  await expect(mail).toHaveValue('')
  await find.fill('wilma@example.com')
  await expect(page.getByRole('option', { name: /Wilma Ruiz/ })).toBeVisible()
  await find.press('Enter')
  await expect(chosen).toBeVisible()
  await page.reload()
  await expect(chosen).toBeVisible()
  await expect(mail).toHaveValue('wilma@example.com')
  await expect(page.getByRole('textbox', { name: 'Phone' })).toHaveValue('0912 345 678')
  await expect(order).toHaveValue('C-77')
  await page.getByRole('button', { name: /Morning mug/ }).click()
  await expect(page.getByLabel('Batch')).toHaveValue('B7')
  await page.getByLabel('Amount in dispute').fill('22,00')

  // The answer is lost on its way: sent again, it is stored once.
  line.by = async (route) => {
    line.by = undefined
    await route.fetch()
    await route.abort()
  }
  await said.press('Control+Enter')
  const stored = page.getByRole('heading', { name: 'Stored' })
  const failed = page.getByRole('alert')
  await expect(stored.or(failed).first()).toBeVisible()
  if (await failed.isVisible()) await said.press('Control+Enter')
  await expect(stored).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const { items } = await earshot.staff.complaints.list({ text: 'saucer wobbles' })
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({
    channel: 'counter',
    recordedBy: 'Mina Park',
    name: 'Wilma Ruiz',
    customer: (await earshot.staff.customers.list({ text: 'wilma@example.com' })).items[0]!.id,
    language: 'de',
    disputed: { amount: 2200, currency: 'EUR' },
  })
  const { feedback } = await earshot.staff.complaints.get(items[0]!.number)
  expect(feedback).toMatchObject({
    product: { sku: 'MUG-2', name: 'Morning mug', batch: 'B7' },
    order: { id: 'C-77', total: 4400 },
  })
  await expect(page.getByText(items[0]!.number, { exact: true })).toBeVisible()
  await expect(page.getByText(items[0]!.url)).toBeVisible()

  // The next one begins empty, with the same channel.
  await page.keyboard.press('n')
  await expect(said).toHaveValue('')
  await expect(page.getByRole('radio', { name: 'Counter' })).toBeChecked()
})

test('what is no complaint stays in the inbox with who heard it, how and when', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/capture')
  await page.getByText('Letter', { exact: true }).click()
  await page.getByLabel('What the customer said').fill('The new lamp is a joy.')
  await page.getByLabel('Said at').fill('2026-01-05T18:30')
  await page.getByLabel('It is a complaint').click()
  await page.getByLabel('What the customer said').press('Control+Enter')
  await expect(page.getByText('It is in the inbox.', { exact: false })).toBeVisible()
  const { items } = await earshot.staff.feedback.list({ text: 'lamp is a joy' })
  await openConsole(page, earshot, `/inbox/${items[0]!.id}`)
  await expect(page.getByText('Letter, recorded by Mina Park')).toBeVisible()
  const said = page.locator('dl > div').filter({ hasText: 'Said at' })
  await expect(said).toContainText('2026')
})
