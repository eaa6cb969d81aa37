import type { start as en } from '../en/start.ts'

export const start: typeof en = {
  card: {
    title: '您的店還沒有設定好',
    more: '六個簡短的步驟:名稱與時間、顏色、網頁的一行、郵件、同事、第一則回覆。',
    go: '開始設定',
  },
  demo: { banner: '您正在看示範資料。', act: '清除' },
}
