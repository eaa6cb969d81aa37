import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { termsOf } from '../search/terms.ts'
import { emptied, fillIn, standingIn } from './placeholder.ts'
import { likenesses, provenOf, suits } from './rank.ts'

describe('how proven a solution is', () => {
  test('few uses say little: 95 of 100 goes before 1 of 1, and 1 of 1 before none', () => {
    const [many, one, none, bad] = [
      provenOf({ confirmed: 95, decided: 100 }),
      provenOf({ confirmed: 1, decided: 1 }),
      provenOf({ confirmed: 0, decided: 0 }),
      provenOf({ confirmed: 0, decided: 5 }),
    ]
    expect([many, one, none, bad]).toEqual([many, one, none, bad].toSorted((a, b) => b - a))
    expect(none).toBe(0.5)
  })

  test('one more satisfied customer never makes it less proven, one more unsatisfied never more', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (confirmed, not) => {
        const decided = confirmed + not
        const now = provenOf({ confirmed, decided })
        expect(provenOf({ confirmed: confirmed + 1, decided: decided + 1 })).toBeGreaterThan(now)
        expect(provenOf({ confirmed, decided: decided + 1 })).toBeLessThan(now)
      }),
    )
  })
})

describe('what suits a complaint', () => {
  const like = (complaint: string, solutions: string[], share = (_: string) => 0) =>
    likenesses(termsOf(complaint), solutions.map(termsOf), share)

  test('the one that holds its telling words, not the one that holds those that all hold', () => {
    const [mug, late] = like('The mug arrived broken', ['The broken mug: send a new one', 'The parcel is late'])
    expect(mug).toBeGreaterThan(0.5)
    expect(late).toBeLessThan(0.2)
    const [common] = like('my order', ['your order'], (term) => (term === 'order' ? 1 : 0))
    expect(common).toBe(0)
  })

  test('also in Chinese, by words of two characters, and in Korean with particles', () => {
    const [broken, slow] = like('收到的杯子破損了', ['杯子破損:換一個新的', '배송이 늦은 경우'])
    expect(broken).toBeGreaterThan(slow!)
    expect(like('배송이 너무 늦어요', ['杯子破損', '배송 지연 안내'])[1]).toBeGreaterThan(0)
  })

  test('nothing in common is no proposal; more in common comes first', () => {
    const nothing = { category: false, product: false, words: 0.1, proven: 1 }
    expect(suits(nothing)).toBeUndefined()
    const category = suits({ ...nothing, category: true })!
    const both = suits({ ...nothing, category: true, product: true })!
    expect([category.because, both.because]).toEqual([['category'], ['category', 'product']])
    expect(both.score).toBeGreaterThan(category.score)
  })
})

describe('placeholders', () => {
  const values = { name: '王小明', number: '2026-000123', order: '77', shop: 'Lumen & Loaf' }

  test('are filled with what there is; the others are named and stay', () => {
    expect(fillIn('Dear {name}, {number}: {product} {name}', values)).toEqual({
      words: 'Dear 王小明, 2026-000123: {product} 王小明',
      missing: ['product'],
    })
    expect(standingIn('{name} {x} {number} {name}')).toEqual(['{name}', '{number}'])
    // What fills one is no pattern and no placeholder.
    expect(fillIn('{name}', { name: '$& {number}' }).words).toBe('$& {number}')
  })

  test('stand again where a message says what is one complaint’s own, but not within other words', () => {
    expect(emptied('親愛的王小明您好,您的2026-000123', values)).toBe('親愛的{name}您好,您的{number}')
    expect(emptied('Order 77, not 1177 or 77a', values)).toBe('Order {order}, not 1177 or 77a')
    expect(emptied('Annette and Ann', { name: 'Ann' })).toBe('Annette and {name}')
    expect(emptied('a+b', { name: 'a' })).toBe('a+b')
  })

  test('emptied and filled again give the same words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('王小明', ' ', '2026-000123', 'x', '77', ',', 'Lumen & Loaf')), (parts) => {
        const words = parts.join('')
        expect(fillIn(emptied(words, values), values).words).toBe(words)
      }),
    )
  })
})
