import { execFile, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { ENGINES, freshConfig } from '../../test/engines.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')

describe.each(ENGINES)('earshot complaint on %s', (engine) => {
  let env: NodeJS.ProcessEnv
  const earshot = async (...args: string[]) =>
    (await promisify(execFile)('node', ['--conditions=source', MAIN, 'complaint', ...args], { env })).stdout

  beforeAll(async () => {
    const { data, databaseUrl = '' } = await freshConfig(engine)
    env = { ...process.env, EARSHOT_DATA: data, DATABASE_URL: databaseUrl }
    await promisify(execFile)('node', ['--conditions=source', MAIN, 'demo'], { env })
  }, 60_000)

  test('a list says by name whose each is, and what is overdue', async () => {
    const [first] = JSON.parse(await earshot('list', '--overdue', '--text', '20분', '--json')) as {
      number: string
      assignee: string
    }[]
    const { stdout } = await promisify(execFile)('node', ['--conditions=source', MAIN, 'staff', 'list', '--json'], {
      env,
    })
    const staff = JSON.parse(stdout) as { id: string; name: string; email: string }[]
    const { name, email } = staff.find(({ id }) => id === first!.assignee)!
    const theirs = (await earshot('list', '--assignee', email)).split('\n').filter((line) => /^\d{4}-/.test(line))
    expect(theirs.every((line) => line.includes(name))).toBe(true)
    expect(theirs.find((line) => line.startsWith(first!.number))).toMatch(/OVERDUE .* 박민지$/)
  })

  test('times are those of the shop’s own clock, which is named', async () => {
    const set = (zone: string) =>
      promisify(execFile)('node', ['--conditions=source', MAIN, 'site', 'set', 'pk_demo', '--time-zone', zone], { env })
    const [one] = JSON.parse(await earshot('list', '--json')) as { number: string; openedAt: string }[]
    await set('Asia/Seoul')
    const nine = new Date(Date.parse(one!.openedAt) + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
    for (const shown of [await earshot('list'), await earshot('show', one!.number)]) {
      expect(shown).toContain(` ${nine}`)
      expect(shown).toMatch(/\nTimes are in Asia\/Seoul\.\n$/)
    }
    await set('UTC')
  })

  test('one that waits for approval shows what was proposed, by the id that approves it', async () => {
    const [one] = JSON.parse(await earshot('list', '--stage', 'approving', '--json')) as { number: string }[]
    const shown = await earshot('show', one!.number)
    const [, id] = /remedy (\S+) {2}refund, proposed, costs 116\.00 EUR/.exec(shown)!
    expect(shown).toMatch(/\nbeside the offer, once it is approved\n {2}\S+.*\n\nwhy it should be approved\n {2}\S+/)
    expect(await earshot('approve', one!.number, '--as', 'noor@lumen-loaf.example', '--set', `remedy=${id}`)).toContain(
      `${one!.number} is offered. Responsible: `,
    )
    expect(await earshot('show', one!.number)).toContain('refund, offered')
  })

  test('a field that is missing is named, with those there are', async () => {
    const [one] = JSON.parse(await earshot('list', '--stage', 'received', '--json')) as { number: string }[]
    await expect(earshot('message', one!.number)).rejects.toMatchObject({
      stderr: expect.stringContaining('words is missing. Fields: words, attachments, promise, solution.') as unknown,
    })
  })

  test('a text stays a text, whatever it looks like; a renewed link is told', async () => {
    const [one] = JSON.parse(await earshot('list', '--stage', 'received', '--json')) as { number: string }[]
    await earshot('note', one!.number, '--set', 'words=123')
    await expect(earshot('promise', one!.number, '--set', 'date=tomorrow')).rejects.toMatchObject({
      stderr: expect.stringContaining('date must be a time such as 2026-11-24T09:00:00Z') as unknown,
    })
    const { messages } = JSON.parse(await earshot('show', one!.number, '--json')) as { messages: { words: string }[] }
    expect(messages.at(-1)!.words).toBe('123')
    expect(await earshot('renew', one!.number)).toMatch(/The private page is now \S+\/c\/\S+/)
  })

  test('one that was erased says so', async () => {
    const [one] = JSON.parse(await earshot('list', '--stage', 'closed', '--json')) as { number: string }[]
    expect(await earshot('show', one!.number)).not.toMatch(/^erased /m)
    const erase = ['privacy', 'erase', '--complaint', one!.number, '--reason', 'Asked for by letter']
    await promisify(execFile)('node', ['--conditions=source', MAIN, ...erase], { env })
    expect(await earshot('show', one!.number)).toMatch(/^erased +yes: words, contact/m)
  })

  test('whoever stops reading stops no command, and reads of no fault', async () => {
    const child = spawn('node', ['--conditions=source', MAIN, 'complaint', 'list'], { env })
    child.stdout.destroy()
    let said = ''
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    const code = await new Promise((done) => child.once('close', done))
    expect([code, said]).toEqual([0, ''])
  })
})
