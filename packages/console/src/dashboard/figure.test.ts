import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from '../words/words.ts'
import { lengthOf, stepsOf } from './figure.ts'

beforeAll(() => speak(['en']))

const counts = (one: { now: number; before: number }) => one

describe('counts that stand one below the other', () => {
  it('tell how many more or fewer each is than before, and what that means', () => {
    const rows = [
      { now: 12, before: 9 },
      { now: 2, before: 3 },
      { now: 4, before: 4 },
      { now: 1, before: 0 },
    ]
    const change = stepsOf(rows, counts, 'fewer')
    expect(rows.map((row) => change(row))).toEqual([
      { sign: '+3', word: 'more', text: '+3, more', tone: 'bad' },
      { sign: '−1', word: 'fewer', text: '−1, fewer', tone: 'good' },
      { sign: '=', word: 'as before', text: 'as before', tone: 'same' },
      { sign: '+1', word: 'more', text: '+1, more', tone: 'bad' },
    ])
  })

  it('tell nothing where there was nothing before: not everything is new that was not asked for then', () => {
    const rows = [{ now: 12, before: 0 }]
    expect(stepsOf(rows, counts, 'plain')(rows[0]!)).toBeUndefined()
  })
})

it('a length of time that became shorter is told as faster', () => {
  expect(lengthOf(-1.5)).toMatchObject({ sign: '−1 h 30 min', word: 'faster', tone: 'good' })
  expect(lengthOf(null)).toBeUndefined()
})
