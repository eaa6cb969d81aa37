/** One text in several languages, keyed by language tag: `{ en: "Send", ko: "보내기" }`. */
export type Texts = Readonly<Record<string, string>>

/**
 * The best of `available` for a reader of `locale`: the same tag, then a more general or a sister one,
 * then `fallback`, then the first. Chinese is told apart by script, as no reader of one is served by the other.
 */
export function bestLocale(available: readonly string[], locale: string, fallback?: string): string | undefined {
  const tags = available.map(scripted)
  for (let wanted = scripted(locale); wanted; wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('-')))) {
    if (wanted === 'zh') break
    const at = tags.findIndex((tag) => tag === wanted || tag.startsWith(`${wanted}-`))
    if (at >= 0) return available[at]
  }
  return fallback !== undefined && available.includes(fallback) ? fallback : available[0]
}

/** Pages name Chinese by region; texts are kept by script: `zh-TW` and `zh-HK` read `zh-Hant`, `zh` and `zh-CN` read `zh-Hans`. */
function scripted(tag: string): string {
  const low = tag.toLowerCase().replaceAll('_', '-')
  if (!/^zh(-|$)/.test(low)) return low
  return /hant|-(tw|hk|mo)/.test(low) && !low.includes('hans') ? 'zh-hant' : 'zh-hans'
}

/** The text for a reader of `locale`; an empty string where there is none in any language. */
export function textIn(texts: Texts | undefined, locale: string, fallback?: string): string {
  const key = bestLocale(Object.keys(texts ?? {}), locale, fallback)
  return (key !== undefined && texts?.[key]) || ''
}
