import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROBLEMS, RULES as FIELD_RULES } from '@earshot/sdk/contract'
import { RULES } from '../packages/server/src/complaint/rules.ts'

const ROOT = resolve(import.meta.dirname, '..')
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]

/** Code blocks of one language in a page. */
function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1]!,
  )
}

test.each(pages)('every link in %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|mailto:|\{)([^)#]*)(#[^)]*)?\)/g)]
    .map((match) => match[1]!)
    .filter(Boolean)
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([])
})

test('docs/errors.md lists every rule with its words, and no other', () => {
  const listed = [...read('docs/errors.md').matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, rule, said]) => [rule, said])
  expect(listed).toEqual(Object.entries(FIELD_RULES))
})

test('docs/errors.md lists every code with its status, and no other', () => {
  const listed = [...read('docs/errors.md').matchAll(/<a id="(\w+)"><\/a>`(\w+)` \| (\d+) /g)].map(
    ([, id, code, status]) => [id, code, Number(status)],
  )
  expect(listed).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => [code, code, status]))
})

test('docs/complaints.md lists every command with its least role, and no other', () => {
  const listed = [...read('docs/complaints.md').matchAll(/^\| `(\w+)` \| (agent|manager|customer)/gm)].map(
    ([, command, role]) => `${command} ${role}`,
  )
  const known = Object.entries(RULES).filter(([, rule]) => rule.by !== 'system')
  expect(listed.toSorted()).toEqual(known.map(([command, rule]) => `${command} ${rule.by}`).toSorted())
})

test('docs/hosting.md lists every setting, and no other', () => {
  const listed = [...read('docs/hosting.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
  const known = [...read('packages/server/src/config.ts').matchAll(/^ {2}([A-Z_]+): z/gm)].map((match) => match[1])
  expect(listed.toSorted()).toEqual(known.toSorted())
})

describe('the commands in the guides', () => {
  const data = mkdtempSync(join(tmpdir(), 'earshot-docs-'))
  const env = {
    ...process.env,
    EARSHOT_DATA: join(data, 'data'),
    EARSHOT_URL: 'https://earshot.example.com',
    DATABASE_URL: '',
    // Where webhooks go.
    EARSHOT_ALLOW_HOSTS: '127.0.0.1',
  }
  const receiver = createServer((_request, reply) => reply.writeHead(204).end())
  afterAll(() => {
    receiver.close()
    rmSync(data, { recursive: true })
  })

  async function earshot(line: string): Promise<string> {
    const args = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3]!)
    const main = join(ROOT, 'packages/server/src/main.ts')
    const { stdout } = await promisify(execFile)('node', ['--conditions=source', main, ...args], { cwd: data, env })
    return stdout
  }

  let key = ''
  let feedback = ''
  let address = ''
  let webhook = ''
  let complaint = ''
  let followup = ''
  let later = ''
  beforeAll(async () => {
    await earshot('demo --site pk_demo --days 30')
    writeFileSync(join(data, 'orders.csv'), blocks('docs/orders.md', 'csv').join(''))
    const ben = { id: '1002', total: 1200, currency: 'EUR', customer: { name: 'Ben', email: 'ben@example.com' } }
    writeFileSync(join(data, 'orders.jsonl'), JSON.stringify(ben))
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    webhook = (JSON.parse(await earshot(`webhook add ${address} --site pk_demo --json`)) as { id: string }).id
    key = (JSON.parse(await earshot('key create --site pk_demo --json')) as { id: string }).id
    feedback = (JSON.parse(await earshot('feedback list --limit 1 --json')) as { id: string }[])[0]!.id
    const newest = JSON.parse(await earshot('complaint list --stage received --limit 1 --json')) as { number: string }[]
    complaint = newest[0]!.number
    await earshot('followup plan')
    const waiting = JSON.parse(await earshot('followup list --state waiting --limit 1 --json')) as {
      id: string
      notBefore: string
    }[]
    followup = waiting[0]!.id
    // At the same hour of the day after, the customer is awake, too.
    later = new Date(Date.parse(waiting[0]!.notBefore) + 24 * 3_600_000).toISOString()
  }, 60_000)

  const lines = [
    'docs/search.md',
    'docs/moments.md',
    'docs/solutions.md',
    'docs/orders.md',
    'docs/customers.md',
    'docs/followups.md',
    'docs/causes.md',
    'docs/courtesy.md',
    'docs/cli.md',
    'docs/staff.md',
    'docs/hosting.md',
    'docs/webhooks.md',
    // The last, as it takes away what the others work with.
    'docs/privacy.md',
  ]
    .flatMap((page) => blocks(page, 'sh'))
    .flatMap((block) => block.split('\n'))
    .map((line) =>
      line
        .replace(/\s+#.*$/, '')
        .replace(/ > \S+$/, '')
        .replace('$(date +%F)', '2026-11-21')
        .replaceAll('/var/backups/earshot/', ''),
    )
    .filter((line) => line.startsWith('earshot '))
    .map((line) => line.slice('earshot '.length))
    // These need a running server, or an empty place; the journeys and the server's own tests run them.
    .filter((line) => !/^(start|init|restore|site add|doctor|webhook replay w1 0)/.test(line))

  test.each(lines)('earshot %s', async (line) => {
    await earshot(
      line
        .replace('3f2a9c0d1b7e', key)
        .replace(/https:\/\/(shop|chat)\.example\.com\/(earshot|hooks)\S*/, address)
        .replace(/\bw1\b/, webhook)
        .replace('01990000-0000-7000-8000-000000000000', feedback)
        .replace('2026-000123', complaint)
        .replace('0199aaaa-0000-7000-8000-000000000000', followup)
        .replace('2026-11-23T15:00:00Z', later),
    )
  })
})
