import type { task } from '../text/en/task.ts'
import { partWords } from '../words/part.ts'

/** Texts of tasks. */
export const [s, worded] = partWords<{ task: typeof task }>({
  en: () => import('../text/en/task.ts'),
  ko: () => import('../text/ko/task.ts'),
  'zh-Hant': () => import('../text/zh-Hant/task.ts'),
})
