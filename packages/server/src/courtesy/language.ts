import { bestLocale } from '@earshot/sdk/contract'

/** Letters that only one way of writing Chinese has; the commonest are enough to tell. */
const SIMPLIFIED = /[们这么说请谢对过还没为会个来时问题们让给发现边]/g
const TRADITIONAL = /[們這麼說請謝對過還沒為會個來時問題讓給發現邊您們]/g
/** So much of a text tells what it is written in. */
const SAMPLE = 5000

/**
 * The language of words, by their script. Languages that share one are not told apart: of those it is the site's own.
 *
 * @param own the site's language
 */
export function languageOf(words: string, own: string): string {
  const sample = words.slice(0, SAMPLE)
  const count = (script: RegExp) => sample.match(script)?.length ?? 0
  const hangul = count(/\p{Script=Hangul}/gu)
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = count(/\p{Script=Han}/gu)
  const latin = count(/\p{Script=Latin}/gu)
  // A syllable or a character says as much as some letters do.
  if (hangul * 3 > latin && hangul * 2 > han) return 'ko'
  if (kana * 3 > latin && kana * 4 > han) return 'ja'
  if (han * 3 > latin) return count(SIMPLIFIED) > count(TRADITIONAL) ? 'zh-Hans' : 'zh-Hant'
  return /^(ko|ja|zh)(-|$)/.test(own) ? 'en' : own
}

/** The one of `available` that serves a reader of `language`; none where no other would do. */
export function servedBy(available: readonly string[], language: string): string | undefined {
  const best = bestLocale([...available, NONE], language, NONE)
  return best === NONE ? undefined : best
}

const NONE = 'zxx'
