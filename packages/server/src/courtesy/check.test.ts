import { assert, property, string } from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { PHRASEBOOKS } from './builtin.ts'
import { check } from './check.ts'
import { languageOf } from './language.ts'

const { en, ko, 'zh-Hant': zh } = PHRASEBOOKS as Record<'en' | 'ko' | 'zh-Hant', (typeof PHRASEBOOKS)[string]>

function ids(words: string, book = en): string[] {
  return check(words, book.entries, book.dates).findings.map(({ id }) => id)
}

describe('the courtesy check', () => {
  it.each([
    ['You should have read the label.', ['you-should-have']],
    ['YOU  SHOULD\nHAVE asked', ['you-should-have']],
    ['You should’ve asked', ['you-should-have']],
    ['Unfortunately, we cannot help.', ['we-cannot']],
    ['Please calm down.', ['calm-down']],
    ["'Calm down', he said", ['calm-down']],
    ["It is our policy. We'll get back to you.", ['our-policy', 'get-back-to-you']],
    // Whole words only.
    ['You should haven', []],
    ['The sooner the better', []],
    ['Thank you for telling us. A new cup is on its way to you.', []],
  ])('finds in "%s" what could hurt', (words, expected) => {
    expect(ids(words)).toEqual(expected)
  })

  it.each([
    ['그건 고객님 실수입니다.', ['customer-mistake']],
    ['규정상 안 됩니다', ['by-rule-no']],
    ['규정상 안됩니다', ['by-rule-no']],
    ['최대한 빨리 처리해 드릴게요', ['as-soon-as-possible']],
    ['내일 오후 3시까지 다시 연락드리겠습니다.', []],
    // As some systems write it: each syllable in its parts.
    ['진정하세요'.normalize('NFD'), ['calm-down']],
    ['컵이 깨져서 도착하게 해 드려 죄송합니다.', []],
  ])('finds in "%s" what could hurt, however it is spaced', (words, expected) => {
    expect(ids(words, ko)).toEqual(expected)
  })

  it.each([
    ['這是公司規定。', ['company-rule']],
    ['請您耐心等候', ['please-wait']],
    ['我們會盡快處理', ['as-soon-as-possible']],
    ['我們會盡快處理，11 月 27 日前完成。', []],
    ['杯子到貨時破了，真的很抱歉。', []],
  ])('finds in "%s" what could hurt', (words, expected) => {
    expect(ids(words, zh)).toEqual(expected)
  })

  it('lets a promise pass that names a date, in its sentence or the next', () => {
    expect(ids('We will reply as soon as possible, by Friday at the latest.')).toEqual([])
    expect(ids('We will reply as soon as possible. You have our answer by 5 pm.')).toEqual([])
    expect(ids('We met on Friday. We will reply as soon as possible.')).toEqual(['as-soon-as-possible'])
    expect(ids('We have two cups. We will reply as soon as possible.')).toEqual(['as-soon-as-possible'])
    const [finding] = check('We reply soon', en.entries, en.dates).findings
    expect(finding).toMatchObject({ nameDate: true, kind: 'vague-promise', start: 9, end: 13, words: 'soon' })
  })

  it('tells of two that overlap only the longer', () => {
    expect(ids('We apologise for any inconvenience caused')).toEqual(['inconvenience'])
  })

  it('names places as JavaScript counts, whatever stands before', () => {
    for (const book of [en, ko, zh])
      for (const { patterns } of book.entries) {
        const before = '😀 Ａ\u0301가 '
        const [found] = check(`${before}${patterns[0]!} 😀`, book.entries, []).findings
        expect(found).toMatchObject({ start: before.length, end: before.length + patterns[0]!.length })
      }
  })

  it('says of any words only what stands in them', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), (words) => {
        for (const book of [en, ko, zh])
          for (const { start, end, words: found } of check(words, book.entries, book.dates).findings) {
            expect(start).toBeLessThan(end)
            expect(found).toBe(words.slice(start, end))
          }
      }),
    )
  })

  it('cuts a text that has very many', () => {
    const { findings, more } = check('calm down. '.repeat(4000), en.entries, en.dates)
    expect([findings.length, more]).toEqual([200, true])
  })
})

test.each(Object.entries(PHRASEBOOKS))('the phrases of %s are many, each once, and each found', (_, { entries }) => {
  expect(entries.length).toBeGreaterThanOrEqual(25)
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  const all = entries.flatMap(({ patterns }) => patterns)
  expect(all.filter((one, i) => all.indexOf(one) !== i)).toEqual([])
  for (const { id, patterns, why, better } of entries) {
    expect(why.length * better.length).toBeGreaterThan(0)
    for (const pattern of patterns)
      expect(check(pattern, entries, []).findings, pattern).toMatchObject([{ words: pattern }].slice(0, 1))
    expect(check(patterns[0]!, entries, []).findings[0]!.id).toBe(id)
  }
})

test.each([
  ['We will look into it', 'en', 'en'],
  ['We will look into it', 'ko', 'en'],
  ['Wir sehen nach', 'de', 'de'],
  ['곧 연락드리겠습니다 (order 1001)', 'en', 'ko'],
  ['我們會盡快處理您的訂單', 'en', 'zh-Hant'],
  ['我们会尽快处理', 'en', 'zh-Hans'],
  ['すぐに確認いたします', 'en', 'ja'],
])('"%s" at a shop of %s is in %s', (words, own, language) => {
  expect(languageOf(words, own)).toBe(language)
})
