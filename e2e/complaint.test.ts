import { AxeBuilder } from '@axe-core/playwright'
import { complain, type Device, DEVICES, send, unfold, visitor } from './customer.ts'
import { expect, test } from './test.ts'

const TERMS = 'A new mug by express. With you by Friday, 12:00. Keep the cracked one.'

for (const device of Object.keys(DEVICES) as Device[]) {
  test(`on ${device} a customer is heard, declines, accepts by name, and is asked whether it is put right`, async ({
    browser,
    earshot,
  }) => {
    const { number, url } = await complain(earshot)
    const { complaints } = earshot.staff
    const page = await visitor(browser, device)
    await page.goto(url)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Thank you for telling us')
    await expect(page.locator('[aria-current=step]')).toContainText('We look into it')
    await expect(page.getByText(/^\s*We answer you by/)).toBeVisible()

    await unfold(page, 'Add words or photos')
    const mug = { name: 'mug.png', mimeType: 'image/png', buffer: await page.screenshot() }
    const notes = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('not a photo') }
    await page.getByLabel('Your words').fill('They are a gift.\nFor Saturday.')
    await page.getByLabel('Photos').setInputFiles([mug, notes])
    await send(page, 'Send')
    await expect(page.getByRole('alert')).toContainText('A photo could not be read')
    await expect(page.getByLabel('Photos')).toBeFocused()
    await expect(page.getByLabel('Your words')).toHaveValue('They are a gift.\nFor Saturday.')
    await send(page, 'Send')
    await expect(page.getByRole('status')).toHaveText('Thank you, we have your words.')
    await expect(page.getByRole('img', { name: 'Photo 1' })).toBeVisible()
    expect((await complaints.get(number)).messages).toMatchObject([
      { by: 'customer', words: 'They are a gift.\nFor Saturday.', attachments: [expect.any(String)] },
    ])

    await complaints.give(number, 'resolve', { remedy: { kind: 'gift', terms: 'A voucher' } })
    await page.goto(url)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have a way to put it right')
    await unfold(page, 'No, this does not help')
    await page.getByLabel('What would help instead?').fill('A whole mug')
    await send(page, 'Send, and look for another way')
    await expect(page.locator('[aria-current=step]')).toContainText('We look into it')

    await complaints.give(number, 'propose', {
      remedies: [{ kind: 'replacement', terms: TERMS, tasks: [{ kind: 'ship' }] }],
    })
    await page.goto(url)
    const second = await page.context().newPage()
    await second.goto(url)
    await page.getByLabel('Your name').fill('Ada Brandt')
    await send(page, 'Yes, please do')
    await expect(page.locator('[aria-current=step]')).toContainText('We carry it out')
    await expect(page.getByText('Accepted by Ada Brandt').first()).toBeVisible()
    await second.getByLabel('Your name').fill('Ada Brandt')
    await send(second, 'Yes, please do')
    await expect(second.getByRole('alert')).toContainText('Something changed meanwhile')

    const [task] = (await complaints.get(number)).tasks
    await complaints.give(number, 'complete', { task: task.id })
    await page.goto(url)
    await send(page, 'Yes, it is put right')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('It is put right')
    await page.getByRole('radio', { name: '5' }).check()
    await send(page, 'Send rating')
    await expect(page.getByText('You rated how we handled it: 5 of 5.')).toBeVisible()
    await unfold(page, 'Open it again')
    await page.getByLabel('What has happened since?').fill('It cracked, too')
    await send(page, 'Open it again')
    await expect(page.getByRole('status')).toContainText('It is open again')
    await unfold(page, 'Take the complaint back')
    await send(page, 'Yes, take it back')
    await expect(page.getByRole('status')).toContainText('Your complaint is taken back')
    expect(await complaints.get(number)).toMatchObject({ stage: 'closed', outcome: 'withdrawn', rating: 5 })
    await page.context().close()
  })

  test(`on ${device} a customer objects up to the top, and is told where to turn`, async ({ browser, earshot }) => {
    const turn = 'The conciliation board in Kehl judges what we cannot agree on, free of charge.'
    await earshot.staff.policies.change({ arbitration: { en: turn } })
    const { number, url } = await complain(earshot)
    const { complaints } = earshot.staff
    const page = await visitor(browser, device)
    for (const level of [1, 2, 2]) {
      const why = `It was whole when it left us (${level}).`
      await complaints.give(number, 'assess', { founded: false, words: why })
      await page.goto(url)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Here is what we found')
      await expect(page.getByText(why).first()).toBeVisible()
      await expect(page.getByText(turn)).toHaveCount(0)
      await unfold(page, 'I see it differently')
      await page.getByLabel('What did we get wrong?').fill('It was not')
      await send(page, 'Send, and have it judged anew')
      await expect.poll(async () => (await complaints.get(number)).level).toBe(level)
    }
    await expect(page.getByRole('heading', { level: 1 })).toContainText('We could not agree')
    await expect(page.getByRole('heading', { name: 'Where you can turn now' })).toBeVisible()
    await expect(page.getByText(turn)).toBeVisible()
    await expect(page.getByText('I see it differently')).toHaveCount(0)
    expect(await complaints.get(number)).toMatchObject({ stage: 'closed', outcome: 'disagreed' })
    await page.context().close()
  })
}

for (const [colorScheme, viewport, locale] of [
  ['light', { width: 390, height: 844 }, 'en'],
  ['dark', { width: 320, height: 640 }, 'ko'],
  ['light', { width: 1280, height: 900 }, 'zh-Hant'],
] as const)
  test(`axe finds nothing on the complaint's page at any stage, ${colorScheme}, ${viewport.width} wide, ${locale}`, async ({
    browser,
    earshot,
  }) => {
    const { number, url } = await complain(earshot, { locale })
    const { complaints } = earshot.staff
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await context.newPage()
    const look = async (stage: string) => {
      await page.goto(url)
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${stage}: ${id} ${nodes.map((one) => one.html).join(' ')}`)).toEqual([])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect([stage, wider]).toEqual([stage, false])
    }
    await look('received')
    await complaints.give(number, 'ask', { words: 'Which one?' })
    await look('asked')
    await complaints.give(number, 'reply', { words: 'The white one', heard: 'phone' })
    await complaints.give(number, 'assess', { founded: false, words: 'It was whole.' })
    await look('explained')
    await complaints.give(number, 'object', { words: 'No', heard: 'phone' })
    await complaints.give(number, 'resolve', {
      remedy: { kind: 'replacement', terms: TERMS, tasks: [{ kind: 'ship' }] },
    })
    await look('offered')
    await complaints.give(number, 'accept', { name: 'Ada', heard: 'phone' })
    await look('fulfilling')
    const [task] = (await complaints.get(number)).tasks
    await complaints.give(number, 'complete', { task: task.id })
    await look('confirming')
    await complaints.give(number, 'confirm', { satisfied: true, heard: 'phone' })
    await look('closed')
    await complaints.give(number, 'rate', { score: 4, heard: 'phone' })
    await look('rated')
    await context.close()
  })
