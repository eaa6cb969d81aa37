import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { ENGINES, freshConfig, freshFolder } from '../../test/engines.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')

interface Outcome {
  code: number
  out: string
  err: string
}

/** Runs `earshot` as people do, in a process of its own. */
function earshot(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile('node', ['--conditions=source', MAIN, ...args], { env: { ...process.env, ...env } }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

describe.each(ENGINES)('%s', (engine) => {
  let env: Record<string, string>
  beforeEach(async () => {
    const config = await freshConfig(engine)
    env = { EARSHOT_DATA: config.data, DATABASE_URL: config.databaseUrl ?? '', EARSHOT_URL: 'https://earshot.example' }
  })

  test('init makes the first site and its key, once', async () => {
    const first = await earshot(
      env,
      'init',
      '--name',
      'Lumen & Loaf',
      '--origin',
      'https://shop.example',
      '--locale',
      'ko',
      '--json',
    )
    expect(JSON.parse(first.out)).toMatchObject({
      site: expect.stringMatching(/^pk_[0-9a-f]{24}$/) as unknown,
      key: expect.stringMatching(/^sk_[\w-]{43}$/) as unknown,
      snippet: expect.stringContaining('https://earshot.example/w/pk_') as unknown,
    })
    const second = await earshot(env, 'init', '--name', 'Again')
    expect(second).toMatchObject({ code: 1, out: '', err: expect.stringContaining('earshot site add') as unknown })
    const [site] = JSON.parse((await earshot(env, 'site', 'list', '--json')).out) as Record<string, unknown>[]
    expect(site).toMatchObject({
      name: 'Lumen & Loaf',
      origins: ['https://shop.example'],
      locale: 'ko',
      locales: ['ko', 'en', 'zh-Hant'],
    })
  })

  test('staff are away from midnight on where the shop is', async () => {
    await earshot(
      env,
      'init',
      '--name',
      'Lumen & Loaf',
      '--origin',
      'https://shop.example',
      '--time-zone',
      'Asia/Seoul',
    )
    await earshot(env, 'staff', 'invite', 'bo@shop.example', '--name', 'Bo', '--link')
    const days = ['--away-from', '2026-12-24', '--away-until', '2027-01-02']
    expect((await earshot(env, 'staff', 'change', 'bo@shop.example', ...days)).out).toContain(
      '2026-12-24 to 2027-01-02',
    )
    const [bo] = JSON.parse((await earshot(env, 'staff', 'list', '--json')).out) as Record<string, unknown>[]
    expect(bo).toMatchObject({ absence: { from: '2026-12-23T15:00:00.000Z', until: '2027-01-01T15:00:00.000Z' } })
    const wrong = await earshot(env, 'staff', 'change', 'bo@shop.example', '--away-from', '2026-13-40')
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('absence.from') as unknown })
  })

  test('an improvement is due on the day that was named, done, and told in words whether it helped', async () => {
    await earshot(env, 'site', 'add', '--name', 'One', '--origin', 'https://one.example', '--time-zone', 'Asia/Seoul')
    await earshot(env, 'cause', 'add', 'packing', '--label', 'en=Packed too thinly')
    const plan = ['plan', 'Thicker boxes', '--cause', 'packing', '--due', '2026-12-01', '--json']
    const planned = JSON.parse((await earshot(env, 'improvement', ...plan)).out) as { id: string }
    expect(planned).toMatchObject({ dueAt: '2026-11-30T15:00:00.000Z' })
    expect((await earshot(env, 'improvement', 'list')).out).toContain('2026-12-01')
    await earshot(env, 'improvement', 'done', planned.id, '--on', '2026-11-02')
    expect((await earshot(env, 'improvement', 'check', planned.id, '--effective')).out).toBe(
      'Checked: it helped.\n0 complaints and 0 orders in the days before, 0 complaints and 0 orders since.\n',
    )
  })

  test('site set changes what is named, and nothing else', async () => {
    await earshot(env, 'site', 'add', '--key', 'pk_one', '--name', 'One', '--origin', 'https://one.example')
    const args = [
      '--accent',
      '#7a2e2e',
      '--launcher',
      'off',
      '--launcher-except',
      '/checkout',
      '--privacy',
      'https://one.example/privacy',
    ]
    const changed = JSON.parse((await earshot(env, 'site', 'set', 'pk_one', ...args, '--json')).out) as Record<
      string,
      unknown
    >
    expect(changed).toMatchObject({
      name: 'One',
      origins: ['https://one.example'],
      privacyUrl: 'https://one.example/privacy',
      theme: { accent: '#7a2e2e', radius: 14 },
      launcher: { enabled: false, side: 'end', except: ['/checkout'] },
    })
  })

  test('the demo tells the same story from the same seed, and doctor finds nothing wrong with it', async () => {
    const made = JSON.parse((await earshot(env, 'demo', '--json')).out) as { feedback: number; complaints: number }
    expect(made.feedback).toBeGreaterThan(200)
    expect(made.complaints).toBeGreaterThan(8)
    const words = async () =>
      (
        JSON.parse((await earshot(env, 'feedback', 'list', '--limit', '200', '--json')).out) as {
          answers: unknown
          locale: string
        }[]
      ).map(({ answers, locale }) => [answers, locale])
    const here = await words()
    expect(new Set(here.map(([, locale]) => locale)).size).toBeGreaterThanOrEqual(4)
    const other = await freshConfig(engine)
    env = { ...env, EARSHOT_DATA: other.data, DATABASE_URL: other.databaseUrl ?? '' }
    await earshot(env, 'demo')
    expect(await words()).toEqual(here)
    const found = JSON.parse((await earshot(env, 'doctor', '--json')).out) as { about: string; state: string }[]
    // Whether the widget is built is not this test's business.
    expect(found.filter(({ about, state }) => state === 'fail' && about !== 'widget')).toEqual([])
  })

  test('export, backup and restore carry everything to an empty place', async () => {
    await earshot(env, 'demo', '--days', '10')
    const folder = freshFolder()
    const file = join(folder, 'all.jsonl')
    await earshot(env, 'feedback', 'export', '--output', file)
    const backup = join(folder, 'backup.gz')
    expect((await earshot(env, 'backup', backup)).code).toBe(0)
    expect(existsSync(`${backup}.part`)).toBe(false)

    const occupied = await earshot(env, 'restore', backup)
    expect(occupied).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds the site pk_demo already') as unknown,
    })

    const other = await freshConfig(engine)
    env = { ...env, EARSHOT_DATA: other.data, DATABASE_URL: other.databaseUrl ?? '' }
    expect((await earshot(env, 'restore', backup)).code).toBe(0)
    const again = await earshot(env, 'feedback', 'export')
    expect(again.out).toBe(readFileSync(file, 'utf8'))
  })
})

