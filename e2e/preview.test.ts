import type { MomentInput } from '../packages/sdk/src/contract/index.ts'
import { expect, test } from './test.ts'

/** A moment as an editor has it, before anybody saved it. */
const draft = (comment: string): MomentInput => ({
  id: 'visit',
  title: { en: 'After a visit', ko: '방문 후' },
  headings: [],
  questions: [
    {
      id: 'satisfaction',
      kind: 'satisfaction',
      label: { en: 'Did you like it here?', ko: '마음에 드셨나요?' },
      labels: ['Not at all', 'Not quite', 'All right', 'Good', 'Delighted'].map((en) => ({ en })),
    },
    { id: 'comment', kind: 'text', label: { en: comment }, when: [{ question: 'satisfaction', max: 3 }] },
  ],
  after: [{ title: { en: 'Thank you, dear visitor.' } }],
})

/** A page of the server's own with a field and the preview, as the editor will be. */
const EDITOR = `<!doctype html><title>Editor</title><input id="field"><iframe id="preview" width="600" height="700"></iframe>
<script>
let ready = 0
addEventListener('message', ({ data, origin }) => origin === location.origin && data.is === 'ready' && (document.title = ++ready))
</script>`

test('an owner sees what they type in the real widget, keeps on typing, and nothing is stored', async ({
  page,
  earshot,
}) => {
  const { staff, url } = earshot
  const shown = await staff.moments.preview({ moment: draft('What was missing?') })
  expect(shown.errors).toEqual([])
  await page.route(`${url}/editor`, (route) => route.fulfill({ contentType: 'text/html', body: EDITOR }))
  await page.goto(`${url}/editor`)
  const field = page.locator('#field')
  await field.focus()
  await page.locator('#preview').evaluate((frame: HTMLIFrameElement, src) => (frame.src = src), shown.url)
  const shop = page.frameLocator('#preview').frameLocator('iframe:not(.coming)')
  await expect(page).toHaveTitle('1')
  await expect(page.frameLocator('#preview').getByText('Preview: nothing is sent')).toBeVisible()
  await shop.getByRole('radio', { name: 'All right' }).click()
  await expect(shop.getByText('What was missing?')).toBeVisible()
  await shop.getByRole('textbox').fill('Tea')

  const change = async (moment: MomentInput, more: Record<string, string> = {}) => {
    const { id } = await staff.moments.preview({ id: shown.id, moment })
    expect(id).toBe(shown.id)
    await page.locator('#preview').evaluate((frame: HTMLIFrameElement, how) => {
      frame.contentWindow!.postMessage({ earshot: 'preview', do: 'reload', ...how }, location.origin)
    }, more)
  }
  await field.focus()
  await change(draft('What should we add?'))
  await expect(shop.getByText('What should we add?')).toBeVisible()
  // What was answered is answered still, and the field has the focus.
  await expect(shop.getByRole('radio', { name: 'All right' })).toBeChecked()
  await expect(shop.getByRole('textbox')).toHaveValue('Tea')
  await page.keyboard.type('typed')
  await expect(field).toHaveValue('typed')

  await change(draft('What should we add?'), { as: 'dialog', locale: 'ko', scheme: 'dark' })
  await expect(shop.getByRole('dialog', { name: '방문 후' })).toBeVisible()
  expect(await shop.locator(':root').evaluate((root) => getComputedStyle(root).colorScheme)).toBe('dark')
  await page.keyboard.type(' on')
  await expect(field).toHaveValue('typed on')

  await change(draft('What should we add?'), { as: 'place', locale: 'en', scheme: '' })
  await shop.getByRole('radio', { name: 'Delighted' }).click()
  await shop.getByRole('button', { name: 'Send' }).click()
  await expect(shop.getByText('Thank you, dear visitor.')).toBeVisible()
  // It asks again, where a shop's page would not.
  await change(draft('Anything else?'))
  await expect(shop.getByRole('radio', { name: 'Delighted' })).toBeVisible()
  expect((await staff.feedback.list({ moment: 'visit' })).items).toEqual([])
  expect((await staff.moments.list()).map(({ id }) => id)).not.toContain('visit')
})
