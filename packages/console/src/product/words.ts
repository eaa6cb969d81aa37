import type { goods } from '../text/en/goods.ts'
import { partWords } from '../words/part.ts'

/** Texts of products, clusters, causes and improvements. */
export const [s, worded] = partWords<{ goods: typeof goods }>({
  en: () => import('../text/en/goods.ts'),
  ko: () => import('../text/ko/goods.ts'),
  'zh-Hant': () => import('../text/zh-Hant/goods.ts'),
})