/** A place with one site, which no command below changes. */
const one = (async () => {
  const env = { EARSHOT_DATA: freshFolder(), DATABASE_URL: '' }
  await earshot(env, 'site', 'add', '--key', 'pk_one', '--name', 'One')
  return env
})()

test.concurrent.each([
  [['site', 'set', 'pk_one', '--accent', 'red'], 'theme.accent must be a colour such as #14655a.'],
  [['site', 'set', 'pk_one', '--origin', 'shop.example'], 'is not an origin'],
  [['site', 'set', 'pk_one', '--time-zone', 'Mars/Base'], 'is not a time zone'],
  [['site', 'set', 'pk_two', '--name', 'Two'], 'There is no site pk_two'],
  [['key', 'create', '--role', 'king'], 'There is no role "king". Roles: agent, manager, owner.'],
  [['key', 'revoke', 'nope'], 'There is no key nope in force.'],
  [['feedback', 'list', '--satisfaction', '9'], '--satisfaction must be numbers from 1 to 5'],
  [['feedback', 'show', 'nope'], 'has no feedback nope'],
  [['order', 'import', '/nowhere.csv'], 'There is no file /nowhere.csv.'],
  [['order', 'show', '1001'], 'There is no order 1001.'],
  [['customer', 'show', 'ada@example.com'], 'There is no customer ada@example.com.'],
  [['restore', '/nowhere'], '/nowhere cannot be read (ENOENT)'],
  [['help', 'complaint', 'nope'], "unknown command 'complaint nope'"],
  [['demo', '--days', 'many'], '--days takes a whole number from 1 to 3650, not "many".'],
])('%j fails with what to do next', async (args, message) => {
  const { code, err } = await earshot(await one, ...args)
  expect(code).toBe(1)
  expect(err).toContain(message)
  expect(err).not.toMatch(/^\s+at /m)
})

test.concurrent.each([
  [[], 'Usage: earshot [options] [command]'],
  [['complaint'], 'Usage: earshot complaint [options] [command]'],
  [['complaint', 'assign'], 'Usage: earshot complaint assign [options] <number>'],
])('help %j is that of the command itself', async (names, usage) => {
  expect(await earshot({}, 'help', ...names)).toMatchObject({ code: 0, out: expect.stringContaining(usage) as unknown })
})

test('what customers typed cannot move the terminal’s cursor', async () => {
  const { plain } = await import('./print.ts')
  expect(plain('a\u001b[2Jb\u0007c\u202ed\ne')).toBe('a [2Jb c d e')
  expect(plain('貨物貨物貨物', 7)).toBe('貨物貨…')
})
