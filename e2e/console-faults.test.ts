import { uuidv7 } from '@earshot/sdk'
import type { Route } from '@playwright/test'
import { openConsole, settled, signedIn, walk } from './console.ts'
import { complain } from './customer.ts'
import { startEarshot, type Earshot } from './earshot.ts'
import { lay } from './line.ts'
import { expect, test, type Page } from './test.ts'

const WORDS = 'We pack a new mug today, and you have it on Friday.'

const form = (page: Page) => page.getByRole('form', { name: 'Write' })
const field = (page: Page) => form(page).getByRole('textbox', { name: 'Words', exact: false }).first()
const send = (page: Page) => form(page).getByRole('button', { name: /^Send/ })

/** A complaint with a message to its customer begun. */
async function write(page: Page, earshot: Earshot): Promise<string> {
  const { number } = await complain(earshot)
  await openConsole(page, earshot, `/complaints/${number}?do=message`)
  await field(page).fill(WORDS)
  return number
}

/** How often the customer was told it. */
async function told({ staff }: Pick<Earshot, 'staff'>, number: string): Promise<number> {
  const { history } = await staff.complaints.get(number)
  return history.filter((entry) => JSON.stringify(entry).includes(WORDS)).length
}

/** A complaint's row in the list of all. */
const row = (page: Page, number: string) => page.locator('main').getByRole('link', { name: number })

test('a message that cannot be sent stays where it was typed, says so, and goes out once', async ({
  page,
  earshot,
}) => {
  await signedIn(page, earshot)
  const line = await lay(page, '**/api/complaints/*/message')
  const number = await write(page, earshot)
  line.by = (route) => route.abort()
  await send(page).click()
  await expect(form(page).getByRole('alert')).toContainText('The server cannot be reached')
  await expect(field(page)).toHaveValue(WORDS)
  line.by = undefined
  await send(page).click()
  await expect(form(page)).toHaveCount(0)
  await expect(page.locator('main').getByText(WORDS)).toBeVisible()
  expect(await told(earshot, number)).toBe(1)
})

test('what is on its way is said to be, and a second press sends nothing', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  const held: Route[] = []
  const line = await lay(page, '**/api/complaints/*/message')
  line.by = (route) => held.push(route)
  const number = await write(page, earshot)
  await send(page).click()
  const sending = form(page).getByRole('button', { name: 'Sending…' })
  await expect(sending).toHaveAttribute('aria-busy', 'true')
  await expect.poll(() => held.length).toBe(1)
  await sending.click()
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('main').getByText('Sending…').first()).toBeVisible()
  line.by = undefined
  await held[0]!.continue()
  await expect(form(page)).toHaveCount(0)
  expect(line.asked).toBe(1)
  expect(await told(earshot, number)).toBe(1)
})

test('who was slower is told who was faster and with what, and sends after another look', async ({ page, earshot }) => {
  await signedIn(page, earshot)
  // Who does not hear what others do.
  await page.route('**/api/events*', (route) => route.abort())
  const number = await write(page, earshot)
  const { version } = await earshot.staff.complaints.get(number)
  await earshot.staff.complaints.give(number, 'note', { words: 'I called her.' }, { version })
  await send(page).click()
  await expect(form(page).getByRole('alert')).toContainText('Somebody was faster')
  await expect(field(page)).toHaveValue(WORDS)
  await expect(page.locator('main').getByText('I called her.')).toBeVisible()
  await send(page).click()
  await expect(form(page)).toHaveCount(0)
  expect(await told(earshot, number)).toBe(1)
})

test('whose session has ended signs in over their work, and sends what they had typed', async ({ page, earshot }) => {
  const { email, password } = await signedIn(page, earshot)
  const line = await lay(page, '**/api/complaints/*/message')
  const number = await write(page, earshot)
  const headers = { origin: earshot.url }
  // It ends while the words are on their way: a moment before, the page might know already and say so by itself.
  line.by = async (route) => {
    line.by = undefined
    expect((await page.context().request.delete(`${earshot.url}/api/session`, { headers })).ok()).toBe(true)
    await route.continue()
  }
  await send(page).click()
  const dialog = page.getByRole('dialog', { name: 'You are signed out' })
  await dialog.getByLabel('Mail address').fill(email)
  await dialog.getByLabel('Password').fill('not the right words at all')
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog.getByRole('alert')).toContainText('do not belong together')
  await dialog.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(field(page)).toHaveValue(WORDS)
  await send(page).click()
  await expect(form(page)).toHaveCount(0)
  expect(await told(earshot, number)).toBe(1)
})

test('nobody sees what their role does not allow, by link or by address', async ({ page, browser, earshot }) => {
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/inbox')
  const nav = page.getByRole('navigation', { name: 'Screens' })
  for (const [name, path] of Object.entries({
    Approvals: '/approvals',
    Dashboard: '/dashboard',
    Settings: '/settings',
  })) {
    await expect(nav.getByRole('link', { name })).toHaveCount(0)
    await walk(page, path)
    await expect(page.getByText('This is not for your role')).toBeVisible()
    await expect(page.getByText('It needs the role Manager.')).toBeVisible()
  }
  expect((await page.context().request.get(`${earshot.url}/api/keys`)).status()).toBe(403)

  const manager = await (await browser.newContext()).newPage()
  await signedIn(manager, earshot, 'manager')
  await openConsole(manager, earshot, '/settings/departments')
  await settled(manager)
  for (const [name, path] of Object.entries({
    Keys: '/settings/keys',
    Webhooks: '/settings/webhooks',
    Mail: '/settings/mail',
  })) {
    await expect(manager.locator('main').getByRole('link', { name, exact: true })).toHaveCount(0)
    await walk(manager, path)
    await expect(manager.getByText('This is not for your role')).toBeVisible()
  }
  await manager.context().close()
})

