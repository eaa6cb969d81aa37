import type { Contact } from '@earshot/sdk/contract'
import { uuidv7 } from '@earshot/sdk'
import type { Browser, Page } from '@playwright/test'
import type { Earshot } from './earshot.ts'

/** A complaint that a customer has just made, and its page. */
export async function complain(
  earshot: Pick<Earshot, 'url'>,
  { locale = 'en', contact }: { locale?: string; contact?: Contact } = {},
): Promise<{ number: string; url: string }> {
  const answer = await fetch(`${earshot.url}/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: uuidv7(),
      site: 'pk_demo',
      moment: 'purchase',
      answers: { satisfaction: 2, comment: 'One of the two mugs has a crack.' },
      complaint: true,
      locale,
      ...(contact ? { contact } : {}),
    }),
  })
  return ((await answer.json()) as { complaint: { number: string; url: string } }).complaint
}

/** What customers come with: the page is whole on each. */
export const DEVICES = {
  'a phone without script': { javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
  'a computer with script': { javaScriptEnabled: true, viewport: { width: 1280, height: 900 } },
} as const
export type Device = keyof typeof DEVICES

/** A customer's browser, with a context of its own. */
export async function visitor(browser: Browser, device: Device = 'a phone without script'): Promise<Page> {
  const context = await browser.newContext(DEVICES[device])
  return context.newPage()
}

/** Presses one of the page's buttons. */
export const send = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** Opens what stands behind a line. */
export const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).click()
/** Where it stands, as the page's line of steps tells. */
export const step = (page: Page) => page.locator('[aria-current=step]')
