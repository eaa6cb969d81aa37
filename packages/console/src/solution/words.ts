import type { solution } from '../text/en/solution.ts'
import { partWords } from '../words/part.ts'

/** Texts of solutions. */
export const [s, worded] = partWords<{ solution: typeof solution }>({
  en: () => import('../text/en/solution.ts'),
  ko: () => import('../text/ko/solution.ts'),
  'zh-Hant': () => import('../text/zh-Hant/solution.ts'),
})
