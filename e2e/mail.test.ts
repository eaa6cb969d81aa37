import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { startEarshot } from './earshot.ts'
import { buy, expect, test } from './test.ts'

/** A real SMTP server on this machine, and the mails that came. */
async function postbox() {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      let raw = ''
      stream.on('data', (chunk: Buffer) => (raw += String(chunk)))
      stream.on('end', () => {
        // Quoted-printable: soft line ends out, `=3D` back to `=`.
        mails.push(raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => new Promise<void>((closed) => server.close(closed)) }
}

test('a complaint is acknowledged by mail at once, its link leads to the page, and the answer comes by mail', async ({
  page,
}) => {
  const box = await postbox()
  const earshot = await startEarshot({ EARSHOT_SMTP: box.url, EARSHOT_MAIL_FROM: 'Lumen & Loaf <care@shop.example>' })
  await buy(page, `${earshot.url}/demo`)
  const place = page.locator('[data-earshot-moment]')
  await place.getByRole('radio', { name: 'Not quite' }).click()
  await place.getByLabel(/what should we improve/i).fill('The tulip is broken.')
  await place.getByRole('button', { name: 'Next' }).click()
  await place.getByLabel(/e-?mail/i).fill('ada@example.com')
  await place.getByRole('button', { name: 'Send' }).click()
  const number = (await place.getByText(/^\d{4}-\d{6}$/).textContent())!

  const toCustomer = () => box.mails.filter((mail) => /^To: .*ada@example\.com/im.test(mail))
  await expect.poll(() => toCustomer().length, { timeout: 15_000 }).toBe(1)
  const [acknowledgement] = toCustomer()
  expect(acknowledgement).toContain(number)
  // Nobody has verified the address: it gets none of the words that somebody typed.
  expect(acknowledgement).not.toContain('tulip')
  const link = new RegExp(`${earshot.url}/c/[\\w-]+`).exec(acknowledgement!)![0]
  await page.goto(link)
  await expect(page.getByText('The tulip is broken.')).toBeVisible()

  await earshot.cli('complaint', 'answer', number, '--set', 'words=A new one is on its way to you.')
  await expect.poll(() => toCustomer().length, { timeout: 15_000 }).toBe(2)
  await page.goto(link)
  await expect(page.getByText('A new one is on its way to you.').first()).toBeVisible()
  await earshot.stop()
  await box.close()
})
