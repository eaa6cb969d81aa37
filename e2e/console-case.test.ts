import { AxeBuilder } from '@axe-core/playwright'
import { openConsole, signedIn, still, walk } from './console.ts'
import { complain, send, visitor } from './customer.ts'
import { lay } from './line.ts'
import { expect, test, type Page } from './test.ts'

const step = (page: Page) => page.locator('main [aria-current=step]')
/** What is sent from the form that is open, as somebody does whose hands stay on the keyboard. */
const sendByKey = (page: Page) => page.keyboard.press('Control+Enter')
const form = (page: Page, name: string) => page.getByRole('form', { name })

/** Opens a form by its key, and writes in the field that has the focus then. */
async function write(page: Page, key: string, name: string, words: string): Promise<void> {
  await page.keyboard.press(key)
  await expect(form(page, name)).toBeVisible()
  await expect(form(page, name).locator(':focus')).toHaveCount(1)
  await page.keyboard.type(words)
}

/**
 * When the server has kept a draft with just these words.
 * All of them: on a slow machine a part is kept before the next letter comes; and the check of the tone sends them, too.
 */
const keptDraft = (page: Page, words: string) =>
  page.waitForResponse(
    (answer) =>
      answer.url().includes('/api/drafts/') &&
      answer.ok() &&
      Boolean(answer.request().postData()?.includes(JSON.stringify(words))),
  )

test('a complaint is led from received to closed by keyboard alone, while the customer answers on their page', async ({
  page,
  browser,
  earshot,
}) => {
  const { number, url } = await complain(earshot)
  const customer = await visitor(browser)
  await signedIn(page, earshot)
  await openConsole(page, earshot, `/complaints/${number}`)
  await expect(page.locator('blockquote')).toHaveText('One of the two mugs has a crack.')
  await expect(step(page)).toHaveText('Received')

  await write(page, 'q', 'Ask', 'Which of the two is it?')
  await sendByKey(page)
  await expect(page.getByText('Mina Park asked the customer')).toBeVisible()
  await expect(form(page, 'Ask')).toHaveCount(0)
  await customer.goto(url)
  await customer.getByLabel('Your answer').fill('The white one.')
  await send(customer, 'Send your answer')
  await expect(page.getByText('The white one.')).toBeVisible()

  await write(page, 'p', 'Put it right', 'A new white mug, with you as soon as possible.')
  await expect(page.getByText('“as soon as possible” has no date.')).toBeVisible()
  await expect(form(page, 'Put it right')).toContainText('no mail is set up')
  await sendByKey(page)
  await expect(step(page)).toHaveText('Offered')
  await customer.goto(url)
  await customer.getByLabel('Your name').fill('Ada Brandt')
  await send(customer, 'Yes, please do')
  await expect(step(page)).toHaveText('Fulfilling')
  await expect(page.getByText('Accepted by Ada Brandt')).toBeVisible()

  await write(page, 'd', 'Task done', 'Handed to the courier.')
  await sendByKey(page)
  await expect(step(page)).toHaveText('Confirming')
  await customer.goto(url)
  await send(customer, 'Yes, it is put right')
  await expect(step(page)).toHaveText('Put right')

  await page.keyboard.press('c')
  await expect(form(page, 'File')).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('h')
  await sendByKey(page)
  await expect(form(page, 'File')).toHaveCount(0)
  await expect(page.getByText('Severe', { exact: true }).first()).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('History')
  await page.keyboard.press('Enter')
  const history = page.getByRole('dialog', { name: /History/ })
  await expect(history).toContainText('chain verified')
  await expect(history).toContainText('Handed to the courier.')
  await page.keyboard.press('Escape')
  await expect(history).toHaveCount(0)
  expect(await earshot.staff.complaints.get(number)).toMatchObject({
    stage: 'closed',
    outcome: 'resolved',
    severity: 'high',
    broken: null,
  })
  await customer.context().close()
})

