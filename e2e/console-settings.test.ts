import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, createStaffClient } from '@earshot/sdk'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openConsole, settled, signedIn, still } from './console.ts'
import { type Earshot, startEarshot } from './earshot.ts'
import { expect, test as base } from './test.ts'

/** A server that may call receivers on this machine. */
const test = base.extend<object, { earshot: Earshot }>({
  earshot: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const earshot = await startEarshot({ EARSHOT_ALLOW_HOSTS: '127.0.0.1' })
      await use(earshot)
      await earshot.stop()
    },
    { scope: 'worker' },
  ],
})

async function accessible(page: Page): Promise<void> {
  await still(page)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

/** Somebody is not satisfied. Resolves to the number of their complaint. */
async function complain({ staff }: Earshot, email: string, more: { name?: string; category?: string } = {}) {
  const { name = 'Ada Brandt', category } = more
  const { complaint } = await staff.complaints.bring({
    channel: 'phone',
    reason: 'The mug has a crack.',
    contact: { name, email },
    ...(category ? { category } : {}),
  })
  return complaint!.number
}

test('who is invited by an owner signs in elsewhere, and sees only what an agent may, by address as well', async ({
  page,
  browser,
  earshot,
}) => {
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/settings/staff')
  await page.getByRole('link', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused()
  await dialog.getByLabel('Name', { exact: true }).fill('Cy Moon')
  await dialog.getByLabel('E-mail').fill('nobody')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('E-mail').fill('cy@shop.example')
  await dialog.getByRole('button', { name: 'Invite' }).click()

  // No mail is set up: the link is handed over.
  const link = await page.getByRole('dialog').getByLabel('Link', { exact: true }).innerText()
  await page.keyboard.press('Escape')
  const row = page.getByRole('listitem').filter({ hasText: 'Cy Moon' })
  await expect(row).toContainText('Invited')
  await accessible(page)

  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await other.getByLabel(/^Password/).fill('four quite random words')
  await other.getByRole('button').click()
  await other.waitForURL('**/console/inbox')
  await expect(other.getByRole('link', { name: 'Inbox' })).toBeVisible()
  await expect(other.getByRole('link', { name: 'Settings' })).toHaveCount(0)
  for (const path of ['/settings/staff', '/settings/keys', '/approvals']) {
    await openConsole(other, earshot, path)
    await expect(other.getByText('This is not for your role')).toBeVisible()
  }
  // What is their own, everybody may change.
  await openConsole(other, earshot, '/profile')
  await other.getByLabel('Name').fill('Cyra Moon')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await accessible(other)
  expect((await earshot.staff.staff.list()).map(({ name }) => name)).toContain('Cyra Moon')

  // Disabled, they are out; the last owner stays.
  await page.reload()
  await page.getByRole('link', { name: 'Cyra Moon' }).click()
  await page.getByLabel('Skills').pressSequentially('korean, bread')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)
  expect((await earshot.staff.staff.list()).find(({ name }) => name === 'Cyra Moon')!.skills).toEqual([
    'korean',
    'bread',
  ])
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('button', { name: 'Sign out and disable?' }).click()
  await expect(page.getByText('They cannot sign in.')).toBeVisible()
  expect((await other.context().request.get(`${earshot.url}/api/session`)).status()).toBe(401)
  await other.context().close()
})

test('a category that an owner adds takes complaints to its department', async ({ page, earshot }) => {
  await signedIn(page, earshot, 'manager')
  await openConsole(page, earshot, '/settings/departments')
  await page.getByRole('link', { name: 'Add a department' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Pottery')
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Pottery' })).toBeVisible()

  await openConsole(page, earshot, '/settings/categories')
  await page.getByRole('link', { name: 'Add a category' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name · English').fill('Cracked when it came')
  await dialog.getByLabel('Goes to').selectOption({ label: 'Pottery' })
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Cracked when it came' })).toContainText('Pottery')
  await accessible(page)

  const number = await complain(earshot, 'pottery@example.com', { category: 'cracked-when-it-came' })
  const pottery = (await earshot.staff.departments.list()).find(({ name }) => name === 'Pottery')
  expect((await earshot.staff.complaints.get(number)).department).toBe(pottery!.id)

  // While it is in use, it says why it stays.
  await page.getByRole('link', { name: 'Cracked when it came' }).click()
  await page.getByRole('button', { name: 'Remove the category' }).click()
  await page.getByRole('button', { name: 'Really remove?' }).click()
  await expect(page.getByRole('alert')).toContainText('Open complaints are filed here')
})

test('a proposal above a limit that an owner sets waits for approval', async ({ page, earshot }) => {
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/settings/policies')
  await settled(page)
  const limit = page.getByLabel('Limit of Agent in EUR')
  await limit.fill('12.50')
  await expect(page.getByText('Up to €12.50 without asking')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0)

  // What is not saved is asked for before it is left, and says what it would move.
  await page.getByLabel('remedy: hours').fill('9')
  await expect(page.getByText(/will move at once: remedy\./)).toBeVisible()
  await page.getByRole('link', { name: 'Labels' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(/settings\/labels$/)

  const { secret } = await earshot.staff.keys.create({ role: 'agent', label: 'agent' })
  const agent = createStaffClient({ url: earshot.url, key: secret })
  const number = await complain(earshot, 'limit@example.com')
  await agent.complaints.give(number, 'assess', { founded: true })
  const terms = 'A new mug by express.'
  const asked = await agent.complaints.give(number, 'propose', {
    remedies: [{ kind: 'replacement', terms, cost: 1251, currency: 'EUR' }],
  })
  expect(asked.stage).toBe('approving')
})

/** A receiver of webhooks that answers as it is told. */
async function receiver(): Promise<{ url: string; answer: number; got: string[]; server: Server }> {
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += String(part)))
    request.on('end', () => {
      one.got.push((JSON.parse(body) as { type: string }).type)
      reply.writeHead(one.answer).end(one.answer === 204 ? undefined : 'not now')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const one = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    answer: 204,
    got: [] as string[],
    server,
  }
  return one
}

test('a tab that stays open learns that mail was set up and of the shop’s new name, and keeps what is being written', async ({
  page,
  earshot,
}) => {
  const number = await complain(earshot, 'ada@example.com')
  await signedIn(page, earshot)
  await openConsole(page, earshot, `/complaints/${number}?do=message`)
  const form = page.getByRole('form', { name: 'Write' })
  await expect(form).toContainText('no mail is set up')
  await form.getByLabel('Words to the customer').fill('We look into it.')
  const { name } = await earshot.staff.site.get()
  const smtp = { host: '127.0.0.1', port: 1 }
  await earshot.staff.mail.change({ from: { address: 'care@shop.example' }, smtp })
  await expect(form).not.toContainText('no mail is set up')
  await earshot.staff.site.change({ name: 'Lumen & Son' })
  await expect(page.getByRole('navigation', { name: 'Screens' })).toContainText('Lumen & Son')
  await expect(form.getByLabel('Words to the customer')).toHaveValue('We look into it.')
  await earshot.staff.mail.change({ smtp: null })
  await expect(form).toContainText('no mail is set up')
  await earshot.staff.site.change({ name })
})

test('a webhook shows its secret once, is tried, tells what failed, and sends it again', async ({ page, earshot }) => {
  const shop = await receiver()
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/settings/webhooks')
  await page.getByRole('link', { name: 'Add a webhook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('http://10.0.0.1/in')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Address').fill(shop.url)
  await dialog.getByLabel('Feedback').check()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByLabel('Secret', { exact: true })).toHaveText(/^whsec_/)
  await accessible(page)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect(page.getByText(/Arrived in/)).toBeVisible()
  expect(shop.got).toEqual(['webhook.test'])

  shop.answer = 500
  await createClient({ url: earshot.url, site: 'pk_demo' }).feedback.submit({
    moment: 'purchase',
    answers: { satisfaction: 5, comment: 'Lovely.' },
  })
  await expect.poll(() => shop.got.length).toBeGreaterThan(1)
  const row = page.getByRole('listitem').filter({ hasText: 'feedback.received' })
  await expect(async () => {
    await page.getByRole('button', { name: 'Load anew' }).click()
    await expect(row).toContainText('answered 500', { timeout: 1000 })
  }).toPass()
  await row.getByText('What was told and answered').click()
  await expect(row).toContainText('"type": "feedback.received"')
  shop.answer = 204
  await row.getByRole('button', { name: 'Send again' }).click()
  await expect(async () => {
    await page.getByRole('button', { name: 'Load anew' }).click()
    await expect(row).toContainText('Arrived', { timeout: 1000 })
  }).toPass()
  await accessible(page)
  shop.server.close()
})

test('a person is found, told of by kind, and erased once their name is typed', async ({ page, earshot }) => {
  await earshot.staff.orders.upsert({ id: 'E-1', customer: { name: 'Erin Gone', email: 'erin@example.com' } })
  const number = await complain(earshot, 'erin@example.com', { name: 'Erin Gone' })
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/settings/privacy')
  await page.getByLabel('Known by').selectOption({ label: 'Name' })
  await page.getByLabel('Name', { exact: true }).fill('Erin Gone')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Erin Gone' }).click()
  await expect(page.getByText(`Still open: ${number}`)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all of it' }).click()
  expect((await download).suggestedFilename()).toBe('person.jsonl')
  await accessible(page)

  await page.getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog')
  const now = dialog.getByRole('button', { name: 'Erase for good' })
  await dialog.getByLabel('Why').fill('Asked for by letter')
  await dialog.getByLabel(/Type/).fill('Erin')
  await expect(now).toBeDisabled()
  await dialog.getByLabel(/Type/).fill('erin gone')
  await accessible(page)
  await now.click()
  await expect(page.getByText(/things are gone for good/)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Asked for by letter' })).toBeVisible()
  expect((await earshot.staff.customers.list({ text: 'Erin Gone' })).items).toEqual([])
})

test('orders of a file come in some at a time, and those refused are listed', async ({ page, earshot }) => {
  await signedIn(page, earshot, 'manager')
  await openConsole(page, earshot, '/settings/export')
  const rows = Array.from({ length: 700 }, (_, i) => `F-${i},2026-11-01T08:00:00Z,${i === 3 ? 'much' : 4990},EUR,Loaf`)
  await page.getByLabel('CSV file').setInputFiles({
    name: 'orders.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['id,placed,total,currency,item.name', ...rows].join('\n')),
  })
  await page.getByRole('button', { name: 'Bring in' }).click()
  await expect(page.getByText('700 of 700 orders')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'F-3' })).toContainText('line 5')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the refused ones' }).click()
  expect((await download).suggestedFilename()).toBe('refused.csv')
  expect((await earshot.staff.orders.get('F-699')).total).toBe(4990)
  await accessible(page)
})
