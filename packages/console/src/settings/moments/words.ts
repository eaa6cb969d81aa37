import { partWords } from '../../words/part.ts'
import type { moment } from '../../text/en/moment.ts'

/** Texts of the moments editor, and what loads it with them. */
export const [m, worded] = partWords<typeof moment>({
  en: async () => (await import('../../text/en/moment.ts')).moment,
  ko: async () => (await import('../../text/ko/moment.ts')).moment,
  'zh-Hant': async () => (await import('../../text/zh-Hant/moment.ts')).moment,
})
