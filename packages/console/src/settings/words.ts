import type { data } from '../text/en/data.ts'
import type { people } from '../text/en/people.ts'
import { partWords } from '../words/part.ts'

type PartWords = typeof people & typeof data

/** Texts of the parts about people, promises, connections and data. */
// oxfmt-ignore
export const [s, worded] = partWords<PartWords>({
  en: async () => ({ ...(await import('../text/en/people.ts')).people, ...(await import('../text/en/data.ts')).data }),
  ko: async () => ({ ...(await import('../text/ko/people.ts')).people, ...(await import('../text/ko/data.ts')).data }),
  'zh-Hant': async () => ({ ...(await import('../text/zh-Hant/people.ts')).people, ...(await import('../text/zh-Hant/data.ts')).data }),
})
