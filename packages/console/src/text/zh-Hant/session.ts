import type { session as en } from '../en/session.ts'

export const session: typeof en = {
  title: '登入',
  email: '電子郵件',
  password: '密碼',
  signIn: '登入',
  forgot: '忘記密碼?',
  ask: '寄送連結',
  asked: '若這個地址屬於員工,設定新密碼的連結已寄出。',
  back: '回到登入',
  failed: '電子郵件與密碼不相符。',
  limited: '嘗試次數過多,請過幾分鐘再試。',
  site: '網站金鑰',
  siteHint: '這台伺服器有多家商店。您的金鑰以 pk_ 開頭。',
  ended: '您已登出',
  endedMore: '請重新登入以繼續。您輸入的內容仍在這裡。',
  unreachable: '無法連上伺服器。',
}
