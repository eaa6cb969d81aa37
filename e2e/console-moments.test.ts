import type { FrameLocator } from '@playwright/test'
import { openConsole, signedIn } from './console.ts'
import { startEarshot, type Earshot } from './earshot.ts'
import { startShop } from './shop.ts'
import { buy, expect, type Page, test as base } from './test.ts'

// What is asked is changed here: other journeys ask as Earshot came.
const test = base.extend<object, { edited: Earshot; pages: { url: string } }>({
  edited: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const earshot = await startEarshot()
      await use(earshot)
      await earshot.stop()
    },
    { scope: 'worker' },
  ],
  pages: [
    async ({ edited }, use) => {
      const shop = await startShop(edited.url)
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker' },
  ],
})

/** The page of a shop within the preview. */
function preview(page: Page): FrameLocator {
  return page.frameLocator('iframe[title=Preview]').frameLocator('iframe:not(.coming)')
}

/** The card of a question, by its words. */
const card = (page: Page, words: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: words }) })

test('an owner asks otherwise in two languages, sees it before anybody else, customers are asked it, and the version before comes back', async ({
  page,
  browser,
  edited,
  pages,
}) => {
  const before = (await edited.staff.moments.get('purchase')).moment
  await signedIn(page, edited, 'owner')
  await openConsole(page, edited, '/settings/moments')
  await page.getByRole('link', { name: /After a purchase/ }).click()
  const shop = preview(page)
  await shop.getByRole('radio', { name: 'Good' }).click()
  await expect(shop.getByText('Anything we could do even better?')).toBeVisible()

  const question = card(page, 'Anything we could do even better?')
  await question.getByRole('button', { name: 'Anything we could do even better?', exact: false }).first().click()
  await page.getByLabel('Question', { exact: true }).fill('What did you like best?')
  // What was answered in the preview is answered still.
  await expect(shop.getByText('What did you like best?')).toBeVisible()
  const praise = card(page, 'What did you like best?')
  await praise.getByLabel('How it compares').selectOption('exactly')
  await praise.getByLabel('Value').selectOption('5')
  // The question that is edited is asked in the preview, whatever must be answered first.
  await expect(shop.getByRole('radio', { name: 'Delighted' })).toBeChecked()
  await expect(shop.getByText('What did you like best?')).toBeVisible()
  await shop.getByRole('radio', { name: 'Good' }).click()
  await expect(shop.getByText('What did you like best?')).toBeHidden()

  await page.getByRole('button', { name: '한국어' }).click()
  await page.getByLabel('Question', { exact: true }).fill('무엇이 가장 좋으셨나요?')
  await shop.getByRole('radio', { name: '매우 만족' }).click()
  await expect(shop.getByText('무엇이 가장 좋으셨나요?')).toBeVisible()

  // Whoever tried it in the preview still has the focus there, and means the draft.
  await shop.getByRole('radio', { name: '매우 만족' }).press('Control+s')
  await expect(page.getByText(/^Version 3 is saved/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()

  const customer = await browser.newPage()
  await buy(customer, pages.url)
  const place = customer.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Good' }).click()
  await expect(place.getByText('What did you like best?')).toBeHidden()
  await place.getByRole('radio', { name: 'Delighted' }).click()
  await expect(place.getByText('What did you like best?')).toBeVisible()
  await customer.close()

  await page.getByRole('button', { name: 'More about this moment' }).click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  await page.getByRole('link', { name: /Version 2/ }).click()
  await page.getByRole('button', { name: 'Bring back this version' }).click()
  await expect(page.getByText('Version 2 is back.')).toBeVisible()
  const now = (await edited.staff.moments.get('purchase')).moment
  expect(now).toEqual({ ...before, version: 4 })
})

test('by keyboard questions are added, moved and taken back, and what is not saved is there after the page is loaded anew', async ({
  page,
  edited,
}) => {
  await signedIn(page, edited, 'owner')
  await openConsole(page, edited, '/settings/moments/invoice')
  const heads = page.locator('[data-head]')
  await expect(heads).toHaveCount(7)
  await heads.nth(1).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(heads.nth(2)).toContainText('What went wrong?')
  await expect(heads.nth(2)).toBeFocused()
  await expect(page.getByText('“What went wrong?” is now at place 3 of 7.')).toBeAttached()
  await page.keyboard.press('Control+z')
  await expect(heads.nth(1)).toContainText('What went wrong?')

  await page.getByRole('button', { name: 'Add a question' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Question', { exact: true })).toBeFocused()
  await expect(page.getByText('One thing to mend before it can be saved').first()).toBeVisible()
  await page.keyboard.type('Would you recommend us?')
  await expect(page.getByText('One thing to mend before it can be saved')).toHaveCount(0)
  await expect(heads).toHaveCount(8)

  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(heads.nth(7)).toContainText('Would you recommend us?')
  await page.getByRole('link', { name: 'Moments', exact: true }).click()
  await page.getByRole('button', { name: 'Stay here' }).click()
  await expect(heads).toHaveCount(8)

  // A colleague saves meanwhile: nothing of either is lost.
  const { moment } = await edited.staff.moments.get('invoice')
  const { id, ...edit } = moment
  await edited.staff.moments.save(id, { ...edit, title: { ...edit.title, en: 'With each invoice' } })
  await expect(page.getByText(/saved version 3 while you were editing/)).toBeVisible()
  await page.getByRole('button', { name: 'Bring both together' }).click()
  await expect(page.getByRole('button', { name: 'Save' })).toBeEnabled()
  await heads.nth(7).press('Control+s')
  await expect(page.getByText(/^Version 4 is saved/)).toBeVisible()
  const both = (await edited.staff.moments.get('invoice')).moment
  expect(both.title['en']).toBe('With each invoice')
  expect(both.questions.at(-1)).toMatchObject({
    id: 'recommend',
    kind: 'nps',
    label: { en: 'Would you recommend us?' },
  })
})

test('a moment of the shop’s own is made from another, switched off and deleted; dragging puts questions elsewhere', async ({
  page,
  edited,
}) => {
  await signedIn(page, edited, 'owner')
  await openConsole(page, edited, '/settings/moments')
  await page.getByRole('link', { name: 'New moment' }).click()
  const dialog = page.getByRole('dialog', { name: 'New moment' })
  await dialog.getByLabel('Name', { exact: true }).fill('After a workshop')
  await expect(dialog.getByLabel('Lasting name')).toHaveValue('after-a-workshop')
  await dialog.getByLabel('Begin with').selectOption('leaving')
  await dialog.getByRole('button', { name: 'Make it' }).click()
  const heads = page.locator('[data-head]')
  await expect(heads).toHaveCount(4)
  const last = (await heads.nth(3).textContent())!
  const grip = page.getByTitle('Drag to another place').nth(3)
  await grip.dragTo(heads.first(), { targetPosition: { x: 40, y: 4 } })
  await expect(heads.first()).toContainText(last.slice(1, 12))
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(heads.nth(3)).toContainText(last.slice(1, 12))

  await page.getByRole('link', { name: 'Moments', exact: true }).click()
  const asked = page.getByRole('switch', { name: 'Ask at “After a workshop”' })
  await asked.click()
  await expect(asked).not.toBeChecked()
  await page.getByRole('link', { name: /^After a workshop/ }).click()
  await page.getByRole('button', { name: 'More about this moment' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Deleted.')).toBeVisible()
  await expect(page.getByRole('link', { name: /^After a workshop/ })).toHaveCount(0)
})

test('a manager reads what is asked and changes nothing', async ({ page, edited }) => {
  await signedIn(page, edited, 'manager')
  await openConsole(page, edited, '/settings/moments/purchase')
  await expect(page.getByText('Changing what is asked needs the role Owner')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('readonly', '')
})
