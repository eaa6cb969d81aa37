import type { Role } from '@earshot/sdk/contract'
import type { Page } from '@playwright/test'
import type { Earshot } from './earshot.ts'
import { expect } from './test.ts'

const PASSWORD = 'four quite random words'

/** Who is signed in, and by what they could sign in again. */
export interface Colleague {
  id: string
  name: string
  email: string
  password: string
}

let hired = 0

/** A new member of staff of this role, signed in with the page's browser context. */
export async function signedIn(
  page: Page,
  earshot: Pick<Earshot, 'url' | 'cli'>,
  role: Role = 'agent',
  name: string = { agent: 'Mina Park', manager: 'Jun Seo', owner: 'Olive Owner' }[role],
): Promise<Colleague> {
  const email = `${role}-${process.pid}-${++hired}@shop.example`
  const invited = ['--site', 'pk_demo', '--name', name, '--role', role, '--link', '--json']
  const { link } = JSON.parse(await earshot.cli('staff', 'invite', email, ...invited)) as { link: string }
  const answer = await page.context().request.post(`${earshot.url}/api/session/setup`, {
    data: { token: link.split('/').at(-1), password: PASSWORD },
  })
  expect(answer.status()).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  return { id, name, email, password: PASSWORD }
}

/** Opens an address of the console: `/complaints/2026-000001`. Resolves when its screen is drawn. */
export async function openConsole(page: Page, earshot: Pick<Earshot, 'url'>, path = ''): Promise<void> {
  await page.goto(`${earshot.url}/console${path}`)
  await expect(page.locator('#main')).toBeVisible()
}

/** Presses keys that make a shortcut together, and are given up where the next is too long in coming. */
export async function pressInTurn(page: Page, ...keys: string[]): Promise<void> {
  // Both are on their way before the first is answered.
  await Promise.all(keys.map((key) => page.keyboard.press(key)))
}

/** Goes to an address of the console as a link does, without loading the page anew. */
export async function walk(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const link = document.createElement('a')
    link.href = `/console${to}`
    document.body.append(link)
    link.click()
    link.remove()
  }, path)
  await page.waitForURL((url) => url.pathname + url.search === `/console${path}`)
}

/** Resolves when the screen of the address is drawn, with what it had to ask for. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('#main')).not.toHaveAttribute('aria-busy')
  await expect(page.locator('main').getByRole('heading').first()).toBeVisible()
  await expect(page.locator('main').getByText(/^(Loading|불러오는 중|載入中)…$/)).toHaveCount(0)
  // A preview has gone to its page: what looks into frames would wait for one that left in between.
  await expect(page.locator('main section[aria-busy=true]')).toHaveCount(0)
}

/** Resolves when nothing moves any more: what is still coming in can be seen less than it will be. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))))
}

/** Whether a page is wider than its window. */
export function sideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.scrollingElement!.scrollWidth > innerWidth)
}
