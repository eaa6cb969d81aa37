import { openConsole, sideways, signedIn, walk } from './console.ts'
import { complain, visitor } from './customer.ts'
import { expect, test, type Page } from './test.ts'

const WORDS = 'You had every reason to be angry.'
const TERMS = 'A new pair, hand-thrown for you.'
const WHY = 'She has bought here for years.'

const form = (page: Page, name: string) => page.getByRole('form', { name })

test('a manager approves one proposal by key, which brings the agent’s words to the customer, and gives another back', async ({
  page,
  browser,
  earshot,
}) => {
  const first = await complain(earshot)
  const second = await complain(earshot)
  await signedIn(page, earshot)
  const propose = { remedy: { kind: 'replacement', terms: TERMS, cost: 12_000, currency: 'EUR' } }
  const asked = await page.context().request.post(`${earshot.url}/api/complaints/${second.number}/resolve`, {
    data: propose,
    headers: { origin: earshot.url },
  })
  expect(asked.status()).toBe(200)

  // Above the agent's limit: the form asks why somebody should agree.
  await openConsole(page, earshot, `/complaints/${first.number}?do=resolve`)
  const put = form(page, 'Put it right')
  await put.getByLabel('What the customer is offered').fill(TERMS)
  await expect(put.getByLabel('Why it should be approved')).toHaveCount(0)
  await put.getByLabel('Cost for the shop').fill('120')
  await put.getByLabel('Words beside the offer').fill(WORDS)
  await put.getByLabel('Why it should be approved').fill(WHY)
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('main [aria-current=step]')).toHaveText('Approval')

  const manager = await (await browser.newContext()).newPage()
  await signedIn(manager, earshot, 'manager')
  await openConsole(manager, earshot, `/approvals/${first.number}`)
  const proposal = manager.getByRole('region', { name: 'Propose' })
  for (const told of ['Mina Park proposes', 'Replacement', '€120.00', TERMS, WHY, WORDS])
    await expect(proposal).toContainText(told)
  await expect(manager.locator('blockquote')).toHaveText('One of the two mugs has a crack.')
  await manager.keyboard.press('a')
  await expect(form(manager, 'Approve').getByLabel('Words beside the offer')).toHaveValue(WORDS)
  await expect(form(manager, 'Approve').locator(':focus')).toHaveCount(1)
  await manager.keyboard.press('Enter')
  await expect(manager.getByText(`Approved: ${first.number} is offered`)).toBeVisible()

  const customer = await visitor(browser)
  await customer.goto(first.url)
  for (const told of [TERMS, WORDS, 'Mina Park,']) await expect(customer.getByText(told)).toBeVisible()
  await expect(customer.getByText(WHY)).toHaveCount(0)

  // At the counter, with a telephone.
  await manager.setViewportSize({ width: 390, height: 844 })
  await walk(manager, `/approvals/${second.number}`)
  await expect(manager.getByRole('region', { name: 'Propose' })).toContainText(TERMS)
  expect(await sideways(manager)).toBe(false)
  await manager.getByRole('button', { name: 'Give back' }).click()
  await form(manager, 'Give back').getByLabel('Reason').fill('They asked for a new mug.')
  await form(manager, 'Give back').getByRole('button', { name: 'Give back' }).click()
  await expect(manager.getByText(`Given back: ${second.number}`)).toBeVisible()
  await walk(page, `/complaints/${second.number}`)
  await expect(page.getByText('Jun Seo gave the proposal back: They asked for a new mug.')).toBeVisible()
  await customer.context().close()
  await manager.context().close()
})