test('two people at a complaint see each other, and who was slower loses no word', async ({
  page,
  browser,
  earshot,
}) => {
  const { number } = await complain(earshot)
  const other = await (await browser.newContext()).newPage()
  await signedIn(page, earshot)
  await signedIn(other, earshot, 'manager')
  const line = await lay(page, '**/api/complaints/*/message')
  await openConsole(page, earshot, `/complaints/${number}`)
  await expect(step(page)).toHaveText('Received')
  await openConsole(other, earshot, `/complaints/${number}`)
  await expect(page.getByText('Jun Seo is reading this too')).toBeVisible()
  await expect(other.getByText('Mina Park is reading this too')).toBeVisible()
  await write(other, 'n', 'Note', 'The third')
  await expect(page.getByText('Jun Seo is writing')).toBeVisible()

  const words = 'We look into it, and write to you tomorrow.'
  await write(page, 'r', 'Write', words)
  // Somebody else's note arrives while these words are on their way.
  line.by = async (route) => {
    line.by = undefined
    const note = { data: { words: 'Mine' }, headers: { origin: earshot.url } }
    const noted = await other.context().request.post(`${earshot.url}/api/complaints/${number}/note`, note)
    expect(noted.status()).toBe(200)
    await route.continue()
  }
  await sendByKey(page)
  await expect(page.getByRole('alert')).toContainText('Jun Seo')
  await expect(form(page, 'Write').getByLabel('Words to the customer')).toHaveValue(words)
  await expect(page.getByText('Note · Jun Seo')).toBeVisible()
  await sendByKey(page)
  await expect(form(page, 'Write')).toHaveCount(0)
  await expect(page.getByText('Mina Park to the customer')).toBeVisible()
  await expect(other.getByText(words)).toBeVisible()
  await expect(form(other, 'Note').getByLabel('Note')).toHaveValue('The third')

  await write(page, 'q', 'Ask', 'Which of the two is it?')
  const closing = { data: { reason: 'test' }, headers: { origin: earshot.url } }
  await other.context().request.post(`${earshot.url}/api/complaints/${number}/invalid`, closing)
  await expect(page.getByText('This can no longer be done.')).toBeVisible()
  await expect(page.getByLabel('What you typed')).toHaveValue('Which of the two is it?')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByLabel('What you typed')).toHaveCount(0)
  await walk(other, '/inbox')
  await expect(page.getByText('Jun Seo is', { exact: false })).toHaveCount(0)
  await other.context().close()
})

test('what is typed is there again after a reload, in another browser, and when the server was away', async ({
  page,
  browser,
  earshot,
}) => {
  const { number } = await complain(earshot)
  await signedIn(page, earshot)
  const line = await lay(page, '**/api/complaints/*/message')
  await openConsole(page, earshot, `/complaints/${number}`)
  await expect(step(page)).toHaveText('Received')
  const field = page.getByLabel('Words to the customer')
  const kept = keptDraft(page, 'Dear Ada, ')
  await write(page, 'r', 'Write', 'Dear Ada, ')
  await kept
  await page.reload()
  await expect(field).toHaveValue('Dear Ada, ')

  const elsewhere = await (await browser.newContext({ storageState: await cookiesOf(page) })).newPage()
  await openConsole(elsewhere, earshot, `/complaints/${number}?do=message`)
  await expect(elsewhere.getByLabel('Words to the customer')).toHaveValue('Dear Ada, ')
  await elsewhere.context().close()

  await field.fill('Dear Ada, thank you.')
  line.by = (route) => route.abort()
  await sendByKey(page)
  await expect.poll(() => line.asked).toBe(1)
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached')
  await expect(field).toHaveValue('Dear Ada, thank you.')
  line.by = undefined
  await sendByKey(page)
  await expect(page.getByText('Mina Park to the customer')).toBeVisible()
  await expect(form(page, 'Write')).toHaveCount(0)
  await page.keyboard.press('r')
  await expect(field).toHaveValue('')
})

test('what was typed just before the page was left is told to the server when it is opened again', async ({
  page,
  earshot,
}) => {
  const { number } = await complain(earshot)
  await signedIn(page, earshot)
  const line = await lay(page, '**/api/drafts/**')
  line.by = (route) => route.abort()
  await openConsole(page, earshot, `/complaints/${number}`)
  await expect(step(page)).toHaveText('Received')
  await write(page, 'r', 'Write', 'Dear Ada, ')
  await page.goto('about:blank')
  line.by = undefined
  const kept = keptDraft(page, 'Dear Ada, ')
  await openConsole(page, earshot, `/complaints/${number}?do=message`)
  await expect(page.getByLabel('Words to the customer')).toHaveValue('Dear Ada, ')
  await kept
})

/** Who is signed in, without what the browser itself keeps. */
async function cookiesOf(page: Page) {
  return { cookies: (await page.context().storageState()).cookies, origins: [] }
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on a complaint and its forms, ${colorScheme}`, async ({ page, earshot }) => {
    await page.emulateMedia({ colorScheme })
    const { number } = await complain(earshot, { contact: { name: 'Ada', email: 'ada@example.com' } })
    await signedIn(page, earshot, 'owner')
    await openConsole(page, earshot)
    for (const act of ['', '?do=resolve', '?do=message', '?do=said', '?do=classify', '?do=merge', '?show=history']) {
      await walk(page, `/complaints/${number}${act}`)
      await expect(step(page)).toHaveText('Received')
      if (act) await expect(page.locator('main form, dialog[open]').first()).toBeVisible()
      await still(page)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${act} ${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    }
  })
