import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesOf, snippetOf } from './snippet.ts'
import { askedOf } from './terms.ts'

/** What of a text is marked. */
const marked = (text: string, asked: string) =>
  placesOf(text, askedOf(asked)).map(({ start, end }) => text.slice(start, end))

test.each([
  ['Zu spät, und SPÄT bezahlt', 'spat ', ['spät', 'SPÄT']],
  ['The tulips, the tulip', 'tulip', ['tulips', 'tulip']],
  ['包裝破損,想退貨', '破損', ['破損']],
  ['包裝破損,想退貨', '裝破損', ['裝破損']],
  ['包裝破損,想退貨', '想', ['想']],
  ['배송이 너무 늦었어요', '배송', ['배송']],
  ['call +82 10-1234-5678 now', '01012345678', ['+82 10-1234-5678']],
  ['from Ada@Example.com', 'ada@exa', ['Ada@Example.com']],
  ['nothing of it', 'tulip', []],
])('in "%s" by "%s" is marked what was asked for', (text, asked, expected) => {
  expect(marked(text, asked)).toEqual(expected)
})

test('the part that holds most of the words is shown, from shortly before the first', () => {
  const long = `${'before '.repeat(60)}tulip mug\nlate ${'after '.repeat(60)}`
  const { text, matches } = snippetOf(['A tulip', long], askedOf('tulip mug '))
  expect(text.startsWith('…')).toBe(true)
  expect(text.endsWith('…')).toBe(true)
  expect(text).toContain('tulip mug late')
  expect(matches.map(({ start, end }) => text.slice(start, end))).toEqual(['tulip', 'mug'])
})

test('places are always within the text, in order and apart, and no character is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('破損', 'mug ', '𠮷野家', '\n'))),
      fc.string({ unit: 'binary' }),
      (pieces, asked) => {
        const { text, matches } = snippetOf([pieces.join('').repeat(3)], askedOf(`${asked} mug 野`))
        let last = 0
        for (const { start, end } of matches) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
        if (pieces.join('').isWellFormed()) expect(text.isWellFormed()).toBe(true)
      },
    ),
  )
})
