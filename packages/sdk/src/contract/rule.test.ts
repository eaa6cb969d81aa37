import { expect, it } from 'vitest'
import { ruleOf, RULES, sentence } from './rule.ts'

it('fills in what a rule names, and leaves alone what it is not given', () => {
  expect(sentence('characters_max', { n: 200 })).toBe('must hold at most 200 characters')
  expect(sentence('missing')).toBe('is missing')
  expect(sentence('one_of')).toBe('must be one of {values}')
})

it('says each thing once', () => {
  const said = Object.values(RULES).filter((words) => !/^\{\w+\}$/.test(words))
  expect(said.filter((words, at) => said.indexOf(words) < at)).toEqual([])
})

it('is found again by its words, with what they name', () => {
  expect(ruleOf('must be one line')).toEqual({ rule: 'one_line' })
  const values = { name: '{nmae}', known: '{name} {order}' }
  expect(ruleOf(sentence('placeholder_solution', values))).toEqual({ rule: 'placeholder_solution', values })
  expect(ruleOf('is of no rule')).toBeUndefined()
})
