import { complain, type Device, DEVICES, send, step, unfold, visitor } from './customer.ts'
import { buy, expect, type Page, test } from './test.ts'

const headline = (page: Page) => page.getByRole('heading', { level: 1 })

for (const device of Object.keys(DEVICES) as Device[]) {
  test(`on ${device} a customer takes the complaint back, and is thanked`, async ({ browser, earshot }) => {
    const { complaints } = earshot.staff
    const { number, url } = await complain(earshot)
    await complaints.give(number, 'resolve', { remedy: { kind: 'gift', terms: 'A voucher of 10 €' } })
    const page = await visitor(browser, device)
    const elsewhere = await page.context().newPage()
    await elsewhere.goto(url)
    await page.goto(url)
    await unfold(page, 'Take the complaint back')
    await expect(page.getByText('You can open it again within 30 days.')).toBeVisible()
    await page.getByLabel('Would you tell us why?').fill('The neighbour had dropped it.')
    await send(page, 'Yes, take it back')
    await expect(page.getByRole('status')).toHaveText('Thank you. Your complaint is taken back.')
    await expect(headline(page)).toHaveText('Thank you for letting us know')
    await expect(page.getByText('You took it back')).toBeVisible()
    // The offer is over with it.
    await expect(page.getByRole('button', { name: 'Yes, please do' })).toHaveCount(0)
    const told = await complaints.get(number)
    expect(told).toMatchObject({ stage: 'closed', outcome: 'withdrawn', remedies: [{ state: 'passed' }] })
    expect(told.clocks.filter(({ state }) => state !== 'stopped')).toEqual([])
    expect(told.history.at(-1)).toMatchObject({
      command: 'withdraw',
      payload: { words: 'The neighbour had dropped it.' },
    })
    // What is pressed on a page that was open elsewhere finds it done, and does no harm.
    await elsewhere.getByLabel('Your name').fill('Ada Brandt')
    await send(elsewhere, 'Yes, please do')
    await expect(elsewhere.getByRole('alert')).toContainText('Something changed meanwhile')
    await page.context().close()
  })

  test(`on ${device} the link of a complaint that was made part of another says under which number it goes on`, async ({
    browser,
    earshot,
  }) => {
    const { complaints } = earshot.staff
    const [first, second] = [await complain(earshot), await complain(earshot)]
    await complaints.give(second.number, 'message', { words: 'We have your first one already.' })
    const page = await visitor(browser, device)
    await page.goto(second.url)
    await unfold(page, 'Add words or photos')
    await page.getByLabel('Your words').fill('It is the same mug.')
    await complaints.give(second.number, 'merge', { into: first.number })
    await send(page, 'Send')
    await expect(page.getByRole('alert')).toContainText('Something changed meanwhile')
    // What was typed is still there to be copied.
    await expect(page.getByText('It is the same mug.')).toBeVisible()

    await page.goto(second.url)
    await expect(headline(page)).toHaveText('We look after this together with another complaint')
    await expect(page.getByText(`It goes on under the number ${first.number}.`)).toBeVisible()
    await expect(page.getByText('We have your first one already.')).toBeVisible()
    await expect(page.locator('summary', { hasText: /Open it again|Add words|Take the complaint back/ })).toHaveCount(0)
    expect(await complaints.get(second.number)).toMatchObject({ outcome: 'merged', mergedInto: first.number })
    // Whoever has the one link does not come by the other.
    expect(await page.content()).not.toContain(first.url)

    await page.goto(first.url)
    await expect(step(page)).toContainText('We look into it')
    await expect(page.getByText(second.number)).toHaveCount(0)
    await expect(page.getByText('We have your first one already.')).toHaveCount(0)
    await page.context().close()
  })

  test(`on ${device} a remedy that cannot be carried out is told kindly, and another is found`, async ({
    browser,
    earshot,
  }) => {
    const { complaints } = earshot.staff
    const { number, url } = await complain(earshot)
    const page = await visitor(browser, device)
    const accept = async () => {
      await page.goto(url)
      await page.getByLabel('Your name').fill('Ada Brandt')
      await send(page, 'Yes, please do')
      await expect(step(page)).toContainText('We carry it out')
      return (await complaints.get(number)).tasks.filter(({ state }) => state === 'open')
    }
    await complaints.give(number, 'resolve', {
      remedy: { kind: 'replacement', terms: 'The same mug by Friday', tasks: [{ kind: 'ship' }, { kind: 'gift' }] },
    })
    const [ship, gift] = await accept()
    await complaints.give(number, 'complete', { task: gift!.id })
    await page.goto(url)
    await expect(step(page)).toContainText('We carry it out')
    await complaints.give(number, 'fail', { task: ship!.id, reason: 'Kiln broke, Bo forgot to order' })
    await page.goto(url)
    await expect(headline(page)).toHaveText('Thank you. We are looking for a way to put it right.')
    await expect(step(page)).toContainText('We look into it')
    await expect(page.getByText(/We tell you how we put it right by/)).toBeVisible()
    // Whose fault it was stays in the house; what was accepted is said not to come.
    await expect(page.getByText('Kiln broke')).toHaveCount(0)
    await expect(page.getByText('Accepted by Ada Brandt')).toBeVisible()
    await expect(page.getByText(/it turned out that we cannot carry it out/)).toBeVisible()
    expect(await complaints.get(number)).toMatchObject({ stage: 'investigating', remedies: [{ state: 'failed' }] })

    await complaints.give(number, 'propose', {
      remedies: [{ kind: 'refund', terms: 'Your 22 € back by Monday', tasks: [{ kind: 'refund' }] }],
      words: 'We are sorry: this mug is not made any more.',
    })
    const [refund] = await accept()
    await complaints.give(number, 'complete', { task: refund!.id })
    await page.goto(url)
    await expect(page.getByText('Your 22 € back by Monday').first()).toBeVisible()
    await send(page, 'Yes, it is put right')
    await expect(headline(page)).toContainText('It is put right')
    await page.context().close()
  })

  test(`on ${device} somebody who told it by phone finds it written down, and what staff record is theirs`, async ({
    browser,
    earshot,
  }) => {
    const { complaints } = earshot.staff
    const receipt = await complaints.bring({
      channel: 'phone',
      reason: 'The tulip arrived without its head.',
      recordedBy: 'Bo Lind',
      saidAt: new Date(Date.now() - 3_600_000).toISOString(),
      satisfaction: 2,
      locale: 'en',
      contact: { name: 'Ada Brandt', company: 'Brandt & Co', phone: '+49 7851 1234', address: 'Lindenweg 4, Kehl' },
      product: { name: 'Bud vase', batch: 'B7', condition: 'broken' },
    })
    const { number, url } = receipt.complaint!
    const told = await complaints.get(number)
    expect(told).toMatchObject({ channel: 'phone', recordedBy: 'Bo Lind', contact: { company: 'Brandt & Co' } })
    expect(told.history[0]).toMatchObject({ command: 'register', payload: { channel: 'phone', recordedBy: 'Bo Lind' } })

    const page = await visitor(browser, device)
    await page.goto(url)
    await expect(page.getByText('The tulip arrived without its head.')).toBeVisible()
    await expect(page.getByText('Bud vase')).toBeVisible()

    await complaints.give(number, 'ask', { words: 'Would another colour do?' })
    await expect(complaints.give(number, 'reply', { words: 'Any colour' })).rejects.toThrow(/heard/)
    await complaints.give(number, 'reply', { words: 'Any colour, she says.', heard: 'phone' })
    await page.goto(url)
    await expect(page.getByText('Any colour, she says.')).toBeVisible()
    await complaints.give(number, 'resolve', {
      remedy: { kind: 'replacement', terms: 'A white one', tasks: [{ kind: 'ship' }] },
    })
    await complaints.give(number, 'accept', { name: 'Ada Brandt', heard: 'phone' })
    const [task] = (await complaints.get(number)).tasks
    await complaints.give(number, 'complete', { task: task!.id })
    await page.goto(url)
    await expect(page.getByText('Accepted by Ada Brandt').first()).toBeVisible()
    await complaints.give(number, 'confirm', { satisfied: false, words: 'It is cracked.', heard: 'phone' })
    await page.goto(url)
    await expect(step(page)).toContainText('We look into it')
    await expect(page.getByText('It is cracked.')).toBeVisible()
    // From here on the customer goes on alone, with the link they were told.
    await unfold(page, 'Take the complaint back')
    await send(page, 'Yes, take it back')
    await expect.poll(() => complaints.get(number)).toMatchObject({ outcome: 'withdrawn', level: 1 })
    await page.context().close()
  })

  test(`on ${device} a guest without mail has the link alone, and it is enough`, async ({ browser, earshot, page }) => {
    const { complaints } = earshot.staff
    await buy(page, `${earshot.url}/demo`)
    const place = page.locator('[data-earshot-moment]')
    await place.getByRole('radio', { name: 'Not quite' }).click()
    await place.getByLabel(/what should we improve/i).fill('The loaf was burnt.')
    await place.getByRole('button', { name: 'Next' }).click()
    await place.getByRole('radio', { name: 'A new one' }).click()
    // The shop knew the address; they do not want to be written to.
    await place.getByLabel(/e-?mail/i).clear()
    await place.getByRole('button', { name: 'Send' }).click()
    const number = (await place.getByText(/^\d{4}-\d{6}$/).textContent())!
    const url = (await place.getByRole('link', { name: /follow/i }).getAttribute('href'))!
    expect((await complaints.get(number)).contact).toBeNull()

    const own = await visitor(browser, device)
    await own.goto(url)
    await expect(own.getByText('The loaf was burnt.')).toBeVisible()
    await complaints.give(number, 'ask', { words: 'May we leave a new one at the shop for you?' })
    await own.goto(url)
    await own.getByLabel('Your answer').fill('Yes, on Saturday.')
    await send(own, 'Send your answer')
    await expect(own.getByText('Yes, on Saturday.')).toBeVisible()
    await complaints.give(number, 'resolve', { remedy: { kind: 'replacement', terms: 'A new loaf, on Saturday' } })
    await own.goto(url)
    await own.getByLabel('Your name').fill('Ada')
    await send(own, 'Yes, please do')
    await send(own, 'Yes, it is put right')
    await expect(headline(own)).toContainText('It is put right')
    expect(await complaints.get(number)).toMatchObject({ stage: 'closed', outcome: 'resolved' })
    await own.context().close()
  })
}
