import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEarshot, type Earshot } from '../e2e/earshot.ts'

const ROOT = resolve(import.meta.dirname, '..')
const temporary = mkdtempSync(join(tmpdir(), 'earshot-snippets-'))
let earshot: Earshot
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  earshot = await startEarshot()
  const { key } = JSON.parse(await earshot.cli('key', 'create', '--site', 'pk_demo', '--json')) as { key: string }
  const { signingKey } = JSON.parse(await earshot.cli('site', 'show', 'pk_demo', '--signing-key')) as {
    signingKey: string
  }
  env = { ...process.env, EARSHOT_KEY: key, EARSHOT_SIGNING_KEY: signingKey }
})

afterAll(async () => {
  await earshot?.stop()
  rmSync(temporary, { recursive: true })
})

/** Runs a program as it stands in the page, but for the server's address and where files go. */
async function run(program: string): Promise<string> {
  const args = ['--conditions=source', '--input-type=module-typescript', '-']
  // Run inside the package, whose own name then resolves to itself.
  const child = spawn(process.execPath, args, { cwd: join(ROOT, 'packages/sdk'), env })
  child.stdin.end(
    program
      .replaceAll('https://earshot.example.com', earshot.url)
      .replaceAll("'feedback.csv'", JSON.stringify(join(temporary, 'feedback.csv'))),
  )
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  expect({ code: code as number, complained }).toEqual({ code: 0, complained: '' })
  return said
}

/** The TypeScript of a page, by the heading above it. */
function programs(page: string): [heading: string, program: string][] {
  const markdown = readFileSync(join(ROOT, page), 'utf8')
  return [...markdown.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => {
    const heading =
      markdown
        .slice(0, match.index)
        .match(/^#+ .*$/gm)
        ?.at(-1) ?? ''
    return [heading.replace(/^#+ /, ''), match[1] ?? '']
  })
}

describe.each(['packages/sdk/README.md', 'docs/sdk.md', 'docs/order-form.md'])('%s', (page) => {
  test.each(programs(page))('%s', async (_, program) => {
    await run(program)
  })
})

/** What a program of the SDK's README prints. */
async function said(heading: string): Promise<string> {
  const found = programs('packages/sdk/README.md').find(([one]) => one === heading)
  expect(found).toBeDefined()
  return run(found?.[1] ?? '')
}

describe('what the programs of packages/sdk/README.md say', () => {
  test('an unhappy word with a contact gets a number and a link', async () => {
    expect(await said('Send feedback from a page')).toMatch(/Your number is \d{4}-\d{6}: http:\/\/localhost:\d+\/c\//)
  })

  test('a bad answer is named by its path', async () => {
    expect(await said('When it fails')).toMatch(/^answers\.satisfaction /)
  })

  test('the export is a CSV file of everything', async () => {
    await said('Export feedback')
    expect(readFileSync(join(temporary, 'feedback.csv'), 'utf8')).toContain('The box was open when it came.')
  })

  test('the server takes the signed order for proven', async () => {
    const page = await said('Vouch for an order')
    const order = JSON.parse(/data-order='(.*)'/.exec(page)![1]) as { id: string; token: string }
    const { createClient } = await import('@earshot/sdk')
    const client = createClient({ site: 'pk_demo', url: earshot.url })
    const { id } = await client.feedback.submit({ moment: 'purchase', answers: { satisfaction: 5 }, order })
    expect(await earshot.staff.feedback.get(id)).toMatchObject({ order: { id: '1001', proven: true }, flags: [] })
    const forged = { ...order, id: '1002' }
    const { id: other } = await client.feedback.submit({
      moment: 'purchase',
      answers: { satisfaction: 5 },
      order: forged,
    })
    expect(await earshot.staff.feedback.get(other)).toMatchObject({
      order: { proven: false },
      flags: ['order-unproven'],
    })
  })
})
