import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedOf, fold, termsOf } from './terms.ts'

/** Whether a text is found by what somebody asks. */
function finds(text: string, asked: string): boolean {
  const terms = termsOf(text)
  const looked = askedOf(asked)
  if (looked.length === 0) return false
  return looked.every(({ term, prefix }) => (prefix ? [...terms].some((one) => one.startsWith(term)) : terms.has(term)))
}

const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
const rareHan = fc.integer({ min: 0x20000, max: 0x2a6df }).map((code) => String.fromCodePoint(code))
const hangul = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code))

describe('what a text is found by', () => {
  test.each([
    ['Zu spät geliefert', 'SPÄT'],
    ['Zu spät geliefert', 'spat gelie'],
    ['Große Straße', 'GROSSE strasse'],
    ['Crème brûlée', 'creme brulee'],
    ['Løvetann fra Łódź', 'lovetann lodz'],
    ['Доставка Ёлки', 'елки'],
    ['ΟΔΟΣ', 'οδος'],
    ['شُكرًا جزيلًا', 'شكرا'],
    ['İstanbul', 'istanbul'],
    ['ＡＢＣ１２３', 'abc123'],
    ['包裝破損,想退貨', '退貨'],
    ['包裝破損,想退貨', '破'],
    ['包裝破損,想退貨', '貨'],
    ['배송이 너무 늦었어요', '배송'],
    ['배송이 너무 늦었어요', '늦었'],
    ['배송이 너무 늦었어요', '요'],
    ['プレゼントが壊れていた', '壊れ'],
    ['ﾌﾟﾚｾﾞﾝﾄ', 'プレゼント'],
    ['สินค้าชำรุด', 'ชำรุด'],
    ['Bread丢了', 'bread 丢'],
    ['Complaint 2026-000123 again', '2026-000123'],
    ['Complaint 2026-000123 again', '2026-0001'],
    ['Order X-77, please', 'x-77'],
    ['write to Ada.Lovelace+shop@Example.com please', 'ada.lovelace+shop@example.com'],
    ['write to Ada.Lovelace+shop@Example.com please', 'ada.lovelace+shop@exa'],
    ['write to ada@example.com', 'example'],
    ['call +82 10-1234-5678', '01012345678'],
    ['call 010-1234-5678', '+82 10 1234 5678'],
    ['Order ORD-0001234567', '0001234567'],
    ["l'hôtel", 'hotel'],
  ])('%s is found by %s', (text, asked) => expect(finds(text, asked)).toBe(true))

  test.each([
    ['delivery late', 'deliver late'],
    ['delivered', 'delivery'],
    ['包裝破損,想退貨', '損想'],
    ['包裝破損', '裝包'],
    ['배송이 늦었어요', '송배'],
    ['ada@example.com', 'bob@example.com'],
    ['mug', '!!!'],
    ['mug', ''],
  ])('%s is not found by %s', (text, asked) => expect(finds(text, asked)).toBe(false))

  test('any two neighbours of a Chinese text find it, and any single character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(han, rareHan), { minLength: 2, maxLength: 60 }),
        fc.nat(),
        fc.string(),
        (characters, at, around) => {
          const i = at % (characters.length - 1)
          const text = `${around} ${characters.join('')} ${around}`
          return finds(text, characters[i]! + characters[i + 1]!) && finds(text, characters[i]!)
        },
      ),
    )
  })

  test('any part of a Korean word finds it', () => {
    fc.assert(
      fc.property(fc.array(hangul, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (word, a, b) => {
        const [from, to] = [a % word.length, b % word.length].toSorted((x, y) => x - y) as [number, number]
        return finds(`오늘 ${word.join('')} 어제`, word.slice(from, to + 1).join(''))
      }),
    )
  })

  test('a text finds itself as far as it holds words, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const looked = askedOf(text)
        return looked.length === 0 || finds(text, text)
      }),
      { numRuns: 500 },
    )
  })

  test('folding what is folded changes nothing, and Hangul and kana stay whole', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(fold(text))) === fold(fold(text))))
    expect(fold('한국어 가 が パ'.normalize('NFD'))).toBe('한국어 가 が パ')
  })
})

describe('bounds', () => {
  test.each([
    ['words', 'word '.repeat(10_240)],
    ['different words', Array.from({ length: 8000 }, (_, i) => `w${i}`).join(' ')],
    ['one word', 'a'.repeat(51_200)],
    [
      'one run of pairs',
      Array.from({ length: 25_000 }, (_, i) => String.fromCodePoint(0x4e00 + (i % 20_000))).join(''),
    ],
    ['at signs', '@'.repeat(51_200)],
    ['addresses', 'a@b'.repeat(17_000)],
    ['digits and signs', '+0 (0-'.repeat(8500)],
    ['accents', `e${'\u0301'.repeat(51_000)}`],
    ['what grows when composed', '\ufdfa'.repeat(25_000)],
    ['half characters', '\ud842'.repeat(25_000)],
  ])('50 KB of %s ask for no more than 32 terms, none longer than a word', (_, text) => {
    const asked = askedOf(text)
    expect(asked.length).toBeLessThanOrEqual(32)
    for (const { term } of asked) expect(term.length).toBeLessThanOrEqual(64)
    const terms = termsOf(text)
    expect(terms.size).toBeLessThanOrEqual(20_001)
    for (const term of terms) expect(term.length).toBeLessThanOrEqual(64)
  })
})
