import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openPostbox, type Received } from '../packages/server/test/postbox.ts'
import { type Earshot, startEarshot } from './earshot.ts'
import { expect, test as base } from './test.ts'

export { expect } from './test.ts'

const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A Monday morning; whatever day the tests are run on, weekends and clock changes fall the same. */
const BEGIN = Date.parse('2029-06-04T09:00:00Z')

const ROLES = ['agent', 'manager', 'owner'] as const
type Role = (typeof ROLES)[number]

/** A server whose days pass when a journey says so, an office with one person of each role, and everybody's mail. */
export interface Office {
  earshot: Earshot
  /** Ids of those who work there; `{role}@shop.example` is their address. */
  people: Record<Role, string>
  /** Lets time pass, and then has the server do what is due by then. */
  pass(ms: number): Promise<void>
  /** The server's own jobs that wait for days, once more. */
  work(): Promise<void>
  /** Subjects of the mails to an address, in order of arrival; resolves when all that were written are there. */
  mailsTo(address: string): Promise<string[]>
}

export const test = base.extend<object, { office: Office }>({
  office: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'earshot-office-'))
      const file = join(folder, 'ahead')
      let ahead = BEGIN - Date.now()
      const keep = () => {
        // At once or not at all: a process that reads half of it would be years away.
        writeFileSync(`${file}.new`, String(ahead))
        renameSync(`${file}.new`, file)
      }
      keep()
      const postbox = await openPostbox()
      const earshot = await startEarshot({
        EARSHOT_SMTP: postbox.url,
        EARSHOT_MAIL_FROM: 'Lumen & Loaf <care@shop.example>',
        NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${new URL('clock.ts', import.meta.url).href}`,
        E2E_CLOCK: file,
      })
      const to = (address: string) => postbox.mails.filter(({ recipients }) => recipients.includes(address))
      const people = Object.fromEntries(
        await Promise.all(ROLES.map(async (role) => [role, await hire(earshot, role, to)])),
      )
      const outbox = new DatabaseSync(earshot.database, { readOnly: true })
      const count = (where: string, value: string | number) =>
        outbox.prepare(`select count(*) as rows from outbox where ${where}`).get(value)!['rows']
      /** Resolves when every mail that is due is on its way: days later it would be too old to be sent. */
      const sent = () =>
        expect
          .poll(() => count(`state = 'queued' and (due_at <= ? or claimed_until is not null)`, Date.now() + ahead), {
            timeout: 30_000,
          })
          .toBe(0)
      const work = async () => {
        await earshot.cli('jobs', 'run', 'escalate', 'silence')
        await sent()
      }
      await use({
        earshot,
        people: people as Office['people'],
        async pass(ms) {
          await sent()
          ahead += ms
          keep()
          await work()
        },
        work,
        async mailsTo(address) {
          await sent()
          await expect
            .poll(() => to(address).length, { timeout: 30_000 })
            .toBe(count(`state = 'sent' and address = ?`, address))
          return to(address).map(({ headers }) => headers['subject'] ?? '')
        },
      })
      outbox.close()
      await earshot.stop()
      await postbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

/** Invites somebody, who chooses a password by the link in their mailbox. */
async function hire({ url, staff }: Earshot, role: Role, to: (address: string) => Received[]): Promise<string> {
  const email = `${role}@shop.example`
  const { id } = await staff.staff.invite({ name: `The ${role}`, email, role })
  await expect.poll(() => to(email).length, { timeout: 30_000 }).toBe(1)
  const [, token] = /\/console\/\w+\/([\w-]+)/.exec(to(email)[0]!.text)!
  const answer = await fetch(`${url}/api/session/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: 'four quite random words' }),
  })
  expect(answer.status).toBe(201)
  return id
}
