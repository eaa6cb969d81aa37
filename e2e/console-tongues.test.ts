import { openConsole, settled, signedIn, walk } from './console.ts'
import { complain } from './customer.ts'
import { expect, test } from './test.ts'

test.use({ locale: 'ko-KR' })

test('what is wrong with a field, and why a command was refused, is said in the reader’s language', async ({
  page,
  earshot,
}) => {
  const { name } = await signedIn(page, earshot, 'owner')
  // Who does not hear what others do.
  await page.route('**/api/events*', (route) => route.abort())
  await openConsole(page, earshot, '/settings/staff')
  await page.getByRole('link', { name: '초대하기' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('이름', { exact: true }).fill('문채영')
  await dialog.getByLabel('이메일').fill('nobody')
  await dialog.getByRole('button', { name: '초대하기' }).click()
  await expect(dialog.getByLabel('이메일')).toHaveAttribute('aria-invalid', 'true')
  await expect(dialog.getByText('메일 주소를 써 주세요. 예: ada@example.com', { exact: true })).toBeVisible()
  await expect(dialog).not.toContainText('must be')
  await page.keyboard.press('Escape')

  const { number } = await complain(earshot)
  await walk(page, '/complaints?view=all')
  await settled(page)
  await page.locator('main').getByRole('link', { name: number }).hover()
  await page.getByRole('checkbox', { name: new RegExp(number) }).check()
  await earshot.staff.complaints.give(number, 'invalid', { reason: 'test' })
  await page.getByRole('button', { name: '배정' }).click()
  await page.getByRole('menuitem', { name }).first().click()
  await expect(
    page.getByText('1건은 할 수 없음: 지금은 할 수 없습니다. 이 불만은 지금 ‘종결’ 단계입니다.'),
  ).toBeVisible()
})
