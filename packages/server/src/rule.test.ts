import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RULES } from '@earshot/sdk/contract'
import { expect, it } from 'vitest'

const CONTRACT = join(import.meta.dirname, '../../sdk/src/contract')

// The schemas hold their words themselves: whoever bundles one of them has not all the others as well.
it('has the words of every check that the contract makes', () => {
  const sources = readdirSync(CONTRACT).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const said = sources.flatMap((name) =>
    [...readFileSync(join(CONTRACT, name), 'utf8').matchAll(/\berror:\s*(?:\([^)]*\) =>\s*)?(['"`])(.*)\1/g)].map(
      ([, , words]) => opening(words!),
    ),
  )
  const known = new Set(Object.values(RULES).map(opening))
  expect(said.length).toBeGreaterThan(40)
  expect(said.filter((words) => !known.has(words))).toEqual([])
})

/** What is said before something is named. */
const opening = (words: string) => words.replace(/\{?\$?\{.*/, '')
