import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createStaffClient, type StaffClient } from '@earshot/sdk'
import { freePort } from '../packages/server/test/port.ts'
import { openPostbox, type Postbox } from '../packages/server/test/postbox.ts'
import { ENV, ROOT } from '../scripts/run.ts'
import { end, serve } from './earshot.ts'
import { Pace } from './pace.ts'
import { expect, test as base, type Page } from './test.ts'

/** What an owner has who begins: nothing but a shop with a page of its own, and a mailbox. */
interface Nothing {
  env: Record<string, string | undefined>
  url: string
  postbox: Postbox
  /** Their page, whose template they can change. */
  site: { url: string; template: string }
  /** Starts the server; resolves with what it says in the terminal. */
  start: () => Promise<string>
}

const test = base.extend<{ nothing: Nothing }>({
  // eslint-disable-next-line no-empty-pattern
  nothing: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'earshot-owner-'))
    const port = await freePort()
    const postbox = await openPostbox()
    const site = {
      url: '',
      template: '<!doctype html><html lang="en"><title>Nine Loaves</title><h1>Bread, slowly</h1>',
    }
    const pages = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(site.template)
    }).listen(0, '127.0.0.1')
    await once(pages, 'listening')
    site.url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
    const env = { ...ENV, PORT: String(port), EARSHOT_DATA: data, EARSHOT_ALLOW_HOSTS: '127.0.0.1', DATABASE_URL: '' }
    const started: ChildProcess[] = []
    const start = async () => {
      const { child, said } = await serve([['packages/server/src/main.ts', 'start'], /\/console\/setup\/\S+\n/], env)
      started.push(child)
      return said
    }
    await use({ env, url: `http://localhost:${port}`, postbox, site, start })
    await Promise.all(started.map(end))
    pages.closeAllConnections()
    pages.close()
    await postbox.close()
    rmSync(data, { recursive: true, force: true })
  },
})

/** From the first command to the link in the terminal, as README tells it. */
async function begin(pace: Pace, { env, url, start }: Nothing): Promise<{ link: string; staff: StaffClient }> {
  pace.part('the terminal')
  const init = ['init', '--name', 'Nine Loaves', '--origin', 'https://nineloaves.example']
  pace.typeText(`export EARSHOT_DATA=~/my-shop\nnpx -y pnpm@12 earshot ${init.join(' ')}\n`)
  const { stdout } = await promisify(execFile)(
    'node',
    ['--conditions=source', 'packages/server/src/main.ts', ...init],
    {
      cwd: ROOT,
      env,
    },
  )
  pace.readText(stdout)
  pace.typeText('npx -y pnpm@12 earshot start\n')
  const said = await start()
  pace.readText(said)
  const key = /secret key of its owner (\S+)/.exec(stdout)![1]!
  return { link: /\S+\/console\/setup\/\S+/.exec(said)![0], staff: createStaffClient({ url, key }) }
}

