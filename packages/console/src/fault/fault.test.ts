import { PROBLEMS, type Rule, RULES } from '@earshot/sdk/contract'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../words/words.ts'
import { type FaultWords, PROGRAMS } from './fault.ts'

const blanks = (said: string) => new Set([...said.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))

const tongues = Object.keys(LANGUAGES).filter((language) => language !== 'en')

describe.each(tongues)('what goes wrong, in %s', (language) => {
  const words = async () => ((await import(`../text/${language}/fault.ts`)) as { default: FaultWords }).default

  it('has a text for every code that the server answers with', async () => {
    expect(Object.keys((await words()).codes).toSorted()).toEqual([...Object.keys(PROBLEMS), 'bad_answer'].toSorted())
  })

  it('has a text for every rule that people can break', async () => {
    const people = Object.keys(RULES).filter((rule) => !PROGRAMS.includes(rule as (typeof PROGRAMS)[number]))
    expect(Object.keys((await words()).rules).toSorted()).toEqual(people.toSorted())
  })

  it('fills in only what the server names', async () => {
    const { codes, rules } = await words()
    for (const said of Object.values(codes)) expect([...blanks(said)]).toEqual([])
    for (const [rule, said] of Object.entries(rules))
      expect([rule, blanks(said).isSubsetOf(blanks(RULES[rule as Rule]))]).toEqual([rule, true])
  })
})
