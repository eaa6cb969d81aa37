import { expect, test } from './test.ts'
import { AxeBuilder } from '@axe-core/playwright'

const PASSWORD = 'four quite random words'

test('somebody invited chooses a password, is signed in, forgets it, and chooses another', async ({
  page,
  earshot,
  context,
}) => {
  const invited = ['--site', 'pk_demo', '--name', 'Bo Lind', '--link', '--json']
  const { link } = JSON.parse(await earshot.cli('staff', 'invite', 'bo@shop.example', ...invited)) as { link: string }
  await page.goto(link)
  await expect(page.getByLabel(/Your name/)).toHaveValue('Bo Lind')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.getByLabel(/^Password/).fill(PASSWORD)
  await page.getByRole('button').click()
  await page.waitForURL('**/console/inbox')
  await expect(page.getByRole('button', { name: 'Your account' })).toContainText('Bo Lind')
  const who = await context.request.get(`${earshot.url}/api/session`)
  expect(await who.json()).toMatchObject({ kind: 'staff', name: 'Bo Lind', role: 'agent', site: { key: 'pk_demo' } })

  await page.goto(link)
  await expect(page.getByRole('heading')).toHaveText('This link no longer works')

  const reset = ['--site', 'pk_demo', '--link', '--json']
  const again = JSON.parse(await earshot.cli('staff', 'reset', 'bo@shop.example', ...reset)) as { link: string }
  await page.goto(again.link)
  await page.getByLabel(/^Password/).fill(`${PASSWORD}!`)
  await page.getByRole('button').click()
  await page.waitForURL('**/console/inbox')
  const signIn = (password: string) =>
    fetch(`${earshot.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ site: 'pk_demo', email: 'bo@shop.example', password }),
    })
  expect((await signIn(PASSWORD)).status).toBe(401)
  expect((await signIn(`${PASSWORD}!`)).status).toBe(201)
})
