import { OrderInput, sentence } from '@earshot/sdk/contract'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { bodyOf } from './invalid.ts'
import type { Problem } from './problem.ts'

function problem(body: unknown, schema: z.ZodMiniType): Problem {
  try {
    bodyOf({ body }, schema)
  } catch (error) {
    return error as Problem
  }
  throw new Error('It is valid.')
}

const said = (body: unknown, schema: z.ZodMiniType) => problem(body, schema).message

test.each([
  ['not an order', 'it must be an object with fields, such as { "name": "…" }.'],
  [{ id: '' }, 'id must not be empty.'],
  [{ id: '1', items: {} }, 'items must be a list in [ ].'],
  [{ id: '1', customer: 'Ada' }, 'customer must be an object with fields, such as { "name": "…" }.'],
  [{ id: '1', items: [{}] }, 'items.0.name is missing.'],
  [{ id: 7 }, 'id must be a string.'],
])('what is wrong with %j is said in whole words', (body, words) => {
  expect(said(body, OrderInput)).toBe(`In the body one field is not valid: ${words}`)
})

test('one thing is not told as several', () => {
  const schema = z.strictObject({
    one: z.array(z.string()).check(z.maxLength(1)),
    two: z.string().check(z.minLength(2)),
    none: z.array(z.string()).check(z.minLength(1)),
  })
  expect(said({ one: ['a', 'b'], two: 'ab', none: ['a'] }, schema)).toContain('one must hold at most 1 item.')
  expect(said({ one: [], two: 'a', none: ['a'] }, schema)).toContain('two must hold at least 2 characters.')
  expect(said({ one: [], two: 'ab', none: [] }, schema)).toContain('none must not be empty.')
})

test('what is wrong is told by its rule, with what it names', () => {
  const schema = z.strictObject({
    name: z.string().check(z.maxLength(3)),
    mood: z.enum(['sad', 'glad']),
    stage: z.string().check(z.refine(() => false, { error: sentence('stages', { values: 'open, closed' }) })),
    other: z.string().check(z.refine(() => false, { error: 'is of no rule' })),
  })
  const error = problem({ name: 'Adam', mood: 'mad', stage: '', other: '', more: 1 }, schema)
  expect(error.body('https://earshot.test')).toMatchObject({
    errors: [
      { path: 'name', code: 'too_big', rule: 'characters_max', values: { n: 3 } },
      { path: 'mood', code: 'invalid_value', rule: 'one_of', values: { values: 'sad, glad' } },
      { path: 'stage', code: 'custom', rule: 'stages', values: { values: 'open, closed' } },
      { path: 'other', code: 'custom', rule: 'not_valid', message: 'is of no rule' },
      { path: 'more', code: 'unrecognized_keys', rule: 'unknown_field' },
    ],
  })
})
