import { AxeBuilder } from '@axe-core/playwright'
import { openConsole, signedIn, still, walk } from './console.ts'
import { complain } from './customer.ts'
import { test } from './filled.ts'
import { expect, type Page } from './test.ts'

async function barriers(page: Page): Promise<string[]> {
  await still(page)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('a solution is saved, proposed in a complaint of its kind, ranked by use, archived and brought back', async ({
  page,
  filled,
}) => {
  const { number } = await complain(filled, { contact: { name: 'Ada Brandt', email: 'ada@shop.example' } })
  await filled.staff.complaints.give(number, 'classify', { category: 'damaged' })
  await signedIn(page, filled, 'manager')
  await openConsole(page, filled, '/solutions')
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New solution' })
  await dialog.getByLabel('What it is good for').fill('A cracked mug from the kiln')
  await dialog.getByLabel('Category').selectOption('damaged')
  await dialog.getByLabel('Words in English').fill('Dear {name}, a new mug is on its way.')
  await dialog.getByLabel('What is offered').selectOption('replacement')
  await dialog.getByLabel('What it costs').fill('14.9')
  // Somebody loads the page anew while they write.
  await page.reload()
  await expect(dialog.getByLabel('What it costs')).toHaveValue('14.9')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'A cracked mug from the kiln' })).toBeVisible()
  await expect(page.getByText('€14.90')).toBeVisible()
  await expect(page.getByText('too few to say')).toBeVisible()
  expect(await barriers(page)).toEqual([])
  const id = page.url().split('/').at(-1)!

  // Words that worked before ask, too; what they leave open is filled in before anything is sent.
  const versions = { en: 'Is it of order {order}, {name}?' }
  const question = await filled.staff.solutions.save({ title: 'Ask for the order', category: 'damaged', versions })
  await walk(page, `/complaints/${number}?do=ask`)
  await page.getByRole('button', { name: /Ask for the order/ }).click()
  const asked = page.getByRole('textbox', { name: 'Your question' })
  await expect(asked).toHaveValue('Is it of order {order}, Ada Brandt?')
  await expect(page.getByText('Still to fill in: the order')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ask', exact: true })).toHaveAccessibleDescription(/\{order\}/)
  await page.keyboard.press('Control+Enter')
  await expect(asked).toBeFocused()
  await page.keyboard.type('C-77')
  await page.keyboard.press('Control+Enter')
  // Words on their way are shown, too: it is done when the form goes.
  await expect(page.getByRole('form', { name: 'Ask' })).toHaveCount(0)
  await expect(page.getByText('Is it of order C-77, Ada Brandt?')).toBeVisible()
  expect(await filled.staff.solutions.get(question.id)).toMatchObject({ uses: 1 })

  await walk(page, `/complaints/${number}?do=resolve`)
  await page.getByRole('button', { name: /A cracked mug from the kiln/ }).click()
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('main [aria-current=step]')).toHaveText('Offered')
  expect(await filled.staff.solutions.get(id)).toMatchObject({ uses: 1 })

  await walk(page, '/solutions?text=kiln')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('j')
  await expect(page.getByText('in 1 complaint')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByText('Archived: it is no longer proposed')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Archive', exact: true })).toBeVisible()
  expect(await filled.staff.solutions.get(id)).toMatchObject({ archivedAt: null })
})

test('a batch that goes wrong is seen from its product, and leads to its alarm and to its complaints', async ({
  page,
  filled,
}) => {
  await expect
    .poll(async () => (await filled.staff.clusters.list({ kind: 'batch' })).items, { timeout: 30_000 })
    .toHaveLength(1)
  await signedIn(page, filled)
  await openConsole(page, filled, '/products?cluster=true')
  await expect(page.getByRole('link', { name: /Morning mug.*Alarm/ })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const batch = page.getByRole('row', { name: /M47/ })
  await expect(batch).toContainText('Alarm')
  expect(await barriers(page)).toEqual([])
  await batch.getByRole('link', { name: 'Alarm' }).click()
  await expect(page.getByRole('heading', { name: 'M47' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('c')
  await page.waitForURL('**/complaints?view=all&batch=M47')
  await expect(page.getByRole('list', { name: 'Complaints' }).getByRole('listitem')).toHaveCount(3)
})

test('an improvement is planned against a cause, done, and its effect read and judged', async ({ page, filled }) => {
  await signedIn(page, filled, 'manager')
  await openConsole(page, filled, '/causes')
  await page.getByRole('link', { name: 'Plan something against “Friday van loads too early”' }).click()
  const dialog = page.getByRole('dialog', { name: 'Plan an improvement' })
  await expect(dialog.getByLabel('Cause', { exact: true })).toHaveValue('friday-van')
  await dialog.getByLabel('What is done').fill('Two rounds on Friday.')
  await dialog.getByRole('button', { name: 'Plan it' }).click()
  await expect(page.getByText('It is counted from the day on which it is done.')).toBeVisible()
  await page.getByRole('button', { name: 'It is done' }).click()
  await expect(page.getByRole('region', { name: 'Effect' })).toContainText('2 in 30 days')
  await page.getByLabel('What you found').fill('No stale loaf since.')
  await page.getByRole('button', { name: 'It helped' }).click()
  await expect(page.getByRole('region', { name: 'Did it help?' })).toContainText('No stale loaf since.')
  expect(await barriers(page)).toEqual([])
  // Whoever is no manager reads it, and plans nothing.
  const { pathname } = new URL(page.url())
  await page.context().clearCookies()
  await signedIn(page, filled)
  await openConsole(page, filled, pathname.replace('/console', ''))
  await expect(page.getByRole('region', { name: 'Did it help?' })).toContainText('It helped')
  await expect(page.getByRole('button', { name: 'Add' })).toHaveCount(0)
})
