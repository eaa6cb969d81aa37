import { openConsole, settled, signedIn, walk } from './console.ts'
import { complain } from './customer.ts'
import { lay } from './line.ts'
import { expect, test, type Page } from './test.ts'

/** What has the focus, and whether it can be seen that it has. */
function focused(page: Page): Promise<{ what: string; seen: boolean }> {
  return page.evaluate(() => {
    const at = document.activeElement!
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
    const { width, height } = at.getBoundingClientRect()
    return {
      what: at.outerHTML.slice(0, 160),
      // After the last thing of the page comes the browser's own.
      seen:
        at === document.body ||
        (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
        boxShadow !== 'none' ||
        width * height <= 1,
    }
  })
}

test('the keyboard reaches the content at once, and its place can be seen at every step', async ({ page, earshot }) => {
  const { number } = await complain(earshot)
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, `/complaints/${number}`)
  await settled(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#main')).toBeFocused()
  const unseen = new Set<string>()
  for (const path of [`/complaints/${number}?do=message`, '/inbox', '/settings', '/dashboard', '/capture']) {
    await openConsole(page, earshot, path)
    await settled(page)
    for (let step = 0; step < 45; step++) {
      await page.keyboard.press('Tab')
      const { what, seen } = await focused(page)
      if (!seen) unseen.add(`${path}: ${what}`)
    }
  }
  expect([...unseen]).toEqual([])
})

test('shortcuts are listed, do what they say, and can be switched off', async ({ page, earshot }) => {
  const { number } = await complain(earshot)
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/complaints')
  await expect(page.locator('main').getByRole('link', { name: number })).toBeVisible()
  await page.keyboard.press('Shift+?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const said of ['Go to Inbox', 'Go to Settings', 'Open the commands', 'Next in the list', 'Select'])
    await expect(help.getByText(said, { exact: true })).toBeVisible()
  await help.getByRole('checkbox', { name: 'Use single-key shortcuts' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  for (const key of ['j', 'g', 'i', 'Shift+?', '/']) await page.keyboard.press(key)
  // What has a modifier works on, and comes after them.
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Commands and search' })).toBeFocused()
  expect(new URL(page.url()).pathname).toBe('/console/complaints')
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.locator('main').getByRole('link', { name: number })).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('shortcuts')
  await page.keyboard.press('Enter')
  await expect(help).toBeVisible()
  expect(new URL(page.url()).pathname).toBe('/console/complaints')
  await help.getByRole('checkbox', { name: 'Use single-key shortcuts' }).check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/\/complaints\/\d{4}-\d{6}$/)
})

/** Whether something has the focus in the very moment in which it comes or goes, before another key can be pressed. */
function focusWhen(page: Page, selector: string, there: boolean, within: string): Promise<() => Promise<boolean>> {
  return page
    .evaluateHandle(
      ([selector, there, within]) => ({
        seen: new Promise<boolean>((seen) => {
          const watching = new MutationObserver(() => {
            if ((document.querySelector(selector) !== null) !== there) return
            watching.disconnect()
            seen(document.activeElement!.closest(within) !== null)
          })
          watching.observe(document.body, { childList: true, subtree: true })
        }),
      }),
      [selector, there, within] as const,
    )
    .then((watched) => () => watched.evaluate(({ seen }) => seen))
}

test('keys are heard as soon as there is something to see, and a form has the focus before the next one', async ({
  page,
  earshot,
}) => {
  const { number } = await complain(earshot)
  await signedIn(page, earshot)
  await openConsole(page, earshot, '/complaints')
  await settled(page)
  const form = 'form[aria-label=Ask]'
  const opened = await focusWhen(page, form, true, `${form} textarea`)
  // Nobody is faster than this.
  await page.evaluate(() => {
    const watching = new MutationObserver(() => {
      if (!document.querySelector('[data-composer]')) return
      watching.disconnect()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'q', code: 'KeyQ', bubbles: true }))
    })
    watching.observe(document.body, { childList: true, subtree: true })
  })
  await walk(page, `/complaints/${number}`)
  expect(await opened()).toBe(true)
  const closed = await focusWhen(page, form, false, '[data-composer]')
  await page.keyboard.press('Escape')
  expect(await closed()).toBe(true)
})

test('the palette finds screens, commands, customers and complaints, and gives the focus back', async ({
  page,
  earshot,
}) => {
  const { number } = await complain(earshot)
  await earshot.staff.orders.upsert({
    id: 'K-1',
    total: 100,
    currency: 'EUR',
    customer: { id: 'k-1', name: 'Kasimira Quell', email: 'kasimira@example.com' },
  })
  await earshot.cli('jobs', 'run', 'search')
  await signedIn(page, earshot, 'owner')
  await openConsole(page, earshot, '/inbox')
  await settled(page)
  const search = page.getByRole('button', { name: 'Search' })
  await search.focus()
  const find = async (words: string, what: RegExp | string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    // What is typed at once is typed here, and is no shortcut of the screen.
    await expect(page.getByRole('combobox', { name: 'Commands and search' })).toHaveValue(words)
    await expect(page.getByRole('option', { name: what }).first()).toBeVisible()
  }
  await find('kasimira', /Kasimira Quell/)
  await expect(page).toHaveURL(/\/inbox$/)
  await page.keyboard.press('Escape')
  await expect(search).toBeFocused()
  await find('sign out', 'Sign out')
  await page.keyboard.press('Escape')
  await find(number, new RegExp(number))
  await page.keyboard.press('Escape')
  await find('tasks', /Tasks/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible()
})

test('the palette says when it cannot search, and tries again', async ({ page, earshot }) => {
  const { number } = await complain(earshot)
  await earshot.cli('jobs', 'run', 'search')
  await signedIn(page, earshot, 'owner')
  const line = await lay(page, '**/api/search?*')
  line.by = (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{}' })
  await openConsole(page, earshot, '/inbox')
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(number)
  const palette = page.getByRole('dialog', { name: 'Commands and search' })
  await expect(palette.getByRole('alert')).toContainText('answered 400')
  await expect(palette.getByText('Nothing found')).toHaveCount(0)
  line.by = undefined
  await palette.getByRole('button', { name: 'Try again' }).click()
  await expect(palette.getByRole('option', { name: number })).toBeVisible()
})

test('Enter in the palette opens what was typed, also where it is still being looked for', async ({
  page,
  earshot,
}) => {
  const first = await complain(earshot)
  const second = await complain(earshot)
  await earshot.cli('jobs', 'run', 'search')
  await signedIn(page, earshot, 'owner')
  const line = await lay(page, '**/api/search?*')
  await openConsole(page, earshot, '/inbox')
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(first.number)
  await expect(page.getByRole('option', { name: first.number })).toBeVisible()
  const asked: (() => Promise<void>)[] = []
  line.by = (route) => asked.push(() => route.continue())
  await page.getByRole('combobox', { name: 'Commands and search' }).fill(second.number)
  await page.keyboard.press('Enter')
  await expect.poll(() => asked.length).toBe(1)
  for (const go of asked) await go()
  await expect(page).toHaveURL(new RegExp(`/complaints/${second.number}$`))
})