test('what another shop has is unknown here, and said kindly', async ({ page, earshot }) => {
  await earshot.cli('site', 'add', '--name', 'Next door', '--key', 'pk_next', '--origin', 'loopback')
  const { key } = JSON.parse(await earshot.cli('key', 'create', '--site', 'pk_next', '--role', 'owner', '--json')) as {
    key: string
  }
  const theirs = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const brought = await fetch(`${earshot.url}/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: uuidv7(), site: 'pk_next', moment: 'purchase', answers: { comment: 'Hush' } }),
  })
  expect(brought.ok).toBe(true)
  const { items } = (await (await fetch(`${earshot.url}/api/feedback`, { headers: theirs })).json()) as {
    items: { id: string }[]
  }
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/inbox')
  for (const path of [
    `/inbox/${items[0]!.id}`,
    '/complaints/1999-000001',
    '/approvals/1999-000001',
    `/customers/${items[0]!.id}`,
    `/followups/${items[0]!.id}`,
    `/tasks/${items[0]!.id}`,
    '/nowhere',
  ]) {
    await openConsole(page, earshot, path)
    await expect(
      page
        .locator('main')
        .getByText(/There is no|no such|does not exist|not found/i)
        .first(),
      path,
    ).toBeVisible()
    await expect(page.locator('main')).not.toContainText('Hush')
  }
})

test('a lost connection is said, found again, and what was said meanwhile comes by itself', async ({ page }) => {
  const earshot = await startEarshot()
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/complaints?view=all')
  await settled(page)
  const lost = page.getByText('No connection to the server.')
  await expect(lost).toHaveCount(0)
  await earshot.restart(() => expect(lost).toBeVisible())
  const { number } = await complain(earshot)
  await expect(lost).toHaveCount(0)
  await expect(row(page, number)).toBeVisible()
  await earshot.stop()
})

test('the tabs of a browser share one stream, and when one is closed another listens', async ({
  page,
  context,
  earshot,
}) => {
  let streams = 0
  context.on('request', (request) => (streams += Number(new URL(request.url()).pathname === '/api/events')))
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/complaints?view=all')
  await settled(page)
  await expect.poll(() => streams).toBe(1)
  const other = await context.newPage()
  await openConsole(other, earshot, '/complaints?view=all')
  await settled(other)
  const first = await complain(earshot)
  for (const tab of [page, other]) await expect(row(tab, first.number)).toBeVisible()
  expect(streams).toBe(1)
  await page.close()
  await expect.poll(() => streams).toBe(2)
  const second = await complain(earshot)
  await expect(row(other, second.number)).toBeVisible()
  expect(streams).toBe(2)
})

test('a tab in which nobody is signed in keeps no other tab from hearing what happens', async ({
  page,
  context,
  earshot,
}) => {
  await page.goto(`${earshot.url}/console`)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const other = await context.newPage()
  await signedIn(other, earshot)
  const stream = other.waitForRequest('**/api/events*')
  await openConsole(other, earshot, '/complaints?view=all')
  await settled(other)
  await stream
  const { number } = await complain(earshot)
  await expect(row(other, number)).toBeVisible()
})

test('a part that a newer release took away is said to be, and comes with the page loaded anew', async ({
  page,
  earshot,
}) => {
  await signedIn(page, earshot)
  const line = await lay(page, '**/console/assets/Tasks-*.js')
  line.by = (route) => route.fulfill({ status: 404 })
  await openConsole(page, earshot, '/inbox')
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Tasks' }).click()
  await expect(page.getByRole('alert')).toContainText('The console has been renewed')
  line.by = undefined
  await page.getByRole('button', { name: 'Load anew' }).click()
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible()
})

test('a tab that was open before the server was renewed says so, and what is typed there stays', async ({
  page,
  earshot,
}) => {
  await signedIn(page, earshot)
  // The page, and the stream that it began with, were an older server's.
  await page.route(
    '**/console/complaints/**',
    async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace(/(?<=earshot-release" content=")[^"]+/, 'before')
      await route.fulfill({ contentType: 'text/html', body })
    },
    { times: 1 },
  )
  const body = 'event: ready\ndata: {"release":"before"}\n\n'
  const line = await lay(page, '**/api/events*')
  line.by = (route) => route.fulfill({ contentType: 'text/event-stream', body })
  const renewed = page.getByRole('alert').filter({ hasText: 'The console has been renewed' })
  const again = page.waitForRequest('**/api/events*').then(() => page.waitForRequest('**/api/events*'))
  await write(page, earshot)
  await again
  await expect(renewed).toHaveCount(0)
  line.by = undefined
  await expect(renewed).toBeVisible()
  await expect(field(page)).toHaveValue(WORDS)
  await expect(field(page)).toBeFocused()
  await renewed.getByRole('button', { name: 'Load anew' }).click()
  await expect(field(page)).toHaveValue(WORDS)
  await expect(renewed).toHaveCount(0)
})

test('who signs out leaves nothing on the screen, in any tab', async ({ page, context, earshot }) => {
  await signedIn(page, earshot)
  const { number } = await complain(earshot)
  await openConsole(page, earshot, `/complaints/${number}`)
  const other = await context.newPage()
  await openConsole(other, earshot, '/inbox')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('One of the two mugs')).toHaveCount(0)
  await expect(other.getByRole('dialog', { name: 'You are signed out' })).toBeVisible()
})
