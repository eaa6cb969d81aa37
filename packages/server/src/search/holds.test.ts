import { expect, test } from 'vitest'
import { holdsNumbers, isSame } from './holds.ts'
import { askedOf } from './terms.ts'

test.each([
  ['+886 912 345 678', '0912-345-678'],
  ['00886 912 345 678', '+886912345678'],
  ['+44 (0)20 7946 0958', '020 7946 0958'],
  ['+852 9123 4567', '9123 4567'],
  ['(02) 2345-6789', '23456789'],
])('%s may be %s', (one, other) => {
  expect([isSame(one, other), isSame(other, one)]).toEqual([true, true])
})

test.each([
  ['0912 345 678', '+49 30 12345678'],
  ['+886 912 345 678', '+49 1 12345678'],
  ['+852 9123 4567', '+886 2 9123 4567'],
  ['02 1234 5678', '03 1234 5678'],
])('%s, whose last digits are alike, is not %s', (one, other) => {
  expect([isSame(one, other), isSame(other, one)]).toEqual([false, false])
})

test('a text without the number that is asked for does not hold it; where none is asked for, any does', () => {
  expect(holdsNumbers(['Call 0049 30 12345678'], askedOf('0912 345 678'))).toBe(false)
  expect(holdsNumbers(['My number: 886912345678'], askedOf('0912 345 678'))).toBe(true)
  expect(holdsNumbers([''], askedOf('mug'))).toBe(true)
})
