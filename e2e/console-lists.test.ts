import type { StaffClient } from '@earshot/sdk'
import { openConsole, settled, signedIn } from './console.ts'
import { expect, test, type Page } from './test.ts'

/** A complaint that somebody made by phone, in these words. Resolves to its number. */
async function phoned({ complaints }: StaffClient, reason: string): Promise<string> {
  const contact = { name: 'Ada Brandt', phone: '+49 30 1234567', address: 'Lindenweg 4, 10115 Berlin' }
  return (await complaints.bring({ channel: 'phone', reason, contact })).complaint!.number
}

const card = (page: Page, number: string) => page.locator('main').getByRole('link', { name: number.slice(5) })

const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).click()

/** Selects these complaints of the queue. @returns what can be done with them */
async function select(page: Page, numbers: readonly string[]) {
  for (const number of numbers) {
    await card(page, number).hover()
    await page.getByRole('checkbox', { name: `Select: ${number}` }).check()
  }
  return page.getByRole('toolbar', { name: `${numbers.length} selected` })
}

test('the board is looked through, and walked by keys to a complaint and back', async ({ page, earshot }) => {
  const { staff } = earshot
  const received = await phoned(staff, 'The marzipan was stale.')
  const founded = await phoned(staff, 'The marzipan was crushed.')
  const other = await phoned(staff, 'The bread was burnt.')
  await staff.complaints.give(founded, 'assess', { founded: true })
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/complaints?as=board')
  await expect(card(page, other)).toBeVisible()
  await page.getByRole('searchbox').fill('marzipan')
  // Until it is answered, nothing is there.
  await expect(card(page, other)).toHaveCount(0)
  for (const number of [received, founded]) await expect(card(page, number)).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('group', { name: 'Board' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(card(page, received)).toBeFocused()
  await page.keyboard.press('l')
  await expect(card(page, founded)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(card(page, received)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.getByText('Column to the right →')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(card(page, founded)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/complaints/${founded}\\?`))
  await expect(page.locator('blockquote')).toHaveText('The marzipan was crushed.')
  await page.keyboard.press('b')
  await expect(card(page, founded)).toBeVisible()
  await page.keyboard.press('j')
  await expect(card(page, founded)).toBeFocused()
})

test('several complaints are handed over, and labelled, at once; undone, each is as it was', async ({
  page,
  earshot,
}) => {
  const { complaints, labels } = earshot.staff
  const mina = await signedIn(page, earshot)
  const numbers = [
    await phoned(earshot.staff, 'The nougat was stale.'),
    await phoned(earshot.staff, 'The nougat was soft.'),
  ]
  const [taken, free] = numbers as [string, string]
  const { id: label } = await labels.add({ name: 'Sweets' })
  await labels.apply({ complaints: [taken], add: [label] })
  await complaints.give(taken, 'assign', { staff: mina.id, department: null })
  await complaints.give(free, 'assign', { staff: null, department: null })
  const stand = () =>
    Promise.all(
      numbers.map(async (number) => {
        const { assignee, labels } = await complaints.get(number)
        return [assignee, labels]
      }),
    )
  await openConsole(page, earshot, '/complaints?text=nougat')
  for (const number of numbers) await expect(card(page, number)).toBeVisible()

  await (await select(page, numbers)).getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('menuitem', { name: mina.name }).first().click()
  await expect(page.getByText(`2 given to ${mina.name}`)).toBeVisible()
  expect(await stand()).toEqual([
    [expect.any(String), [label]],
    [expect.any(String), []],
  ])
  await undo(page)
  await expect(page.getByText('as before')).toBeVisible()
  expect(await stand()).toEqual([
    [mina.id, [label]],
    [null, []],
  ])

  await (await select(page, numbers)).getByRole('button', { name: 'Label' }).click()
  await page.getByRole('menuitemradio', { name: 'Sweets' }).click()
  await expect(page.getByText('Labels changed')).toBeVisible()
  await expect(card(page, free)).toContainText('Sweets')
  await undo(page)
  await expect(card(page, free)).not.toContainText('Sweets')
  await expect(card(page, taken)).toContainText('Sweets')
})

test('what was marked as read with all others is unread again', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  await phoned(earshot.staff, 'The praline was stale.')
  await openConsole(page, earshot, '/inbox')
  const row = page.getByRole('listitem').filter({ hasText: 'The praline was stale.' })
  await expect(row).toContainText('Unread')
  await page.keyboard.press('Shift+u')
  await expect(page.getByText('All marked as read')).toBeVisible()
  await expect(row).not.toContainText('Unread')
  await undo(page)
  await expect(row).toContainText('Unread')
})

test('a department does its task, whose address tells what became of it', async ({ page, earshot }) => {
  const { staff } = earshot
  const number = await phoned(staff, 'The fudge is missing.')
  const mina = await signedIn(page, earshot)
  const department = (await staff.departments.add({ name: `Packing ${number}` })).id
  await staff.staff.change(mina.id, { department })
  await staff.complaints.give(number, 'assign', { staff: mina.id, department: null })
  const tasks = [{ kind: 'ship' as const, words: 'A box of fudge', department }]
  await staff.complaints.give(number, 'resolve', { remedy: { kind: 'replacement', terms: 'New fudge', tasks } })
  const { tasks: open } = await staff.complaints.give(number, 'accept', { name: 'Ada Brandt', heard: 'phone' })
  await openConsole(page, earshot, '/tasks')
  await settled(page)
  await expect(page.getByRole('listitem').filter({ hasText: 'A box of fudge' })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByText('Lindenweg 4, 10115 Berlin')).toBeVisible()
  await expect(page.getByRole('term').filter({ hasText: 'Responsible' })).toBeVisible()
  await page.getByLabel('What was done').fill('Parcel 0815')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(`Recorded in ${number}`)).toBeVisible()
  await expect(page.getByText('Nothing to carry out')).toBeVisible()
  expect(await staff.tasks.get(open[0]!.id)).toMatchObject({ state: 'done', result: 'Parcel 0815' })
  await openConsole(page, earshot, `/tasks/${open[0]!.id}`)
  await expect(page.getByText('Parcel 0815')).toBeVisible()
})