test('a new shop’s owner comes from the first command to the first closed complaint in a quarter of an hour', async ({
  page,
  context,
  nothing,
}, info) => {
  const pace = new Pace()
  const { site, postbox } = nothing
  const { link, staff } = await begin(pace, nothing)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const onward = page.getByRole('button', { name: /^(Save and go on|Go on)$/ })

  pace.part('the account')
  await page.goto(link)
  await pace.type(page.getByLabel(/Your name/), 'Olive Owner')
  await pace.type(page.getByLabel('Mail address'), 'olive@nineloaves.example')
  await pace.type(page.getByLabel(/^Password/), 'four quite random words')
  await pace.press(page.getByRole('button'))

  pace.part('the shop')
  await pace.choose(page.getByLabel('Time zone'), 'Asia/Seoul')
  await pace.press(page.getByRole('checkbox', { name: 'Monday: open' }))
  await pace.press(onward)
  await page.waitForURL('**/welcome/look')
  expect(await staff.site.get()).toMatchObject({ name: 'Nine Loaves', timeZone: 'Asia/Seoul' })
  expect((await staff.policies.get()).calendar.week[0]).toEqual([])

  pace.part('colours')
  await expect(
    page.frameLocator('iframe[title=Preview]').frameLocator('iframe:not(.coming)').getByRole('radio').first(),
  ).toBeVisible()
  await pace.type(page.getByRole('textbox', { name: 'Colour of buttons and marks' }), '#7a2e2e')
  // By a link of the progress line what was typed is saved as well.
  await pace.press(page.getByRole('link', { name: 'Your page' }))
  await page.waitForURL('**/welcome/page')
  expect((await staff.site.get()).theme.accent).toBe('#7a2e2e')

  pace.part('the line in the page')
  await expect(page.getByText('Waiting for your page.')).toBeVisible()
  await pace.press(page.getByRole('button', { name: 'Copy: Script tag' }))
  await expect(page.getByText('Copied')).toBeVisible()
  site.template += await page.evaluate(() => navigator.clipboard.readText())
  expect(site.template).toContain(`<script async src="${nothing.url}/w/pk_`)
  // Finds the template of the shop's pages, pastes, publishes.
  pace.elsewhere(60)
  const visitor = await context.newPage()
  await visitor.goto(site.url)
  await expect(visitor.getByRole('button', { name: 'How was it?' })).toBeVisible()
  await pace.read(visitor)
  await visitor.close()
  await expect(page.getByText(`${site.url} has loaded the script, but may not send yet.`)).toBeVisible()
  await pace.press(page.getByRole('button', { name: 'Allow it' }))
  await expect(page.getByText(`It works: ${site.url} has loaded the script.`)).toBeVisible()
  await pace.press(onward)

  pace.part('mail, in vain')
  // Refused alike where it is tried and where it is saved.
  const server = page.getByRole('textbox', { name: 'Mail server' })
  await pace.type(server, 'mail.shop.example')
  await pace.type(page.getByLabel('Port'), '4891')
  await pace.press(page.getByRole('button', { name: 'Send the test' }))
  await expect(page.getByText('must be one of 25, 465, 587, 2525', { exact: true })).toBeVisible()
  await pace.type(page.getByLabel('Port'), '587')
  await pace.type(server, 'not a name')
  await pace.press(page.getByRole('button', { name: 'Save and go on' }))
  await expect(
    page.getByText('must be the name of a mail server, such as mail.example.com', { exact: true }),
  ).toBeVisible()
  await pace.type(server, '')
  await pace.press(page.getByRole('button', { name: 'Skip' }))

  pace.part('colleagues')
  await pace.type(page.getByLabel('Name', { exact: true }), 'Mina Park')
  await pace.type(page.getByLabel('Mail address'), 'mina@nineloaves.example')
  await pace.press(page.getByRole('button', { name: 'Invite' }))
  await expect(page.getByText('Hand this link to Mina Park')).toBeVisible()
  expect((await staff.staff.list()).map(({ email }) => email)).toContain('mina@nineloaves.example')

  pace.part('mail')
  await pace.press(page.getByRole('link', { name: 'Mail', exact: true }))
  await pace.type(server, '127.0.0.1')
  await pace.type(page.getByLabel('Port'), String(postbox.port))
  await pace.type(page.getByLabel('Address of the sender'), 'care@nineloaves.example')
  await pace.press(page.getByRole('button', { name: 'Send the test' }))
  await expect(page.getByText('Sent to olive@nineloaves.example.')).toBeVisible()
  await pace.press(onward)
  await expect(page.getByRole('heading', { name: 'Who listens with you?' })).toBeVisible()
  await pace.press(onward)

  pace.part('the customer complains')
  const [shop] = await Promise.all([
    page.waitForEvent('popup'),
    pace.press(page.getByRole('link', { name: `Open ${new URL(site.url).host}` })),
  ])
  const follow = await complain(pace, shop)

  pace.part('the owner hears')
  await pace.turnTo(page)
  await expect(page.getByText('The crust was burnt <b>black</b>.')).toBeVisible()
  await pace.press(page.getByRole('link', { name: 'Answer it in the inbox' }))
  await page.waitForURL('**/console/inbox/*')
  await expect(page.locator('main').getByText('The crust was burnt <b>black</b>.').first()).toBeVisible()
  await pace.press(page.getByRole('link', { name: 'Open the complaint' }))
  const step = page.locator('main [aria-current=step]')
  await expect(step).toHaveText('Received')

  pace.part('the owner puts it right')
  await pace.press(page.getByRole('button', { name: 'Put it right' }))
  const offer = page.getByRole('form', { name: 'Put it right' })
  await pace.type(offer.getByLabel('What the customer is offered'), 'A new loaf, with you on Saturday morning.')
  await pace.type(offer.getByLabel('Cost for the shop'), '6')
  await pace.type(
    offer.getByLabel('Words beside the offer'),
    'Dear Ada, you are right: it stood in the oven too long. We are sorry, and thank you for telling us.',
  )
  await expect(offer).not.toContainText('no mail is set up')
  await pace.press(offer.getByRole('button', { name: /^Put it right/ }))
  await expect(step).toHaveText('Offered')

  pace.part('the customer agrees')
  await pace.turnTo(shop)
  await shop.goto(follow)
  await pace.type(shop.getByLabel('Your name'), 'Ada Brandt')
  await pace.press(shop.getByRole('button', { name: 'Yes, please do', exact: true }))
  await expect(step).toHaveText('Fulfilling')

  pace.part('the owner carries it out')
  await pace.turnTo(page)
  await pace.press(page.getByRole('button', { name: 'Task done' }))
  await pace.press(page.getByRole('form', { name: 'Task done' }).getByRole('button', { name: /^Done/ }))
  await expect(step).toHaveText('Confirming')

  pace.part('the customer confirms')
  await pace.turnTo(shop)
  await shop.goto(follow)
  await pace.press(shop.getByRole('button', { name: 'Yes, it is put right', exact: true }))
  await expect(step).toHaveText('Put right')
  await pace.read(shop)
  await pace.turnTo(page)
  await pace.read(page)
  const [complaint] = (await staff.complaints.list()).items
  expect(complaint).toMatchObject({ stage: 'closed', outcome: 'resolved' })

  info.annotations.push({ type: 'A person’s minutes', description: pace.minutes.toFixed(1) })
  await info.attach('pace', { body: String(pace), contentType: 'text/plain' })
  expect(pace.minutes, String(pace)).toBeLessThanOrEqual(15)
})

/** Says at the button on the shop's page what went wrong. Resolves with the link to follow it. */
async function complain(pace: Pace, shop: Page): Promise<string> {
  await pace.press(shop.getByRole('button', { name: 'How was it?' }))
  const dialog = shop.getByRole('dialog')
  await pace.press(dialog.getByRole('radio', { name: 'Not so good' }))
  await pace.type(dialog.getByRole('textbox').first(), 'The crust was burnt <b>black</b>.')
  await pace.press(dialog.getByRole('button', { name: 'Next' }))
  await pace.press(dialog.getByRole('radio', { name: 'A new one' }))
  await pace.type(dialog.getByLabel(/e-?mail/i), 'ada@example.com')
  await pace.press(dialog.getByRole('button', { name: 'Send' }))
  const link = dialog.getByRole('link', { name: /follow/i })
  await expect(link).toBeVisible()
  await pace.read(shop)
  return (await link.getAttribute('href'))!
}
